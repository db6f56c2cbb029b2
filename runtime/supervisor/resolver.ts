/** Look-ups for scripts: bounded and in turns between tenants, identical ones of a tenant shared, dropped when nobody waits (N3). @module */
import type { promises } from 'node:dns'
import type { Json } from '../contract.ts'
import { createFairQueue, QueueFullError } from '../fair-queue.ts'
import type { DnsQuery } from '../messages.ts'
import type { NameQuestion, NameSystem } from './names/find-name.ts'
import { lookupError, WireFailure } from './wire-error.ts'

/** Record types that are passed on as they are: connecting to what they name is checked later. */
type RecordType = Exclude<DnsQuery['operation'], 'lookup' | '4' | '6'>

/** The look-ups of one tenant. */
export interface Resolver {
  /**
   * @param signal aborted when the caller no longer waits
   * @throws {WireFailure} ENOTFOUND; EAI_AGAIN when it took longer than `dns_ms`, or too many wait; ECONNABORTED by the signal
   */
  addresses(
    question: NameQuestion,
    signal: AbortSignal,
    syscall?: string,
  ): Promise<readonly { address: string }[]>
  /** @throws {WireFailure} with the code of `dns.resolve…` */
  records(type: RecordType, name: string, signal: AbortSignal): Promise<Json>
}

/** The look-ups of all tenants. */
export interface Resolvers {
  /** @param owner called for each look-up: a runner belongs to a tenant only after the tenant has taken it */
  of(owner: () => string): Resolver
  /** Look-ups that wait for their turn, and that are under way. */
  stats(): { queued: number; running: number }
}

/** A question of one tenant, and how many wait for its answer. */
interface Shared<T> {
  answer: Promise<T>
  askers: number
  stop: AbortController
}

/** A look-up holds no thread; the limit is for sockets and memory. */
const LOOKUPS_AT_ONCE = 256
const LOOKUPS_PER_TENANT = 16
const WAITING_PER_TENANT = 256

/** @param dns_ms for one question, the wait for its turn included */
export function createResolvers(system: NameSystem, dns_ms: number): Resolvers {
  const queue = createFairQueue({
    running: LOOKUPS_AT_ONCE,
    running_per_owner: LOOKUPS_PER_TENANT,
    waiting_per_owner: WAITING_PER_TENANT,
  })
  const underWay = new Map<string, Shared<unknown>>()

  function share<T>(owner: string, key: string, work: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const held = underWay.get(key)
    if (held) return held as Shared<T>
    const stop = new AbortController()
    const { signal } = stop
    const answer = queue
      .run(owner, () => unlessStopped(work(signal), signal), { signal, wait_ms: dns_ms })
      .finally(() => forget(key, shared))
    // When no caller waits any more, the result is dropped.
    answer.catch(() => undefined)
    const shared: Shared<T> = { answer, askers: 0, stop }
    underWay.set(key, shared)
    return shared
  }

  function forget(key: string, shared: Shared<unknown>): void {
    if (underWay.get(key) === shared) underWay.delete(key)
  }

  async function ask<T>(
    owner: string,
    key: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (signal.aborted) throw gone()
    const shared = share(owner, key, work)
    shared.askers++
    try {
      return await inTime(shared.answer, dns_ms, signal)
    } finally {
      shared.askers--
      if (shared.askers === 0) {
        forget(key, shared)
        shared.stop.abort()
      }
    }
  }

  return {
    of: (ownerOf) => ({
      async addresses(question, signal, syscall) {
        const { name, absolute } = question
        const owner = ownerOf()
        const key = JSON.stringify([owner, name, absolute])
        try {
          const answers = await ask(owner, key, signal, (stopped) =>
            system.addresses({ name, absolute, owner }, stopped),
          )
          if (answers.length > 0) return answers
        } catch (error) {
          throw wireOf(error, name, syscall)
        }
        throw new WireFailure(lookupError(undefined, name, syscall))
      },
      async records(type, name, signal) {
        const owner = ownerOf()
        const key = JSON.stringify([owner, name, type])
        try {
          return await ask(owner, key, signal, (stopped) =>
            system.ask(stopped, (resolver) => recordsOf(resolver, type, name)),
          )
        } catch (error) {
          throw wireOf(error, name, `query${type}`)
        }
      },
    }),
    stats() {
      const { queued, running } = queue.stats()
      return { queued, running }
    },
  }
}

function wireOf(error: unknown, name: string, syscall: string | undefined): WireFailure {
  if (error instanceof WireFailure) return error
  const isFull = error instanceof QueueFullError
  return new WireFailure(lookupError(isFull ? again('too many look-ups wait') : error, name, syscall))
}

const again = (message: string): Error => Object.assign(new Error(message), { code: 'EAI_AGAIN' })

const gone = (): WireFailure => new WireFailure({ code: 'ECONNABORTED', message: 'no longer wanted' })

/** Gives the place back at once, whether or not the work reacts to its signal. */
async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: stopped, reject } = Promise.withResolvers<never>()
  const stop = () => reject(gone())
  signal.addEventListener('abort', stop)
  try {
    return await Promise.race([work, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
    work.catch(() => undefined)
  }
}

async function recordsOf(resolver: promises.Resolver, type: RecordType, name: string): Promise<Json> {
  switch (type) {
    case 'Cname':
      return resolver.resolveCname(name)
    case 'Mx':
      return (await resolver.resolveMx(name)).map(({ exchange, priority }) => ({ exchange, priority }))
    case 'Ns':
      return resolver.resolveNs(name)
    case 'Ptr':
      return resolver.resolvePtr(name)
    case 'Srv':
      return (await resolver.resolveSrv(name)).map(({ name: target, port, priority, weight }) => ({
        name: target,
        port,
        priority,
        weight,
      }))
    case 'Txt':
      return resolver.resolveTxt(name)
  }
}

/** @throws an error with code EAI_AGAIN after `timeout_ms`, ECONNABORTED by the signal */
async function inTime<T>(work: Promise<T>, timeout_ms: number, signal: AbortSignal): Promise<T> {
  const { promise: over, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(again('no answer in time')), timeout_ms)
  const abort = () => reject(gone())
  signal.addEventListener('abort', abort)
  try {
    return await Promise.race([work, over])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
  }
}
