/**
 * A MongoDB for tests that speaks the real wire protocol, so that unmocked drivers log in to it and query it.
 *
 * What it is: OP_MSG (both kinds of sections, checksums verified), SCRAM-SHA-1 and SCRAM-SHA-256 with speculative
 * authentication, TLS, CRUD in batches, `findAndModify`, aggregation, cursors, unique (sparse, partial) indexes, and the
 * error codes of a stand-alone server, 7.0 unless told otherwise. With `version` it plays a server from 2.6 on: its wire
 * version, its op codes (queries and cursors by op codes of their own; OP_MSG since 3.6), its logins (MD5 challenge, SCRAM-SHA-1,
 * SCRAM-SHA-256), and it refuses commands that came later. Its errors and its query language stay today's.
 * Queries, updates and pipelines are run by `mingo`, not by MongoDB's engine.
 *
 * What it is not: no replica set, hence no transactions and no change streams (refused, as a stand-alone does); sessions,
 * read and write concerns are accepted and ignored; no collations, `$out` or `$merge` (refused); no roles; no `$where`;
 * no compression; no writes by op codes of their own, which drivers gave up with 2.6. BSON's int64, double and decimal of the same value
 * come back as the smallest type that a JavaScript number fits in. Data live in memory, and survive `stop()` only.
 * @module
 */
import type { TestServer } from '../servers.ts'
import { createCursors } from './cursors.ts'
import type { MongoGeneration } from './generations.ts'
import { abilitiesOf } from './generations.ts'
import type { Listening } from './server.ts'
import { listen } from './server.ts'
import { createStorage } from './storage.ts'

/** What a double is started with. */
export interface MongoDoubleOptions {
  user: string
  password: string
  /** The database that keeps the user; default `admin`. */
  auth_source?: string
  /** PEM texts; with them only TLS connections are taken. */
  tls?: { cert: string; key: string }
  /** The server's generation; default 7.0. */
  version?: MongoGeneration
}

/** A running double. */
export interface MongoDouble extends TestServer {
  host: string
  port: number
  user: string
  password: string
  /** With the user, without a database. */
  url: string
  /** The URL of one database. */
  db(name: string): string
}

/** Starts one on 127.0.0.1, on a free port. */
export async function startMongoDouble(options: MongoDoubleOptions): Promise<MongoDouble> {
  const { user, password, auth_source = 'admin', tls, version = '7.0' } = options
  const shared = {
    storage: createStorage(),
    cursors: createCursors(),
    users: [{ user, password }],
    auth_source,
    abilities: abilitiesOf(version),
  }
  let listening: Listening | undefined = await listen(shared, tls, 0)
  const { port } = listening
  const host = '127.0.0.1'
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`
  const parameters = `authSource=${encodeURIComponent(auth_source)}${tls ? '&tls=true' : ''}`
  const db = (name: string): string => `mongodb://${login}@${host}:${port}/${name}?${parameters}`
  const stop = async (): Promise<void> => {
    await listening?.stop()
    listening = undefined
  }
  const start = async (): Promise<void> => {
    listening ??= await listen(shared, tls, port)
  }
  return { host, port, user, password, url: db(''), db, stop, start, close: stop }
}
