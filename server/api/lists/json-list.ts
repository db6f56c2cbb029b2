/** Lists that are sent item by item: an answer of 60 MB is never in memory as a whole. @module */
import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import type { Response } from 'express'
import type * as z from 'zod'
import type { FairQueue } from '../../../runtime/index.ts'
import { QueueFullError } from '../../../runtime/index.ts'
import { ApiError } from '../../common/errors.ts'

/** Characters that are collected before they are sent; a list that is shorter is sent at once, with its length. */
const PORTION = 64 * 1024

/** How long a list may take whose reader is slow. */
const LIFE_MS = 120_000

/** How long a long list waits for its turn. */
const WAIT_MS = 20_000

/** A list that is made while it is sent. */
export interface JsonList {
  /** Members before the list; undefined: the answer is the list alone. */
  head: { [name: string]: unknown } | undefined
  /** Name of the list beside those members. */
  name: string
  /** Members that are known when the list is. @param length how many items were sent */
  tail(length: number): { [name: string]: unknown }
  items: AsyncIterable<unknown>
}

/** Tells a list from other answers. */
const LISTS = new WeakSet<object>()

/** @returns the list, marked as one */
export function jsonList(list: JsonList): JsonList {
  LISTS.add(list)
  return list
}

export function isJsonList(answer: unknown): answer is JsonList {
  return typeof answer === 'object' && answer !== null && LISTS.has(answer)
}

/**
 * Sends a list. What is longer than 64 KB waits for its turn among those of its tenant, and is read from the store no faster
 * than the caller reads it.
 *
 * @param item what each item is checked by, and what of it is sent
 * @throws {ApiError} temporarily_unavailable: nothing was sent
 */
export async function sendJsonList(
  response: Response,
  list: JsonList,
  item: z.ZodType,
  turn: { queue: FairQueue; tenant_id: string },
): Promise<void> {
  const closed = new AbortController()
  response.once('close', () => closed.abort())
  let text = opening(list)
  let length = 0
  let release: (() => void) | undefined
  let late: NodeJS.Timeout | undefined

  async function flush(): Promise<void> {
    if (!release) {
      release = await enter(turn, closed.signal)
      late = setTimeout(() => response.destroy(), LIFE_MS)
      response.type('json')
    }
    const isTaken = response.write(text)
    text = ''
    if (!isTaken) await once(response, 'drain', { signal: closed.signal })
    // A reader that keeps up would otherwise have the event loop for itself.
    await setImmediate()
  }

  try {
    for await (const one of list.items) {
      if (closed.signal.aborted) return
      text += (length === 0 ? '' : ',') + JSON.stringify(checked(item, one))
      length += 1
      if (text.length >= PORTION) await flush()
    }
    text += closing(list, length)
    if (release) response.end(text)
    else response.type('json').send(text)
  } catch (error) {
    if (closed.signal.aborted) return
    // An answer that was begun cannot become an error: the caller sees that it is not whole.
    if (response.headersSent) response.destroy()
    throw error
  } finally {
    clearTimeout(late)
    release?.()
  }
}

async function enter(
  { queue, tenant_id }: { queue: FairQueue; tenant_id: string },
  signal: AbortSignal,
): Promise<() => void> {
  try {
    return await queue.enter(tenant_id, { wait_ms: WAIT_MS, signal })
  } catch (error) {
    if (!(error instanceof QueueFullError)) throw error
    throw new ApiError('temporarily_unavailable', 'Too many long lists are being read. Try again soon.', {
      cause: error,
      retry_after_s: 5,
    })
  }
}

function opening({ head, name }: JsonList): string {
  if (!head) return '['
  const members = JSON.stringify(head).slice(0, -1)
  return `${members}${members === '{' ? '' : ','}${JSON.stringify(name)}:[`
}

function closing({ head, tail }: JsonList, length: number): string {
  if (!head) return ']'
  const members = JSON.stringify(tail(length)).slice(1)
  return members === '}' ? ']}' : `],${members}`
}

function checked(item: z.ZodType, value: unknown): unknown {
  const parsed = item.safeParse(value)
  if (!parsed.success) throw new Error('an answer does not fit its own schema', { cause: parsed.error })
  return parsed.data
}
