import type { Migration } from './migration.ts'

/** A tenant's own texts of hosted pages. texts: JSON, by screen and key. */
export const promptTexts: Migration = {
  version: 39,
  name: 'prompt texts',
  statements: [
    `create table prompt_texts (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      language text not null,
      prompt text not null,
      texts text not null,
      updated_at bigint not null,
      primary key (tenant_id, language, prompt)
    )`,
  ],
}
