/** DNS look-ups by scripts: counted, limited in time, and without names of forbidden addresses (N3). @module */
import type { Json } from '../contract.ts'
import { FRAME } from '../frames.ts'
import { DnsQuery } from '../messages.ts'
import type { BrokerOptions } from './broker-options.ts'
import type { IpAddress } from './names/ip.ts'
import { formatAddress, parseAddress, parseHost } from './names/ip.ts'
import type { NetworkAccount } from './network-account.ts'
import { noteFailure, spendLookup, traceOf } from './network-account.ts'
import { ProtocolViolation, parseJson } from './violation.ts'
import { blockedError, lookupError, WireFailure } from './wire-error.ts'

export interface LookUps {
  /** Takes a `dns_query`. @throws {ProtocolViolation} */
  query(id: number, payload: Uint8Array): void
  /** The isolate no longer waits for any answer. */
  closeIsolate(isolate: number): void
  close(): void
}

/** @param options as the broker's */
export function createLookUps({ gateway, resolver, send, account, knowsIsolate }: BrokerOptions): LookUps {
  const queries = new Map<number, { isolate: number; stop: AbortController }>()

  async function answer(query: DnsQuery, payer: NetworkAccount, signal: AbortSignal): Promise<Json> {
    spendLookup(payer)
    const { operation, name, family } = query
    const host = parseHost(name)
    switch (operation) {
      case 'lookup':
      case '4':
      case '6': {
        const wanted = operation === 'lookup' ? family : operation === '4' ? 4 : 6
        const syscall = operation === 'lookup' ? undefined : operation === '4' ? 'queryA' : 'queryAaaa'
        const addresses = await checkedAnswers(name, host, signal, syscall)
        const chosen = addresses.filter((one) => wanted === 0 || one.family === wanted)
        if (chosen.length === 0) throw new WireFailure(lookupError(undefined, name, syscall))
        return operation === 'lookup'
          ? chosen.map((one) => ({ address: formatAddress(one), family: one.family }))
          : chosen.map(formatAddress)
      }
      case 'Cname':
      case 'Mx':
      case 'Ns':
      case 'Ptr':
      case 'Srv':
      case 'Txt':
        if (host.kind !== 'name') throw new WireFailure(lookupError(undefined, name, `query${operation}`))
        return resolver.records(operation, host.name, signal)
    }
  }

  async function checkedAnswers(
    name: string,
    host: ReturnType<typeof parseHost>,
    signal: AbortSignal,
    syscall: string | undefined,
  ): Promise<IpAddress[]> {
    let addresses: IpAddress[]
    if (host.kind === 'address') addresses = [host.address]
    else if (host.kind !== 'name') throw new WireFailure(lookupError(undefined, name, syscall))
    else {
      const answers = await resolver.addresses(host, signal, syscall)
      addresses = answers.map(({ address }) => parseAddress(address)).filter((one) => one !== undefined)
    }
    for (const address of addresses) {
      const verdict = gateway.policy.decideAddress(address, host.kind === 'name' ? host.name : '')
      if (verdict.kind === 'denied')
        throw new WireFailure(blockedError(`looking up ${name}`, `the name of ${verdict.reason}`))
    }
    return addresses
  }

  function query(id: number, payload: Uint8Array): void {
    const question = parseJson(DnsQuery, payload)
    if (queries.has(id)) throw new ProtocolViolation(`look-up ${id} was asked twice`)
    const payer = account(question.isolate)
    if (!payer) {
      if (!knowsIsolate(question.isolate))
        throw new ProtocolViolation('a look-up of an isolate that never was')
      return
    }
    if (payer.lookups > 40 * payer.limits.dns_lookups) throw new ProtocolViolation('a flood of look-ups')
    const stop = new AbortController()
    queries.set(id, { isolate: question.isolate, stop })
    const began = performance.now()
    answer(question, payer, stop.signal)
      .then(
        (records) => ({ body: { records }, outcome: 'ok' }),
        (error: unknown) => {
          const wire = error instanceof WireFailure ? error.wire : lookupError(error, question.name)
          if (wire.code !== 'ENODATA' && !stop.signal.aborted) noteFailure(payer, question.name, wire)
          return { body: { error: wire }, outcome: wire.code }
        },
      )
      .then(({ body, outcome }) => {
        queries.delete(id)
        // The isolate was closed, and its look-ups with it.
        if (stop.signal.aborted) return
        payer.trace(traceOf(payer, 'dns', question.name, began, outcome))
        send(FRAME.dns_answer, id, JSON.stringify(body))
      })
      .catch(() => undefined)
  }

  function stopAll(isGone: (isolate: number) => boolean): void {
    for (const { isolate, stop } of queries.values()) if (isGone(isolate)) stop.abort()
  }

  return {
    query,
    closeIsolate: (isolate) => stopAll((one) => one === isolate),
    close: () => stopAll(() => true),
  }
}
