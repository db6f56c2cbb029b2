/** Look-ups that scripts ask for themselves: counted, in time, and no name of a forbidden address is told (N3). @module */
import type { Json } from '../contract.ts'
import { FRAME } from '../frames.ts'
import { DnsQuery } from '../messages.ts'
import type { BrokerOptions } from './broker.ts'
import type { IpAddress } from './ip.ts'
import { formatAddress, parseAddress, parseHost } from './ip.ts'
import type { NetworkAccount } from './network-account.ts'
import { noteFailure, spendLookup, traceOf } from './network-account.ts'
import { ProtocolViolation, parseJson } from './violation.ts'
import { blockedError, lookupError, WireFailure } from './wire-error.ts'

export interface LookUps {
  /** Takes a `dns_query`. @throws {ProtocolViolation} */
  query(id: number, payload: Uint8Array): void
}

/** @param options as the broker's */
export function createLookUps({ gateway, resolver, send, account, knowsIsolate }: BrokerOptions): LookUps {
  const queries = new Set<number>()

  async function answer(query: DnsQuery, payer: NetworkAccount): Promise<Json> {
    spendLookup(payer)
    const { operation, name, family } = query
    const host = parseHost(name)
    switch (operation) {
      case 'lookup':
      case '4':
      case '6': {
        const wanted = operation === 'lookup' ? family : operation === '4' ? 4 : 6
        const syscall = operation === 'lookup' ? undefined : operation === '4' ? 'queryA' : 'queryAaaa'
        const addresses = await checkedAnswers(name, host, syscall)
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
        return resolver.records(operation, host.name)
    }
  }

  async function checkedAnswers(
    name: string,
    host: ReturnType<typeof parseHost>,
    syscall: string | undefined,
  ): Promise<IpAddress[]> {
    let addresses: IpAddress[]
    if (host.kind === 'address') addresses = [host.address]
    else if (host.kind !== 'name') throw new WireFailure(lookupError(undefined, name, syscall))
    else {
      const answers = await resolver.addresses(host.name, syscall)
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
    queries.add(id)
    const began = performance.now()
    answer(question, payer)
      .then(
        (records) => ({ body: { records }, outcome: 'ok' }),
        (error: unknown) => {
          const wire = error instanceof WireFailure ? error.wire : lookupError(error, question.name)
          if (wire.code !== 'ENODATA') noteFailure(payer, question.name, wire)
          return { body: { error: wire }, outcome: wire.code }
        },
      )
      .then(({ body, outcome }) => {
        queries.delete(id)
        payer.trace(traceOf(payer, 'dns', question.name, began, outcome))
        send(FRAME.dns_answer, id, JSON.stringify(body))
      })
      .catch(() => undefined)
  }

  return { query }
}
