/** Step `audit`: records every change by the Management API, successful or failed, in the tenant's log. @module */
import type { Request } from 'express'
import type { NewEvent } from '../../tenant-log/event-hub.ts'
import type { Deps } from '../http/deps.ts'
import { asApiError } from '../http/render-error.ts'
import type { Caller } from './caller.ts'

/** Callers choose these: longer ones are cut. */
const PATH_CHARACTERS = 500
const REASON_CHARACTERS = 1_000

/**
 * Runs `work` and records who changed what, or tried to (T5). An entry has the path with its ids, and neither query nor
 * body, which may hold more than that. Runs after the rate limit, so failures cannot make more entries than the limit
 * allows.
 *
 * @param done `status` of a success, and who made the change
 * @throws what `work` throws
 */
export async function audited<T>(
  { events }: Deps,
  { summary }: { summary: string },
  request: Request,
  { status, caller }: { status: number; caller: Caller },
  work: () => Promise<T>,
): Promise<T> {
  try {
    const result = await work()
    events.record({ type: 'sapi', description: summary, ...entryOf(request, caller, { statusCode: status }) })
    return result
  } catch (thrown) {
    // Messages name fields but never values; those of internal errors have no details.
    const { status: statusCode, code, message, log_id } = asApiError(thrown, request.path)
    const response = {
      statusCode,
      body: { errorCode: code, ...(log_id === undefined ? {} : { log_id }) },
    }
    const description = cut(message, REASON_CHARACTERS)
    events.record({ type: 'fapi', description, ...entryOf(request, caller, response) })
    throw thrown
  }
}

function entryOf(
  { method, path, params }: Request,
  { client, member, person }: Caller,
  response: NonNullable<NewEvent['details']>,
): Omit<NewEvent, 'type'> {
  const { id } = params
  const user_id = path.startsWith('/api/v2/users/') && typeof id === 'string' ? id : undefined
  return {
    client: client ?? person?.client,
    user_name: member?.email ?? person?.user.email,
    ...(user_id === undefined ? {} : { user_id: cut(user_id, PATH_CHARACTERS) }),
    details: {
      request: { method: method.toLowerCase(), path: cut(path, PATH_CHARACTERS) },
      response,
      ...(member && { member_id: member.member_id }),
    },
  }
}

function cut(text: string, characters: number): string {
  return text.slice(0, characters).toWellFormed()
}
