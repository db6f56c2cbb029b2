/** A port for a server that is about to start. @module */
import { once } from 'node:events'
import { createServer } from 'node:net'

/** @returns a TCP port of 127.0.0.1 that nobody listened on just now */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port is free.')
  return address.port
}
