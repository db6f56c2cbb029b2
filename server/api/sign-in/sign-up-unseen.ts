/** A sign-up whose answer does not say whether the account existed. @module */
import { ApiError } from '../../common/errors.ts'
import { normaliseIdentifier } from '../../migration/identifiers/identifier.ts'
import type { SignUpFlow } from '../../migration/sign-up/sign-up.ts'
import type { SignUpAttempt } from '../authentication/protected-sign-up.ts'
import { requestOf, signUp } from '../authentication/protected-sign-up.ts'
import type { Deps } from '../http/deps.ts'
import type { Flow } from './flow.ts'
import { sendProof } from './verification.ts'

/**
 * Signs up after the answer, whose bytes and time are then the same for new and for known people; an email says how it
 * ended. Where a script fails, nobody is told but the tenant's log.
 *
 * @returns the rule that the entered texts break, which says nothing about who exists
 * @throws {ApiError} temporarily_unavailable
 */
export async function signUpUnseen(
  deps: Deps,
  flow: Flow,
  attempt: SignUpAttempt,
): ReturnType<SignUpFlow['check']> {
  const broken = await deps.flows.signUp.check(requestOf(deps, attempt))
  if (broken) return broken
  const isTaken = deps.background.run('sign_up', async () => {
    const result = await signUp(deps, attempt)
    if (result.kind === 'created') await sendProof(deps, flow, result.user)
    if (result.kind === 'exists') await tellOwner(deps, flow, attempt, result.by)
  })
  if (!isTaken) {
    throw new ApiError('temporarily_unavailable', 'Too many sign-ups are waiting. Try again later.', {
      retry_after_s: 10,
    })
  }
  return undefined
}

/** The email about an address goes to the account that has it, never to the typed one (A8). */
async function tellOwner(
  deps: Deps,
  { connection, client, context: { visit } }: Flow,
  { email: identifier, password }: SignUpAttempt,
  by: 'email' | 'username' | 'user_id',
): Promise<void> {
  if (identifier === undefined) return
  const { tenant, protection, flows } = deps
  const { tenant_id } = tenant
  const key = normaliseIdentifier(identifier)
  const reserved = await protection.reserveReset({ tenant_id, key, ip: visit.ip })
  if (reserved.kind === 'refused') return
  const search = { tenant, connection, identifier, password, purpose: 'sign_up' }
  const found = by === 'email' ? await flows.reset.findPerson(search) : undefined
  const email = by === 'email' ? found?.kind === 'found' && found.person.email : identifier
  if (email) await flows.verification.sendExists({ connection, email, client_id: client.client_id })
}
