import { BadMark } from '../contract/errors.ts'

/** The last item of a page, in the order of the list: by age, then by id. */
export interface Mark {
  created_at: number
  id: string
}

/** @returns the mark as callers hold it: opaque, safe in a URL */
export function writeMark(mark: Mark): string {
  return Buffer.from(JSON.stringify([mark.created_at, mark.id])).toString('base64url')
}

/** @throws {BadMark} not one that `writeMark` wrote */
export function readMark(text: string): Mark {
  const parts = parse(Buffer.from(text, 'base64url').toString('utf8'))
  if (!Array.isArray(parts) || parts.length !== 2) throw new BadMark()
  const [created_at, id]: unknown[] = parts
  if (!Number.isSafeInteger(created_at) || typeof id !== 'string') throw new BadMark()
  const mark = { created_at: Number(created_at), id }
  if (writeMark(mark) !== text) throw new BadMark()
  return mark
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
