/** The options of a broker. @module */
import type { Gateway } from './connect.ts'
import type { NetworkAccount } from './network-account.ts'
import type { SendFrame } from './relay.ts'
import type { Resolver } from './resolver.ts'

export interface BrokerOptions {
  gateway: Gateway
  resolver: Resolver
  send: SendFrame
  /** The account of an isolate's run, or of its pause; undefined when the isolate has been closed. */
  account: (isolate: number) => NetworkAccount | undefined
  /** An isolate with this id was opened at some time. */
  knowsIsolate: (isolate: number) => boolean
}
