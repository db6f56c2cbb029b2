/** What every change by the Management API leaves in the tenant's log. @module */
import type { Request } from 'express'
import type { Caller } from './caller.ts'
import type { Deps } from './route.ts'

/**
 * Notes who changed what (T5): by path, in which ids stand; neither query nor body, which may have more than that.
 *
 * @param done of the answer its status, and who asked
 */
export function audit(
  { events }: Deps,
  { summary }: { summary: string },
  { method, path, params }: Request,
  done: { status: number; caller: Caller },
): void {
  const { client, member } = done.caller
  const user_id = path.startsWith('/api/v2/users/') ? params.id : undefined
  events.record({
    type: 'sapi',
    description: summary,
    client,
    user_name: member?.email,
    ...(typeof user_id === 'string' ? { user_id } : {}),
    details: {
      request: { method: method.toLowerCase(), path },
      response: { statusCode: done.status },
      ...(member && { member_id: member.member_id }),
    },
  })
}
