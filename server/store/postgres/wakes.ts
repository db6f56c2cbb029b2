/** Wakes between servers, by LISTEN and NOTIFY. They may be lost: nothing relies on them. @module */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Wakes } from '../engine/wakes.ts'
import { createWakes } from '../engine/wakes.ts'
import type { Address } from './sessions.ts'
import { clientConfig } from './sessions.ts'

const CHANNEL = 'ferry'
const SEND = `select pg_notify('${CHANNEL}', wake) from unnest($1::text[]) wake`
const STATEMENT_MS = 5_000
const AGAIN_MS = 1_000

/** Wakes of this process and of the other servers of the database. */
export interface SharedWakes extends Wakes {
  close(): Promise<void>
}

/**
 * Listens on a connection of its own, which is opened again when it is lost. Wakes of this process reach its listeners at once,
 * and equal ones that wait for the connection are sent as one.
 */
export function createSharedWakes(address: Address): SharedWakes {
  const here = createWakes()
  const sender = randomUUID()
  const closing = new AbortController()
  const waiting = new Set<string>()
  let client: pg.Client | undefined
  let isSending = false
  const listening = listen()

  async function listen(): Promise<void> {
    while (!closing.signal.aborted) {
      const lost = Promise.withResolvers<void>()
      const made = new pg.Client(clientConfig(address, { statement_ms: STATEMENT_MS }))
      made.on('error', () => lost.resolve())
      made.on('end', () => lost.resolve())
      made.on('notification', ({ payload }) => hear(payload ?? ''))
      try {
        await made.connect()
        await made.query(`listen ${CHANNEL}`)
        client = made
        void send()
        await Promise.race([lost.promise, aborted(closing.signal)])
      } catch {
        // Tried again below.
      }
      client = undefined
      await made.end().catch(() => undefined)
      await wait(AGAIN_MS, undefined, { signal: closing.signal, ref: false }).catch(() => undefined)
    }
  }

  function hear(payload: string): void {
    const [by, text] = [payload.slice(0, sender.length), payload.slice(sender.length + 1)]
    if (by !== sender) here.wake(text)
  }

  async function send(): Promise<void> {
    if (isSending) return
    isSending = true
    while (client && waiting.size > 0) {
      const texts = [...waiting].map((text) => `${sender} ${text}`)
      waiting.clear()
      // What is lost is found by those who look for themselves.
      await client.query(SEND, [texts]).catch(() => undefined)
    }
    isSending = false
  }

  return {
    onWake: here.onWake,
    wake(text) {
      here.wake(text)
      if (client) waiting.add(text)
      void send()
    },
    async close() {
      closing.abort()
      await listening
    },
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
