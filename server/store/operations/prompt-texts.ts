/** The tenants' own texts of hosted pages. @module */
import type { PromptTexts } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, first, json, text } from '../engine/operation.ts'
import { PROMPT_TEXT_SQL } from '../sql/prompt-texts.ts'

export function* findPromptTexts(
  tenant_id: string,
  prompt: string,
  language: string,
): Operation<PromptTexts | undefined> {
  const row = yield* first(PROMPT_TEXT_SQL.find, tenant_id, language, prompt)
  return row && json<PromptTexts>(row, 'texts')
}

export function* listPromptTexts(
  tenant_id: string,
  language: string,
): Operation<{ prompt: string; texts: PromptTexts }[]> {
  const rows = yield* all(PROMPT_TEXT_SQL.ofLanguage, tenant_id, `${language}-%`)
  return rows.map((row) => ({ prompt: text(row, 'prompt'), texts: json<PromptTexts>(row, 'texts') }))
}

export function* savePromptTexts(
  tenant_id: string,
  prompt: string,
  language: string,
  texts: PromptTexts | undefined,
  now: number,
): Operation<void> {
  if (texts === undefined) yield* all(PROMPT_TEXT_SQL.remove, tenant_id, language, prompt)
  else yield* all(PROMPT_TEXT_SQL.save, tenant_id, language, prompt, JSON.stringify(texts), now)
}
