/** What the operator is told after the start. @module */
import type { Config } from '../common/config.ts'
import { placeOf } from '../common/database-url.ts'
import type { Log, LogFields } from '../common/log.ts'
import { isLoopback } from '../common/loopback.ts'
import type { StartedServer } from './start-up.ts'

/** Secrets are stored as fast hashes, which is safe only for long random ones. */
const LEAST_SECRET_CHARACTERS = 32

/** One thing to tell: an entry of the log, and the same as lines for a terminal. */
export interface Notice {
  level: 'info' | 'warn'
  event: string
  fields: LogFields
  text: string[]
}

/**
 * @param admin_client of the settings; undefined when the first client is created
 * @returns what to tell, in order
 */
export function noticesOf(
  server: StartedServer,
  { data_dir, database, admin_client }: Pick<Config, 'data_dir' | 'database' | 'admin_client'>,
): Notice[] {
  return [
    listening(server, { data_dir, database }),
    ...plainHttpWarning(server),
    ...secretWarning(admin_client?.client_secret),
    ...firstClient(server),
    pages(server),
    ...setupLink(server),
  ]
}

/** @returns the notices as text for a terminal */
export function welcome(notices: readonly Notice[]): string {
  return `${notices.flatMap(({ text }) => text).join('\n')}\n`
}

/** Writes the notices to the log. @param log of level `info`, because the first client is told this once only */
export function logNotices(log: Log, notices: readonly Notice[]): void {
  for (const { level, event, fields } of notices) log[level](event, fields)
}

function listening(
  { address, public_url, network_addresses, metrics_url }: StartedServer,
  { data_dir, database }: Pick<Config, 'data_dir' | 'database'>,
): Notice {
  return {
    level: 'info',
    event: 'listening',
    fields: {
      address,
      network_addresses: network_addresses?.join(', '),
      public_url,
      metrics_url,
      ...(database && { store: placeOf(database.url) }),
      data_dir,
    },
    text: [
      `Ferry listens on ${address}${network_addresses ? ' and at every other address of this machine' : ''}`,
      ...(network_addresses?.map((other) => `From other machines: ${other}`) ?? []),
      ...(public_url === address ? [] : [`Its public address is ${public_url}`]),
      ...(metrics_url === undefined ? [] : [`Its metrics are at ${metrics_url}`]),
      database === undefined
        ? `Everything it keeps is in ${data_dir}`
        : `${placeOf(database.url)} has its store; files of its own are in ${data_dir}`,
    ],
  }
}

function pages({ address, dashboard_url, docs_url }: StartedServer): Notice {
  const openapi_url = `${address}/openapi.json`
  return {
    level: 'info',
    event: 'pages',
    fields: { dashboard_url, openapi_url, docs_url },
    text: [
      ...(dashboard_url === undefined ? [] : [`The dashboard is at ${dashboard_url}`]),
      `The API is described at ${openapi_url}`,
      `The documentation is at ${docs_url}`,
      'A guided tour: npm run demo',
    ],
  }
}

/** The names are those of the settings, so that they can be copied. */
function firstClient({ generated_client }: StartedServer): Notice[] {
  if (!generated_client) return []
  const { client_id: FERRY_ADMIN_CLIENT_ID, client_secret: FERRY_ADMIN_CLIENT_SECRET } = generated_client
  return [
    {
      level: 'info',
      event: 'first_client',
      fields: { FERRY_ADMIN_CLIENT_ID, FERRY_ADMIN_CLIENT_SECRET },
      text: [
        'Your first client, shown this once:',
        `FERRY_ADMIN_CLIENT_ID=${FERRY_ADMIN_CLIENT_ID}`,
        `FERRY_ADMIN_CLIENT_SECRET=${FERRY_ADMIN_CLIENT_SECRET}`,
      ],
    },
  ]
}

function setupLink({ setup_url, public_url, network_addresses = [] }: StartedServer): Notice[] {
  if (setup_url === undefined) return []
  const [other] = network_addresses
  return [
    {
      level: 'info',
      event: 'setup_link',
      fields: { setup_url },
      text: [
        'Start here: this link makes you the owner of the dashboard, and works once:',
        setup_url,
        ...(other === undefined
          ? []
          : ['The same from another machine:', setup_url.replace(public_url, other)]),
      ],
    },
  ]
}

function plainHttpWarning({ public_url, network_addresses }: StartedServer): Notice[] {
  const { protocol, hostname } = new URL(public_url)
  const isLocal = isLoopback(hostname) || hostname.endsWith('.localhost')
  if (protocol === 'https:' || (isLocal && !network_addresses)) return []
  return [
    warning(
      'plain_http',
      'Over plain http, others on the network can read passwords and tokens. Put a proxy with https in front of Ferry, and set ' +
        'FERRY_PUBLIC_URL to its address.',
    ),
  ]
}

function secretWarning(secret: string | undefined): Notice[] {
  if (secret === undefined || secret.length >= LEAST_SECRET_CHARACTERS) return []
  return [
    warning(
      'short_admin_secret',
      `FERRY_ADMIN_CLIENT_SECRET is too short (length ${secret.length}): it can be guessed, and it gives full access. ` +
        `Use at least ${LEAST_SECRET_CHARACTERS} random characters, for example the output of openssl rand -base64 48.`,
    ),
  ]
}

function warning(event: string, advice: string): Notice {
  return { level: 'warn', event, fields: { advice }, text: [advice] }
}
