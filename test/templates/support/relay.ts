/** A relay in front of a server: counts the connections of scripts, and breaks them when it is told to. @module */
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { connect, createServer } from 'node:net'

/** A relay on a port of 127.0.0.1. */
export interface Relay {
  port: number
  open(): number
  /** A connection breaks when its nth message arrives, from 1. */
  breakAt(message: number | undefined): void
  close(): Promise<void>
}

/** @param target the server's place */
export async function startRelay(target: { host: string; port: number }): Promise<Relay> {
  const sockets = new Set<Socket>()
  let open = 0
  let last_message: number | undefined
  const server = createServer((client) => {
    const upstream = connect(target)
    let messages = 0
    open += 1
    client.on('close', () => {
      open -= 1
    })
    const end = (): void => {
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', end)
      socket.on('close', () => {
        sockets.delete(socket)
        end()
      })
    }
    client.on('data', (bytes) => {
      messages += 1
      if (messages === last_message) end()
      else upstream.write(bytes)
    })
    upstream.on('data', (bytes) => client.write(bytes))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    open: () => open,
    breakAt(message) {
      last_message = message
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
