/** The way to the page that asks for consent. @module */
import type { Transaction, TransactionPerson } from '../../oidc/transaction.ts'
import { sealTransaction } from '../../oidc/transaction.ts'
import type { PageAnswer } from '../hosted-pages/page.ts'
import type { Deps } from '../http/deps.ts'

/** Path of the page. */
export const CONSENT_PATH = '/u/consent'

/**
 * Whom the page asks travels sealed, like the request: nothing is stored until the person has allowed it.
 *
 * @returns undefined when the request is too long for an address
 */
export function askConsent(
  { secrets, tenant: { tenant_id }, tokens: { issuer } }: Deps,
  transaction: Transaction,
  person: TransactionPerson,
): PageAnswer | undefined {
  const state = sealTransaction(secrets, { tenant_id, issuer }, { ...transaction, person })
  return state === undefined ? undefined : { kind: 'redirect', url: `${CONSENT_PATH}?state=${state}` }
}
