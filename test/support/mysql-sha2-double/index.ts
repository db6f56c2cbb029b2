/**
 * A MySQL 8 for tests, for its login: `caching_sha2_password`, which MariaDB does not have.
 *
 * What it is: the full login (the password under TLS, or under the server's RSA key that the client asks for), the fast one once
 * the password was right, a switch to the plugin for clients that begin with another, error 1045, then queries and
 * prepared statements on SQLite in memory, enough to see that a login is worth something.
 *
 * What it is not: MySQL's SQL or its types (a column is text, integer, float or blob; an `INT AUTO_INCREMENT` counts), other
 * plugins, compression, several statements at once, packets of 16 MiB. MariaDB serves everything else in the tests.
 * @module
 */
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createServer } from 'node:net'
import type { TestServer } from '../servers.ts'
import type { Shared } from './connection.ts'
import { serve } from './connection.ts'
import { createMysqlDatabase } from './database.ts'

/** What a double is started with. */
export interface MysqlSha2DoubleOptions {
  user: string
  password: string
  /** PEM texts; with them a client may encrypt. */
  tls?: { cert: string; key: string }
}

/** A running double. */
export interface MysqlSha2Double extends TestServer {
  host: string
  port: number
  user: string
  password: string
  /** How the logins so far went, in order. */
  logins: Shared['logins']
  /** The next login is a full one, as after a restart. */
  forget(): void
  /** Runs a statement. @throws when it fails */
  run(sql: string): void
}

/** Starts one on 127.0.0.1, on a free port. */
export async function startMysqlSha2Double({
  user,
  password,
  tls,
}: MysqlSha2DoubleOptions): Promise<MysqlSha2Double> {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const shared: Shared = {
    ...{ user, password, tls, database: createMysqlDatabase(), cache: new Map(), logins: [] },
    rsa: { private_key: createPrivateKey(pair.privateKey), public_pem: pair.publicKey },
  }
  const sockets = new Set<Socket>()
  let server: Server | undefined = await listen(shared, sockets, 0)
  const { port } = server.address() as AddressInfo
  const stop = async (): Promise<void> => {
    const closing = server
    server = undefined
    if (!closing) return
    closing.close()
    for (const socket of sockets) socket.destroy()
    await once(closing, 'close')
  }
  const start = async (): Promise<void> => {
    if (server) return
    shared.cache.clear()
    server = await listen(shared, sockets, port)
  }
  const run = (sql: string): void => {
    const answer = shared.database.run(sql, [])
    if (answer.kind === 'failed') throw new Error(answer.message)
  }
  const forget = (): void => shared.cache.clear()
  return {
    host: '127.0.0.1',
    port,
    user,
    password,
    logins: shared.logins,
    forget,
    run,
    stop,
    start,
    close: stop,
  }
}

async function listen(shared: Shared, sockets: Set<Socket>, port: number): Promise<Server> {
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    serve(socket, shared, connections)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}
