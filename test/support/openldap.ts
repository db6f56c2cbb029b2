/** A real OpenLDAP for tests: a data folder, a port and a password of its own. @module */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'ldapts'
import { giveTo, putCertificates } from './server-files.ts'
import type { ServerPlans } from './server-plan.ts'
import type { FoundPlan, ServerProcess, TestServer } from './servers.ts'
import { describeServer, freePort, startProcess } from './servers.ts'

/** A running OpenLDAP with the suffix `dc=example,dc=com`, with StartTLS when `tls` is there. */
export interface OpenLdap extends TestServer {
  url: string
  /** The administrator. */
  dn: string
  password: string
  suffix: string
  tls: { ca: string; other_ca: string } | undefined
  /** Adds entries, by their names. */
  add(entries: { readonly [dn: string]: { readonly [attribute: string]: string | string[] } }): Promise<void>
}

const HOST = '127.0.0.1'
const SUFFIX = 'dc=example,dc=com'
const ADMIN = `cn=admin,${SUFFIX}`
const SCHEMAS = ['core', 'cosine', 'inetorgperson']
const SCHEMA_DIRS = [
  '/etc/ldap/schema',
  '/opt/homebrew/etc/openldap/schema',
  '/usr/local/etc/openldap/schema',
]
/** Debian's slapd keeps its backends in modules; others have them built in. */
const MODULE_DIR = '/usr/lib/ldap'

/**
 * A `describe` with an OpenLDAP of its own; see `describeServer`.
 *
 * @param schema lines of slapd.conf beside the usual schemas
 */
export function describeOpenLdap(
  name: string,
  body: (ldap: () => OpenLdap) => void,
  schema: readonly string[] = [],
): void {
  describeServer('openldap', name, (plan, plans) => openOpenLdap(plan, plans, schema), body)
}

async function openOpenLdap(
  plan: FoundPlan,
  { run_dir, openssl }: ServerPlans,
  schema: readonly string[],
): Promise<OpenLdap> {
  const { bin, identity, data_root } = plan
  const folder = join(data_root, `openldap-${randomBytes(4).toString('hex')}`)
  const data_dir = join(folder, 'data')
  for (const path of [folder, data_dir]) {
    mkdirSync(path)
    giveTo(path, identity)
  }
  const port = await freePort()
  const password = randomBytes(12).toString('base64url')
  const url = `ldap://${HOST}:${port}`
  const tls = openssl ? putCertificates(folder, run_dir, identity) : undefined
  const schemas = SCHEMA_DIRS.find((path) => existsSync(path))
  if (!schemas) throw new Error('OpenLDAP is installed without its schemas')
  const config = join(folder, 'slapd.conf')
  writeFileSync(
    config,
    [
      ...SCHEMAS.map((name) => `include ${schemas}/${name}.schema`),
      ...schema,
      ...(existsSync(MODULE_DIR) ? [`modulepath ${MODULE_DIR}`, 'moduleload back_mdb'] : []),
      ...(tls ? [`TLSCertificateFile ${tls.files.cert}`, `TLSCertificateKeyFile ${tls.files.key}`] : []),
      `pidfile ${join(folder, 'slapd.pid')}`,
      'database mdb',
      `suffix "${SUFFIX}"`,
      `rootdn "${ADMIN}"`,
      `rootpw ${password}`,
      `directory ${data_dir}`,
      'maxsize 16777216',
      'dbnosync',
      '',
    ].join('\n'),
    { mode: 0o600 },
  )
  giveTo(config, identity)

  const as = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ url, connectTimeout: 2_000 })
    try {
      await client.bind(ADMIN, password)
      return await work(client)
    } finally {
      await client.unbind().catch(() => undefined)
    }
  }
  let running: ServerProcess | undefined
  const stop = async (): Promise<void> => {
    await running?.kill()
    running = undefined
  }
  const start = async (): Promise<void> => {
    running ??= await startProcess({
      program: join(bin, 'slapd'),
      // A level of debugging, even none, keeps it from going to the background.
      args: ['-f', config, '-h', url, '-d', '0'],
      data_dir: folder,
      run_dir,
      identity,
      end_signal: 'SIGKILL',
      probe: () => as(async () => undefined),
    })
  }
  await start()
  return {
    url,
    dn: ADMIN,
    password,
    suffix: SUFFIX,
    tls,
    add: (entries) =>
      as(async (client) => {
        for (const [dn, attributes] of Object.entries(entries)) await client.add(dn, { ...attributes })
      }),
    stop,
    start,
    close: stop,
  }
}
