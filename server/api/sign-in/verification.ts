/** The confirmation of an email address during a sign-in. @module */
import * as z from 'zod'
import { normaliseIdentifier } from '../../migration/identifiers/identifier.ts'
import type { Connection, User } from '../../store/contract.ts'
import type { Deps } from '../http/deps.ts'
import type { Flow } from './flow.ts'
import { resealed } from './flow.ts'

const Required = z.object({
  email: z.object({ signup: z.object({ verification: z.object({ active: z.literal(true) }) }) }),
})

/** Whether people confirm their address before they are signed in. @see Auth0's `attributes.email.signup.verification.active` */
export function requiresVerifiedEmail({ options }: Connection): boolean {
  return Required.safeParse(options.attributes).success
}

/**
 * Sends a link that lets the sign-in go on. Its ticket carries the request and says whose password was right: the link by
 * itself signs nobody in. Somebody who asks too often gets no further email, and the same page.
 */
export async function sendProof(deps: Deps, flow: Flow, user: User): Promise<void> {
  const { tenant, protection } = deps
  const key = normaliseIdentifier(user.email ?? '')
  const { ip } = flow.context.visit
  const reserved = await protection.reserveReset({ tenant_id: tenant.tenant_id, key, ip })
  if (reserved.kind === 'refused') return
  const now = Date.now()
  const proven = { user_id: user.user_id, at: now }
  sendVerification(deps, flow, user, resealed(deps, flow, { begun_at: now, proven }))
}

/** Sends a link that confirms the address, after the answer. @param state the sign-in that goes on with it */
export function sendVerification(
  { background, flows }: Deps,
  { connection, client: { client_id } }: Flow,
  user: User,
  state?: string,
): void {
  background.run('verification_mail', async () => {
    await flows.verification.sendMail({ connection, user, client_id, state })
  })
}
