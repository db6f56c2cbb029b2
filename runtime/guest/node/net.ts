/** `net`: clients only. @see https://nodejs.org/api/net.html @module */
import { unavailable, unavailableClass } from './errors.ts'
import { isIP, isIPv4, isIPv6 } from './ip.ts'
import { Socket } from './socket.ts'
import type { SocketOptions } from './socket-arguments.ts'
import { connectArguments } from './socket-arguments.ts'

function connect(...args: unknown[]): Socket {
  const { options } = connectArguments(args)
  const socket = new Socket(options as SocketOptions)
  return socket.connect(...args)
}

// Accepted and without effect: the broker chooses among a name's addresses.
let autoSelectFamily = true
let attemptTimeout_ms = 250

export const net = {
  Socket,
  Stream: Socket,
  connect,
  createConnection: connect,
  isIP,
  isIPv4,
  isIPv6,
  createServer: unavailable('net.createServer'),
  Server: unavailableClass('net.Server'),
  BlockList: unavailableClass('net.BlockList'),
  SocketAddress: unavailableClass('net.SocketAddress'),
  getDefaultAutoSelectFamily: () => autoSelectFamily,
  setDefaultAutoSelectFamily(value: boolean) {
    autoSelectFamily = value
  },
  getDefaultAutoSelectFamilyAttemptTimeout: () => attemptTimeout_ms,
  setDefaultAutoSelectFamilyAttemptTimeout(value: number) {
    attemptTimeout_ms = value
  },
}
