/**
 * `npm run tenant -- create NAME | list | delete NAME | reset-member EMAIL | verify-domain NAME DOMAIN`: through the API of the running server, or in its
 * data folder when the server is stopped.
 * @module
 */
import { parseArgs } from 'node:util'
import type { Config } from '../common/config.ts'
import { ConfigError } from '../common/config.ts'
import { randomAlphanumerics } from '../common/ids.ts'
import { isEmail } from '../migration/identifiers/identifier.ts'
import { SecretsError } from '../secrets/index.ts'
import { StoreStartError } from '../store/contract.ts'
import { lowerAscii } from '../tenancy/domain-names.ts'
import { DEFAULT_TENANT, TenantName } from '../tenancy/tenants.ts'
import { inFolder } from './in-folder.ts'
import type { Operator } from './operator.ts'
import { CommandError } from './operator.ts'
import { askForToken, overHttp } from './over-http.ts'

const USAGE = `Usage: npm run tenant -- create NAME | list | delete NAME | reset-member EMAIL | verify-domain NAME DOMAIN

  reset-member              gives a member of the dashboard a new password, which it prints, and ends the sessions
  verify-domain             lets the tenant NAME answer at a custom domain that it has created, without a TXT record

  --url URL                 of the server; default: HOST and PORT, as the server reads them
  --client-id ID            a client of the default tenant with manage:tenants;
  --client-secret SECRET    default: FERRY_ADMIN_CLIENT_ID and FERRY_ADMIN_CLIENT_SECRET
  --tenant NAME             whose member, with the server stopped; default: default. A server that runs is asked at the
                            tenant's own --url

A server that runs is asked through its API, which needs the client. Without one, and with the server stopped, the
data folder (FERRY_DATA_DIR) is changed itself.
`

/** 142 bits, without characters that are special in a shell or easily confused. */
const PASSWORD_CHARACTERS = 24

/**
 * @param args after the program's name
 * @returns what to print
 * @throws {CommandError} @throws {ConfigError} @throws {StoreStartError} @throws {SecretsError}
 */
export async function runTenantCommand(args: readonly string[], config: Config): Promise<string> {
  const { verb, name, domain, options } = parse(args)
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
    if (verb === 'verify-domain') {
      await operator.verifyDomain(name, domain)
      return `Tenant ${name} answers at ${domain}.\n`
    }
    if (verb === 'reset-member') {
      const password = randomAlphanumerics(PASSWORD_CHARACTERS)
      await operator.setMemberPassword(name, password)
      return `${name} signs in to the dashboard with this password, shown this once:\n${password}\n`
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
  tenant: string | undefined
}

function parse(args: readonly string[]): {
  verb: 'create' | 'list' | 'delete' | 'reset-member' | 'verify-domain' | 'help'
  name: string
  /** Of `verify-domain`. */
  domain: string
  options: Options
} {
  const { values, positionals } = parseFlags(args)
  const [verb, name, ...rest] = positionals
  const domain = verb === 'verify-domain' ? lowerAscii(rest.shift() ?? '') : ''
  const { url, 'client-id': client_id, 'client-secret': client_secret, tenant } = values
  if ((client_id === undefined) !== (client_secret === undefined)) {
    throw new CommandError('--client-id and --client-secret go together: give both, or none')
  }
  const client = client_id && client_secret ? { client_id, client_secret } : undefined
  const options = { url: url?.replace(/\/+$/, ''), client, tenant }
  if (values.help || verb === 'help') return { verb: 'help', name: '', domain, options }
  if (verb === 'list' && name === undefined) return { verb, name: '', domain, options }
  if (!isVerb(verb) || name === undefined || rest.length > 0 || (verb === 'verify-domain' && domain === ''))
    throw new CommandError(USAGE)
  if (verb === 'reset-member') {
    if (!isEmail(name)) throw new CommandError(`${name} is not an email address`)
    return { verb, name, domain, options }
  }
  const checked = TenantName.safeParse(name)
  if (!checked.success) throw new CommandError(`The name ${checked.error.issues[0]?.message}`)
  return { verb, name, domain, options }
}

const VERBS = ['create', 'delete', 'reset-member', 'verify-domain'] as const

const isVerb = (verb: string | undefined): verb is (typeof VERBS)[number] =>
  VERBS.some((known) => known === verb)

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: joinSecret(args),
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        'client-id': { type: 'string' },
        'client-secret': { type: 'string' },
        tenant: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (cause) {
    throw new CommandError(`${cause instanceof Error ? cause.message : ''}\n\n${USAGE}`, { cause })
  }
}

/** A secret that Ferry made may begin with a dash, which `parseArgs` would take for the next flag. */
function joinSecret(args: readonly string[]): string[] {
  const at = args.indexOf('--client-secret')
  const secret = args[at + 1]
  if (at < 0 || secret === undefined) return [...args]
  return [...args.slice(0, at), `--client-secret=${secret}`, ...args.slice(at + 2)]
}

/** Uses a running server if there is one, because only that server may change its data folder. */
async function findOperator(options: Options, config: Config): Promise<Operator> {
  const client = options.client ?? config.admin_client
  const url = options.url ?? localAddress(config)
  if (options.url !== undefined && !client) {
    throw new CommandError('--url needs a client: give --client-id and --client-secret')
  }
  if (client) {
    const token = await askForToken(url, client)
    if (token !== undefined && options.tenant !== undefined) {
      throw new CommandError(
        `The server at ${url} runs: give the --url of the tenant ${options.tenant} with a client of its own instead`,
      )
    }
    if (token !== undefined) return overHttp(url, token)
    if (options.url !== undefined) throw new CommandError(`Nothing answers at ${url}`)
  }
  return inFolder(config, { address: localAddress(config), tenant_name: options.tenant ?? DEFAULT_TENANT })
}

function localAddress({ host, port }: Config): string {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`
  return `http://${host.includes(':') ? `[${host === '::' ? '::1' : host}]` : host}:${port}`
}

/** @returns whether the message says what to do, so that no stack is needed */
export function isOperatorsMatter(error: unknown): error is Error {
  return [CommandError, ConfigError, StoreStartError, SecretsError].some((known) => error instanceof known)
}
