/** The API of a running server, as an API client whose secret comes from the environment or from a file of its owner. @module */
import { statSync } from 'node:fs'
import { parseEnv } from 'node:util'
import * as z from 'zod'
import type { Surroundings } from './contract.ts'
import { UsageError } from './contract.ts'
import { readText } from './inputs.ts'

const Credentials = z.object({
  FERRY_URL: z.url({ protocol: /^https?$/ }),
  FERRY_CLIENT_ID: z.string().min(1),
  FERRY_CLIENT_SECRET: z.string().min(1),
})

const Token = z.object({ access_token: z.string() })
const Failure = z.object({ message: z.string().optional(), error_description: z.string().optional() })
const Connections = z.array(z.object({ id: z.string(), name: z.string() }))

/** Bits of a file’s mode that let others than its owner in. */
const OTHERS = 0o077
const UNAUTHORISED = 401
/** A server that does not answer within this time is not there. */
const ANSWER_MS = 30_000

/** Reads of the API, with a token that is made anew when it expires. */
export interface Api {
  /** @param path with its query @throws {UsageError} no answer, or an error of the API */
  get(path: string): Promise<unknown>
  /** @returns the ID of the connection of that name @throws {UsageError} there is none */
  connectionId(name: string): Promise<string>
}

/** @param file of `--credentials` @throws {UsageError} credentials are missing, or others can read the file */
export function openApi(file: string | undefined, { variables }: Pick<Surroundings, 'variables'>): Api {
  const found = Credentials.safeParse(file === undefined ? variables : readPrivate(file))
  if (!found.success) {
    const names = [...new Set(found.error.issues.map(({ path }) => String(path[0])))].join(', ')
    const place = file === undefined ? 'in the environment, or give --credentials' : `in ${file}`
    throw new UsageError(`Set ${names} ${place}`)
  }
  const { FERRY_URL, FERRY_CLIENT_ID: client_id, FERRY_CLIENT_SECRET: client_secret } = found.data
  const { origin } = new URL(FERRY_URL)
  let token: string | undefined

  async function newToken(): Promise<string> {
    const body = { grant_type: 'client_credentials', client_id, client_secret, audience: `${origin}/api/v2/` }
    const response = await send(`${origin}/oauth/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    return Token.parse(await answerOf(response, 'The server does not accept this client')).access_token
  }

  async function get(path: string): Promise<unknown> {
    const ask = async (): Promise<Response> => {
      token ??= await newToken()
      return send(origin + path, { headers: { Authorization: `Bearer ${token}` } })
    }
    let response = await ask()
    if (response.status === UNAUTHORISED) {
      token = undefined
      response = await ask()
    }
    return answerOf(response, 'The server refused')
  }

  return {
    get,
    async connectionId(name) {
      const query = new URLSearchParams({ name, fields: 'id,name' }).toString()
      const connections = Connections.parse(await get(`/api/v2/connections?${query}`))
      const connection = connections.find((one) => one.name === name)
      if (!connection) throw new UsageError(`The tenant has no connection ${name}`)
      return connection.id
    },
  }
}

function readPrivate(file: string): unknown {
  const text = readText(file)
  // Windows has no such bits.
  if (process.platform !== 'win32' && (statSync(file).mode & OTHERS) !== 0) {
    throw new UsageError(`Others can read ${file}. Run chmod 600 on it`)
  }
  return parseEnv(text)
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(ANSWER_MS), ...init })
  } catch (cause) {
    const reason = cause instanceof Error && cause.cause instanceof Error ? `: ${cause.cause.message}` : ''
    throw new UsageError(`${new URL(url).origin} does not answer${reason}`, { cause })
  }
}

async function answerOf(response: Response, refusal: string): Promise<unknown> {
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return body
  const { message, error_description } = Failure.catch({}).parse(body)
  throw new UsageError(`${refusal}: ${message ?? error_description ?? `status ${response.status}`}`)
}
