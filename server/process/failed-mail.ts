/** What a tenant's log says of a mail that was given up. @module */
import type { MailContent } from '../store/contract.ts'
import type { EventHub } from '../tenant-log/event-hub.ts'

/** @returns records a mail that was given up, with the origin of the request that caused it */
export function recordFailedMail(
  events: EventHub,
): (tenant_id: string, content: MailContent, reason: string) => void {
  return (tenant_id, { letter, about }, reason) => {
    const { template, connection, user_id, origin } = about
    events.of(tenant_id, origin).record({
      type: 'fn',
      description: `The email ${template} could not be sent: ${reason}`,
      connection,
      user_id,
      user_name: letter.to,
      details: { template },
    })
  }
}
