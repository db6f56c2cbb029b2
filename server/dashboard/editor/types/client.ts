/**
 * The page’s client of the type service. It starts the worker when an editor first needs it; without it, the editor
 * still works.
 * @module
 */
import type { Question, TypeQuestions, WorkerAnswer, WorkerAsk } from './contract.ts'

/** `off`: the worker failed; the editor works without types until the person tries again. */
type TypeHelpState = 'starting' | 'ready' | 'off'

/** Asks the type service on behalf of editors. */
export interface TypeClient {
  state(): TypeHelpState
  /** @returns a function that ends the subscription */
  onState(listener: () => void): () => void
  /** Starts the worker unless it is running. */
  start(): void
  /** @returns undefined while type help does not work; pages show no error for that */
  ask<Kind extends Question>(
    kind: Kind,
    args: TypeQuestions[Kind]['ask'],
  ): Promise<TypeQuestions[Kind]['answer'] | undefined>
}

/** Time that the worker has to report that it is ready. */
const START_LIMIT_MS = 30_000
/** Time that the worker has to answer a question. */
const ANSWER_LIMIT_MS = 20_000

/** @param open starts the worker; may throw */
export function createTypeClient(open: () => Worker): TypeClient {
  let state: TypeHelpState = 'starting'
  let worker: Worker | undefined
  let lastId = 0
  let limit: ReturnType<typeof setTimeout> | undefined
  const waiting = new Map<number, (answer: WorkerAnswer | undefined) => void>()
  const listeners = new Set<() => void>()

  function become(next: TypeHelpState): void {
    if (state === next) return
    state = next
    for (const listener of listeners) listener()
  }

  function turnOff(): void {
    clearTimeout(limit)
    worker?.terminate()
    worker = undefined
    for (const settle of waiting.values()) settle(undefined)
    waiting.clear()
    become('off')
  }

  function receive({ data }: MessageEvent<WorkerAnswer>): void {
    if (data.id === 0) {
      clearTimeout(limit)
      become('ready')
      return
    }
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  }

  function start(): void {
    if (worker) return
    become('starting')
    try {
      worker = open()
    } catch {
      turnOff()
      return
    }
    worker.onmessage = receive
    worker.onerror = (event) => {
      event.preventDefault()
      turnOff()
    }
    worker.onmessageerror = turnOff
    limit = setTimeout(turnOff, START_LIMIT_MS)
  }

  return {
    state: () => state,
    onState(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start,
    async ask(kind, args) {
      if (state === 'off') return undefined
      start()
      if (!worker) return undefined
      const id = ++lastId
      const ask: WorkerAsk = { id, kind, args }
      worker.postMessage(ask)
      const late = setTimeout(() => state === 'ready' && turnOff(), ANSWER_LIMIT_MS)
      const answer = await new Promise<WorkerAnswer | undefined>((resolve) => waiting.set(id, resolve))
      clearTimeout(late)
      // Question and answer have the same kind: page and worker come from the same build.
      return answer?.ok ? (answer.value as TypeQuestions[typeof kind]['answer']) : undefined
    },
  }
}
