/**
 * The sample legacy store for scripts: a web service with Basic authentication on a loopback port, under a host name of its
 * own. Its answers match the template for web services.
 * @module
 */
import { timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import * as z from 'zod'
import { sha256 } from '../common/hash.ts'
import type { Log } from '../common/log.ts'
import type { SampleRow, SampleTable, SampleTables } from './table.ts'

/** Names under `.test` never exist in DNS. @see RFC 6761, section 6.2 */
const SAMPLE_HOST = 'sample-legacy-store.test'

const MAX_BODY_BYTES = 64 * 1024

/** Values for a script's configuration. */
interface SampleAccess {
  url: string
  user: string
  password: string
}

/** The sample stores of this process. The listener runs while there is at least one. */
export interface SampleService {
  /** For the runtime: the port behind the host name. */
  portOf(name: string, port: number): number | undefined
  /** The listener's address; scripts reach it only by the host name. */
  endpoints(): { address: string; port: number }[]
  /** Creates the store of that key, with 200 people; an existing one stays unchanged. */
  install(key: string, password: string): Promise<SampleAccess>
  /** @returns the number of people; undefined when the store does not exist */
  people(key: string): number | undefined
  remove(key: string): Promise<void>
  close(): Promise<void>
}

const NewUser = z.object({
  email: z.string().min(1).max(320),
  username: z.string().max(128).optional(),
  nickname: z.string().max(350).optional(),
  password: z.string().min(1).max(1_024),
})

const Change = z.object({
  email: z.string(),
  new_email: z.string().min(1).max(320).optional(),
  email_verified: z.boolean().optional(),
  password: z.string().min(1).max(1_024).optional(),
})

/** Opens the existing stores. */
export async function openSampleService(tables: SampleTables, log: Log): Promise<SampleService> {
  let server: Server | undefined

  async function start(): Promise<void> {
    if (server) return
    const starting = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, (request, response) => {
      handle(tables, request, response).catch((error: unknown) => {
        log.error('sample_store_failed', error)
        if (!response.headersSent) response.writeHead(500)
        response.end()
      })
    })
    server = starting
    starting.listen(0, '127.0.0.1')
    await once(starting, 'listening')
  }

  async function stop(): Promise<void> {
    const stopping = server
    server = undefined
    if (!stopping) return
    stopping.close()
    stopping.closeAllConnections()
    await once(stopping, 'close')
  }

  if (tables.keys().length > 0) await start()

  function endpoints(): { address: string; port: number }[] {
    const bound = server?.address()
    return bound && typeof bound === 'object' ? [{ address: bound.address, port: bound.port }] : []
  }

  return {
    portOf: (name, port) => (name === SAMPLE_HOST && port === 80 ? endpoints()[0]?.port : undefined),
    endpoints,
    async install(key, password) {
      await tables.create(key, sha256(password))
      await start()
      return { url: `http://${SAMPLE_HOST}/${key}`, user: 'ferry', password }
    },
    people: (key) => tables.open(key)?.rows().length,
    async remove(key) {
      tables.drop(key)
      if (tables.keys().length === 0) await stop()
    },
    close: stop,
  }
}

async function handle(
  tables: SampleTables,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = (status: number, body?: object): void => {
    if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="sample"')
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
    response.end(body && JSON.stringify(body))
  }
  const url = URL.parse(request.url ?? '/', 'http://sample.test')
  const [, key = '', first = '', second = '', ...rest] = url?.pathname.split('/') ?? []
  const table = tables.open(key)
  if (!table || rest.length > 0) return answer(404)
  const { name, password } = credentialsOf(request)
  if (first === 'profile' && request.method === 'GET') {
    const row = table.find(name)
    return row && (await table.isPassword(row, password)) ? answer(200, toUser(row)) : answer(401)
  }
  if (!isApplication(table, name, password)) return answer(401)
  switch (`${request.method ?? ''} ${first}`) {
    case 'GET users-by-email': {
      const row = table.find(decodeURIComponent(second))
      return row ? answer(200, toUser(row)) : answer(404)
    }
    case 'POST users': {
      const user = NewUser.safeParse(await bodyOf(request))
      if (!user.success) return answer(400)
      return answer((await table.add(user.data)) ? 201 : 409)
    }
    case 'PUT users': {
      const change = Change.safeParse(await bodyOf(request))
      if (!change.success) return answer(400)
      const { email, ...fields } = change.data
      const problem = await table.change(email, fields)
      return answer(problem === undefined ? 204 : problem === 'taken' ? 409 : 404)
    }
    case 'DELETE users':
      return answer(table.remove(decodeURIComponent(second)) ? 204 : 404)
    default:
      return answer(404)
  }
}

/** A user in the style of an old service: IDs are numbers or texts, and missing fields are left out. */
function toUser(row: SampleRow): object {
  const { id, password: _, ...fields } = row
  return Object.fromEntries(Object.entries({ user_id: id, ...fields }).filter(([, value]) => value !== null))
}

function credentialsOf(request: IncomingMessage): { name: string; password: string } {
  const [, encoded = ''] = /^Basic +(\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  const [, name = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? []
  return { name, password }
}

function isApplication(table: SampleTable, name: string, password: string): boolean {
  const given = Buffer.from(sha256(password))
  const wanted = Buffer.from(table.application)
  return name === 'ferry' && given.length === wanted.length && timingSafeEqual(given, wanted)
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    return undefined
  }
}
