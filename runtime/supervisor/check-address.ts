/** Whether a script could connect to an address: the rules of a connect, without the connect. @module */
import type { AddressVerdict, CheckedTarget } from '../contract.ts'
import type { AddressPolicy } from './address-policy.ts'
import type { Gateway } from './connect.ts'
import { checkedAddresses, innerPort } from './connect.ts'
import { parseHost } from './names/ip.ts'
import type { Resolver } from './resolver.ts'
import { BLOCKED, WireFailure } from './wire-error.ts'

const NO_HOOKS = { onLookup: () => undefined, onResolved: () => undefined, onConnected: () => undefined }

/** @param byDefault the policy without the operator's exceptions, which tells whether one of them was needed */
export async function checkAddress(
  gateway: Gateway,
  byDefault: AddressPolicy,
  resolver: Resolver,
  { host, port, signal }: CheckedTarget,
): Promise<AddressVerdict> {
  if (innerPort(gateway, host, port) !== undefined) return { kind: 'allowed', by: 'sample' }
  try {
    const addresses = await checkedAddresses(
      gateway,
      resolver,
      { host, port, signal, connect_ms: 0 },
      NO_HOOKS,
    )
    const target = parseHost(host)
    const name = target.kind === 'name' ? target.name : undefined
    const isPublic = addresses.every(
      (address) => byDefault.decide({ address, port, name }, []).kind === 'allowed',
    )
    return { kind: 'allowed', by: isPublic ? 'public' : 'operator' }
  } catch (error) {
    if (!(error instanceof WireFailure)) throw error
    const { code, message } = error.wire
    return code === BLOCKED ? { kind: 'refused', message } : { kind: 'unknown_host', message }
  }
}
