/** SQL about the tenants' own texts of hosted pages. @module */

export const PROMPT_TEXT_SQL = {
  find: 'select texts from prompt_texts where tenant_id = $1 and language = $2 and prompt = $3',
  // By the pattern `fr-%`: `fr` and its regions, the most general tag last.
  ofLanguage: `select prompt, texts from prompt_texts
    where tenant_id = $1 and language || '-' like $2 order by language desc, prompt`,
  save: `insert into prompt_texts (tenant_id, language, prompt, texts, updated_at) values ($1, $2, $3, $4, $5)
    on conflict (tenant_id, language, prompt) do update
      set texts = excluded.texts, updated_at = excluded.updated_at`,
  remove: 'delete from prompt_texts where tenant_id = $1 and language = $2 and prompt = $3',
} as const
