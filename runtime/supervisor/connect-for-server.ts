/** Connects of the server itself, to addresses that a tenant has chosen. @module */
import type { Socket } from 'node:net'
import type { ConnectTarget } from '../contract.ts'
import type { Gateway } from './connect.ts'
import { connect } from './connect.ts'
import type { Resolver } from './resolver.ts'
import { WireFailure } from './wire-error.ts'

/** Inner services have names for scripts alone. */
const NO_INNER_SERVICE = (): undefined => undefined

const NO_HOOKS = { onLookup: () => undefined, onResolved: () => undefined, onConnected: () => undefined }

/** @throws an error with the code and the message that a script would get */
export async function connectFor(
  gateway: Gateway,
  resolver: Resolver,
  target: ConnectTarget,
): Promise<Socket> {
  try {
    return await connect({ ...gateway, innerService: NO_INNER_SERVICE }, resolver, target, NO_HOOKS)
  } catch (error) {
    if (!(error instanceof WireFailure)) throw error
    const { code, message } = error.wire
    throw Object.assign(new Error(message), { code })
  }
}
