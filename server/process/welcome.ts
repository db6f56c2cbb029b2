/** The message to the operator after the start. @module */
import type { Config } from '../common/config.ts'
import { placeOf } from '../common/database-url.ts'
import type { StartedServer } from './start-up.ts'

/** Secrets are stored as fast hashes, which is safe only for long random ones. */
const LEAST_SECRET_CHARACTERS = 32

/**
 * @param admin_client of the settings; undefined when the first client is created
 * @returns lines for the terminal
 */
export function welcome(
  server: StartedServer,
  { data_dir, database, admin_client }: Pick<Config, 'data_dir' | 'database' | 'admin_client'>,
): string {
  const { address, public_url, generated_client, dashboard_url, docs_url, setup_url, network_addresses } =
    server
  const lines = [
    `Ferry listens on ${address}${network_addresses ? ' and at every other address of this machine' : ''}`,
    ...(network_addresses?.map((other) => `From other machines: ${other}`) ?? []),
    ...(public_url === address ? [] : [`Its public address is ${public_url}`]),
    ...plainHttpWarning(server),
    database === undefined
      ? `Everything it keeps is in ${data_dir}`
      : `${placeOf(database.url)} has its store; files of its own are in ${data_dir}`,
    ...secretWarning(admin_client?.client_secret),
    ...(generated_client
      ? [
          'Your first client, shown this once:',
          `FERRY_ADMIN_CLIENT_ID=${generated_client.client_id}`,
          `FERRY_ADMIN_CLIENT_SECRET=${generated_client.client_secret}`,
        ]
      : []),
    ...(dashboard_url === undefined ? [] : [`The dashboard is at ${dashboard_url}`]),
    `The API is described at ${address}/openapi.json`,
    `The documentation is at ${docs_url}`,
    'A guided tour: npm run demo',
    ...(setup_url ? setupLines(setup_url, server) : []),
  ]
  return `${lines.join('\n')}\n`
}

function setupLines(setup_url: string, { public_url, network_addresses = [] }: StartedServer): string[] {
  const [other] = network_addresses
  return [
    'Begin here: this link makes you the owner of the dashboard, and works once:',
    setup_url,
    ...(other === undefined ? [] : ['The same from another machine:', setup_url.replace(public_url, other)]),
  ]
}

function plainHttpWarning({ public_url, network_addresses }: StartedServer): string[] {
  const { protocol, hostname } = new URL(public_url)
  const isLocal = /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
  if (protocol === 'https:' || (isLocal && !network_addresses)) return []
  return [
    'Over plain http others on the network can read passwords and tokens. Put a proxy that speaks https in front, and set ' +
      'FERRY_PUBLIC_URL to its address.',
  ]
}

function secretWarning(secret: string | undefined): string[] {
  if (secret === undefined || secret.length >= LEAST_SECRET_CHARACTERS) return []
  return [
    `FERRY_ADMIN_CLIENT_SECRET has ${secret.length} characters, which can be guessed, and it gives full access. ` +
      `Use at least ${LEAST_SECRET_CHARACTERS} random ones, for example from: openssl rand -base64 48`,
  ]
}
