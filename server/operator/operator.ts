/** What the operator's commands do, wherever the tenants are kept. @module */

/** What the operator can mend; the message says how. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

/** Tenants and those who work with them. */
export interface Operator {
  create(name: string): Promise<{ public_url: string; client_id: string; client_secret: string }>
  list(): Promise<{ name: string; public_url: string }[]>
  delete(name: string): Promise<void>
  /** Ends the member's sessions. @throws {CommandError} nobody has that e-mail address */
  setMemberPassword(email: string, password: string): Promise<void>
  close(): Promise<void>
}

/** @param known e-mail addresses of those who are there */
export function noMember(email: string, known: readonly string[]): string {
  const others =
    known.length === 0 ? 'The dashboard has no members yet' : `Its members are ${known.join(', ')}`
  return `The dashboard has no member ${email}. ${others}`
}
