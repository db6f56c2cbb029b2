import type { TicketStore } from '../contract.ts'
import { newEventId } from './ids.ts'
import type { PartContext } from './part.ts'

/** @see TicketStore */
export function ticketPart({ engine, now }: PartContext): TicketStore {
  return {
    createTicket: (tenant_id, ticket) => engine.write('createTicket', tenant_id, ticket, now()),
    findTicket: (tenant_id, purpose, ticket_sha256) =>
      engine.point('findTicket', tenant_id, purpose, ticket_sha256, now()),
    useTicket: (tenant_id, purpose, ticket_sha256, effect) =>
      engine.write('useTicket', tenant_id, purpose, ticket_sha256, effect, newEventId(), now()),
    reopenTicket: (tenant_id, purpose, ticket_sha256) =>
      engine.write('reopenTicket', tenant_id, purpose, ticket_sha256),
  }
}
