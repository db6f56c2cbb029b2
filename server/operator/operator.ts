/** The operator's commands, whether they ask a running server or change its data folder. @module */

/** A mistake that the operator can correct; the message says how. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

/** Operations on tenants and members. */
export interface Operator {
  create(name: string): Promise<{ public_url: string; client_id: string; client_secret: string }>
  /** @param domain that the tenant has created: from now on it answers there, without a TXT record */
  verifyDomain(tenant: string, domain: string): Promise<void>
  list(): Promise<{ name: string; public_url: string }[]>
  delete(name: string): Promise<void>
  /** Ends the member's sessions. @throws {CommandError} nobody has that email address */
  setMemberPassword(email: string, password: string): Promise<void>
  close(): Promise<void>
}

/** @param members everyone who can sign in to the dashboard */
export function noMember(email: string, members: readonly { email: string }[]): CommandError {
  const known = members.map((member) => member.email)
  const others =
    known.length === 0 ? 'The dashboard has no members yet' : `Its members are ${known.join(', ')}`
  return new CommandError(`The dashboard has no member ${email}. ${others}`)
}
