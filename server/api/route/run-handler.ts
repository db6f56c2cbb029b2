/** Step `run`: calls the endpoint's `handle`. @module */
import type { Response } from 'express'
import type { Caller } from '../access/caller.ts'
import type { Scope } from '../access/scopes.ts'
import type { Deps } from '../http/deps.ts'
import type { StreamPlace } from '../http/open-streams.ts'
import type { BodyCheck } from './check-body.ts'
import type { WithSent } from './pipeline.ts'
import { reserveStream } from './reserve-stream.ts'

/** The result of an endpoint, and the place of a response that streams, which must be released after sending. */
export interface HandlerResult {
  result: unknown
  place: StreamPlace | undefined
}

/**
 * A stream enters its place before `handle` starts, so that a refused one does no work. The header `Ferry-Kept-Only` names
 * members of the body that are stored and have no effect.
 *
 * @throws what `handle` throws; {ApiError} too_many_requests, temporarily_unavailable for a stream without a place
 */
export async function runHandler(
  deps: Pick<Deps, 'openStreams' | 'tenant'>,
  { response, caller, sent }: Pick<WithSent<Caller>, 'response' | 'caller' | 'sent'>,
  {
    spec,
    body,
    obeyed = [],
  }: {
    spec: { scopes?: readonly Scope[]; answer_type?: string }
    body: BodyCheck | undefined
    obeyed?: readonly string[] | undefined
  },
  handle: () => Promise<unknown>,
): Promise<HandlerResult> {
  const place = spec.answer_type === 'text/event-stream' ? reserveStream(deps, spec, caller) : undefined
  try {
    const result = await handle()
    const kept = body?.keptOnly(sent) ?? []
    nameKeptOnly(
      response,
      kept.filter((path) => !obeyed.includes(path)),
    )
    return { result, place }
  } catch (thrown) {
    place?.leave()
    throw thrown
  }
}

function nameKeptOnly(response: Response, paths: readonly string[]): void {
  if (paths.length > 0) response.set('Ferry-Kept-Only', paths.join(', '))
}
