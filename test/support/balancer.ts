/** A balancer as people put before several servers: it asks each for readiness, and sends requests in turn to those that are ready. @module */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What it passed on. */
export interface Balancer {
  url: string
  /** Requests that no server answered. */
  failed: string[]
  /** Whether the server at that address gets requests. */
  isReady(address: string): boolean
  close(): Promise<void>
}

const CHECK_MS = 100

/** @param addresses of the servers: `http://127.0.0.1:3000` */
export async function openBalancer(addresses: readonly string[]): Promise<Balancer> {
  const ready = new Set(addresses)
  const failed: string[] = []
  // Connections are kept, as balancers do: a server that stops must not break them under a request.
  const agent = new Agent({ keepAlive: true })
  let turn = 0

  const pass = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const able = addresses.filter((address) => ready.has(address))
    const address = able[turn++ % Math.max(1, able.length)]
    const fail = (why: string): void => {
      failed.push(`${incoming.method} ${incoming.url}: ${why}`)
      if (!outgoing.headersSent) outgoing.writeHead(502)
      outgoing.end()
    }
    if (address === undefined) {
      fail('no server is ready')
      return
    }
    const { method, headers, url } = incoming
    const asked = request(address + url, { method, headers, agent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    asked.once('error', (error) => fail(`${address} ${error.message}`))
    incoming.pipe(asked)
  }
  const server = createServer(pass)
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))

  const check = async (address: string): Promise<void> => {
    const answer = await fetch(`${address}/readyz`, { headers: { connection: 'close' } }).catch(
      () => undefined,
    )
    if (answer?.status === 200) ready.add(address)
    else ready.delete(address)
    await answer?.arrayBuffer().catch(() => undefined)
  }
  const checking = setInterval(() => {
    for (const address of addresses) void check(address)
  }, CHECK_MS)

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    failed,
    isReady: (address) => ready.has(address),
    async close() {
      clearInterval(checking)
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
