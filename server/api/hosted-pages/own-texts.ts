/** The tenant's own texts on a page. @module */
import type { Store } from '../../store/contract.ts'
import type { Deps } from '../http/deps.ts'
import type { PageContext } from './page.ts'
import { withPromptTexts } from './prompt-keys.ts'
import type { PageTexts } from './texts.ts'

/**
 * Reads the tenant's own texts of the language. Nothing is cached: a change counts at the next page.
 *
 * @param names.application the client's name, or that of the tenant on pages without a client
 */
export async function ownTexts(
  store: Pick<Store, 'listPromptTexts'>,
  tenant_id: string,
  texts: PageTexts,
  names: { application: string; tenant: string },
): Promise<PageTexts> {
  const [language = texts.lang] = texts.lang.split('-', 1)
  const own = await store.listPromptTexts(tenant_id, language)
  if (own.length === 0) return texts
  return withPromptTexts(texts, own, { clientName: names.application, companyName: names.tenant })
}

/**
 * @param application its name, on a page that belongs to one
 * @returns the context with the tenant's own texts
 */
export async function withOwnTexts<C extends PageContext>(
  { store, tenant }: Deps,
  context: C,
  application: string = context.look.name,
): Promise<C> {
  const names = { application, tenant: context.look.name }
  return { ...context, texts: await ownTexts(store, tenant.tenant_id, context.texts, names) }
}
