/** Protocol violations of a runner, which end that runner only. @module */
import type * as z from 'zod'

/** A frame that no honest runner sends. The text is for the operator: nothing of the frame's payload is in it. */
export class ProtocolViolation extends Error {
  override readonly name = 'ProtocolViolation'
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/** @throws {ProtocolViolation} when the payload is not JSON of that shape */
export function parseJson<Schema extends z.ZodType>(schema: Schema, payload: Uint8Array): z.output<Schema> {
  let value: unknown
  try {
    value = JSON.parse(decoder.decode(payload))
  } catch {
    throw new ProtocolViolation('a payload that is not JSON')
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new ProtocolViolation('a payload of the wrong shape')
  return parsed.data
}
