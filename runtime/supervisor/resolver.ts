/** Name resolution for the scripts of one tenant: each name once, in time, and never many at the same time (N3). @module */
import * as dns from 'node:dns'
import type { Json } from '../contract.ts'
import type { DnsQuery } from '../messages.ts'
import { lookupError, WireFailure } from './wire-error.ts'

/** Resolves a name to every address it has. */
export type Resolve = (name: string) => Promise<readonly { address: string; family: 4 | 6 }[]>

/** Record types that are passed on as they are: connecting to what they name is checked later. */
type RecordType = Exclude<DnsQuery['operation'], 'lookup' | '4' | '6'>

export interface Resolver {
  /** @throws {WireFailure} ENOTFOUND, EAI_AGAIN when it took longer than `dns_ms` */
  addresses(name: string, syscall?: string): Promise<readonly { address: string }[]>
  /** @throws {WireFailure} with the code of `dns.resolve…` */
  records(type: RecordType, name: string): Promise<Json>
  close(): void
}

/** `getaddrinfo` holds a thread of libuv until it answers, and a tenant's name server may never do: so many per tenant. */
const LOOKUPS_AT_ONCE = 2

/** The system's resolver: hosts file included, every address, in its order. */
export const systemResolve: Resolve = async (name) => {
  const answers = await dns.promises.lookup(name, { all: true, order: 'verbatim' })
  return answers.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
}

/** @param dns_ms for one question, the wait for a free slot included */
export function createResolver(resolve: Resolve, dns_ms: number): Resolver {
  const underWay = new Map<string, Promise<readonly { address: string }[]>>()
  const waiting: (() => void)[] = []
  const records = new dns.promises.Resolver({ timeout: dns_ms, tries: 1 })
  let free = LOOKUPS_AT_ONCE

  async function lookup(name: string): Promise<readonly { address: string }[]> {
    if (free > 0) free--
    else await new Promise<void>((go) => waiting.push(go))
    try {
      return await resolve(name)
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }

  return {
    async addresses(name, syscall) {
      let question = underWay.get(name)
      if (!question) {
        question = lookup(name).finally(() => underWay.delete(name))
        // Whoever still waits gets the rejection; when all have timed out nobody does.
        question.catch(() => undefined)
        underWay.set(name, question)
      }
      try {
        const answers = await inTime(question, dns_ms)
        if (answers.length > 0) return answers
      } catch (error) {
        throw new WireFailure(lookupError(error, name, syscall))
      }
      throw new WireFailure(lookupError(undefined, name, syscall))
    },
    async records(type, name) {
      const answer = await inTime(ask(records, type, name), dns_ms).catch((error: unknown) => {
        throw new WireFailure(lookupError(error, name, `query${type}`))
      })
      return answer
    },
    close: () => records.cancel(),
  }
}

async function ask(resolver: dns.promises.Resolver, type: RecordType, name: string): Promise<Json> {
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

/** @throws an error with code EAI_AGAIN after `timeout_ms` */
async function inTime<T>(work: Promise<T>, timeout_ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('no answer in time'), { code: 'EAI_AGAIN' })),
      timeout_ms,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
