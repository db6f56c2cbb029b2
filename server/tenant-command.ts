/**
 * `npm run tenant -- create NAME | list | delete NAME`: through the API of the server that runs, or, when none does, in
 * its data folder.
 * @module
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { newAdminClient } from './clients.ts'
import type { Config } from './config.ts'
import { ConfigError } from './config.ts'
import { openSecrets, SecretsError } from './secrets/index.ts'
import { StoreStartError } from './store/contract.ts'
import { createSqliteStore } from './store/sqlite.ts'
import { DEFAULT_TENANT, localTenantUrl, publicUrl, TenantName } from './tenants.ts'

const USAGE = `Usage: npm run tenant -- create NAME | list | delete NAME

  --url URL                 of the server; default: HOST and PORT, as the server reads them
  --client-id ID            a client of the default tenant with manage:tenants;
  --client-secret SECRET    default: FERRY_ADMIN_CLIENT_ID and FERRY_ADMIN_CLIENT_SECRET

A server that runs is asked through its API, which needs the client. Without one, and with the server stopped, the
data folder (FERRY_DATA_DIR) is changed itself.
`

/** What the operator can mend; the message says how. */
class CommandError extends Error {
  override readonly name = 'CommandError'
}

/** Tenants, wherever they are kept. */
interface Operator {
  create(name: string): Promise<{ public_url: string; client_id: string; client_secret: string }>
  list(): Promise<{ name: string; public_url: string }[]>
  delete(name: string): Promise<void>
  close(): Promise<void>
}

/**
 * @param args after the program's name
 * @returns what to print
 * @throws {CommandError} @throws {ConfigError} @throws {StoreStartError} @throws {SecretsError}
 */
export async function runTenantCommand(args: readonly string[], config: Config): Promise<string> {
  const { verb, name, options } = parse(args)
  if (verb === 'help') return USAGE
  const operator = await findOperator(options, config)
  try {
    if (verb === 'list') {
      const tenants = await operator.list()
      return tenants.map((tenant) => `${tenant.name}\t${tenant.public_url}\n`).join('')
    }
    if (verb === 'delete') {
      await operator.delete(name)
      return `Tenant ${name} is deleted, with everything that it owned.\n`
    }
    const made = await operator.create(name)
    return (
      `Tenant ${name} is at ${made.public_url}\n` +
      'Its first client, shown this once:\n' +
      `FERRY_CLIENT_ID=${made.client_id}\nFERRY_CLIENT_SECRET=${made.client_secret}\n`
    )
  } finally {
    await operator.close()
  }
}

interface Options {
  url: string | undefined
  client: { client_id: string; client_secret: string } | undefined
}

function parse(args: readonly string[]): {
  verb: 'create' | 'list' | 'delete' | 'help'
  name: string
  options: Options
} {
  const { values, positionals } = parseFlags(args)
  const [verb, name, ...rest] = positionals
  const { url, 'client-id': client_id, 'client-secret': client_secret } = values
  if ((client_id === undefined) !== (client_secret === undefined)) {
    throw new CommandError('--client-id and --client-secret go together: give both, or none')
  }
  const client = client_id && client_secret ? { client_id, client_secret } : undefined
  const options = { url: url?.replace(/\/+$/, ''), client }
  if (values.help || verb === 'help') return { verb: 'help', name: '', options }
  if (verb === 'list' && name === undefined) return { verb, name: '', options }
  if ((verb !== 'create' && verb !== 'delete') || name === undefined || rest.length > 0) {
    throw new CommandError(USAGE)
  }
  const checked = TenantName.safeParse(name)
  if (!checked.success) throw new CommandError(`The name ${checked.error.issues[0]?.message}`)
  return { verb, name, options }
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        'client-id': { type: 'string' },
        'client-secret': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (cause) {
    throw new CommandError(`${cause instanceof Error ? cause.message : ''}\n\n${USAGE}`, { cause })
  }
}

/** A server that listens goes first: it alone may touch its folder. */
async function findOperator(options: Options, config: Config): Promise<Operator> {
  const client = options.client ?? config.admin_client
  const url = options.url ?? localAddress(config)
  if (options.url !== undefined && !client) {
    throw new CommandError('--url needs a client: give --client-id and --client-secret')
  }
  if (client) {
    const token = await askForToken(url, client)
    if (token !== undefined) return overHttp(url, token)
    if (options.url !== undefined) throw new CommandError(`Nothing answers at ${url}`)
  }
  return inFolder(config)
}

function localAddress({ host, port }: Config): string {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`
  return `http://${host.includes(':') ? `[${host === '::' ? '::1' : host}]` : host}:${port}`
}

/** @returns undefined when nothing listens there */
async function askForToken(
  url: string,
  client: { client_id: string; client_secret: string },
): Promise<string | undefined> {
  const body = { grant_type: 'client_credentials', ...client, audience: `${url}/api/v2/` }
  const response = await send(`${url}/oauth/token`, 'POST', body).catch((error: unknown) => {
    if (isRefused(error)) return undefined
    throw new CommandError(`The server at ${url} cannot be asked: ${reasonOf(error)}`, { cause: error })
  })
  if (!response) return undefined
  const answer = z.object({ access_token: z.string() }).safeParse(response.body)
  if (response.status !== 200 || !answer.success) {
    throw new CommandError(`The server at ${url} does not accept this client: ${messageOf(response)}`)
  }
  return answer.data.access_token
}

interface HttpAnswer {
  status: number
  body: unknown
}

async function send(url: string, method: string, body?: unknown, token?: string): Promise<HttpAnswer> {
  const response = await fetch(url, {
    method,
    redirect: 'error',
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: parseJson(text) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What `fetch` hides in the cause. */
function isRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && error.code === 'ECONNREFUSED') return true
  if (error instanceof AggregateError) return error.errors.some(isRefused)
  return isRefused(error.cause)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason'
  return error.cause instanceof Error ? error.cause.message : error.message
}

function messageOf({ status, body }: HttpAnswer): string {
  const known = z
    .union([
      z.object({ message: z.string() }).transform((one) => one.message),
      z.object({ error_description: z.string() }).transform((one) => one.error_description),
    ])
    .safeParse(body)
  return known.success ? known.data : `status ${status}`
}

const Tenant = z.object({ name: z.string(), public_url: z.string() })
const NewTenant = Tenant.extend({ client_id: z.string(), client_secret: z.string() })

function overHttp(url: string, token: string): Operator {
  const path = `${url}/api/v2/operator/tenants`
  async function ask(method: string, at: string, body?: unknown): Promise<unknown> {
    const answer = await send(at, method, body, token)
    if (answer.status >= 300) throw new CommandError(messageOf(answer))
    return answer.body
  }
  return {
    create: async (name) => NewTenant.parse(await ask('POST', path, { name })),
    list: async () => z.object({ tenants: z.array(Tenant) }).parse(await ask('GET', path)).tenants,
    async delete(name) {
      await ask('DELETE', `${path}/${name}`)
    },
    close: async () => undefined,
  }
}

async function inFolder(config: Config): Promise<Operator> {
  const { data_dir } = config
  if (!existsSync(join(data_dir, 'ferry.db'))) {
    throw new CommandError(
      `There is no Ferry in the data folder ${data_dir}. Start the server once, or set FERRY_DATA_DIR to its folder`,
    )
  }
  const secrets = openSecrets({ master: config.secret, previous: config.previous_secret, data_dir })
  const store = await createSqliteStore({ data_dir, secrets }).catch((error: unknown) => {
    if (!(error instanceof StoreStartError) || error.code !== 'in_use') throw error
    throw new CommandError(
      `A server is using the data folder ${data_dir}. Let this command ask it: set FERRY_ADMIN_CLIENT_ID and ` +
        'FERRY_ADMIN_CLIENT_SECRET, or give --client-id and --client-secret (and HOST and PORT, or --url). ' +
        'Or stop the server first.',
      { cause: error },
    )
  })
  const address = localAddress(config)
  const public_url = config.public_url ?? address
  const urls = { public_url, tenant_url: config.tenant_url ?? localTenantUrl({ public_url, address }) }
  return {
    async create(name) {
      const { client, ...made } = newAdminClient()
      const result = await store.createTenant(name, client)
      if (result.kind === 'name_taken') throw new CommandError(`A tenant ${name} exists already`)
      return { public_url: publicUrl(name, urls), ...made }
    },
    async list() {
      const tenants = await store.listTenants()
      return tenants.map((tenant) => ({ name: tenant.name, public_url: publicUrl(tenant.name, urls) }))
    },
    async delete(name) {
      if (name === DEFAULT_TENANT) throw new CommandError('The default tenant cannot be deleted')
      const tenant = await store.findTenantByName(name)
      if (!tenant) throw new CommandError(`There is no tenant ${name}`)
      await store.deleteTenant(tenant.tenant_id)
    },
    close: () => store.close(),
  }
}

/** @returns whether the message tells the operator what to do, so that a stack would only hide it */
export function isOperatorsMatter(error: unknown): error is Error {
  return [CommandError, ConfigError, StoreStartError, SecretsError].some((known) => error instanceof known)
}
