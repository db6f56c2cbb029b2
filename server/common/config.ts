/** The server's settings: read from the environment, checked once, at start. @module */
import { resolve } from 'node:path'
import * as z from 'zod'
import { isAddressOrRange } from './address-ranges.ts'
import { unknownSettings } from './config-names.ts'
import type { Config, DatabaseConfig, LogSettings } from './config-types.ts'
import { isDnsServer, isPublicUrl, isSmtpUrl, isTenantUrl } from './config-urls.ts'
import { databaseUrlProblem } from './database-url.ts'
import { LOG_FORMATS, LOG_LEVELS } from './log.ts'
import { wholeNumber } from './whole-number.ts'

export type { Config } from './config-types.ts'

/** A setting that cannot be used; the message says what to change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Days that audit entries are kept at least, unless the operator sets another number. */
const AUDIT_DAYS = 90

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
)

const secret = z
  .string()
  .refine(
    (text) => text.length >= 32,
    'must have at least 32 characters, for example from: openssl rand -base64 48',
  )

/** The environment as it is read: rule, default and description of each setting. */
export const Environment = z.object({
  PORT: wholeNumber(0, 65_535).default(3000).describe('Port it listens on; 0 takes any free port.'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe(
      'Address it listens on; 0.0.0.0 or :: for every address of the machine. Set FERRY_PUBLIC_URL with it.',
    ),
  FERRY_DATA_DIR: z
    .string()
    .default('.ferry')
    .describe(
      'Folder of the embedded store and the keys. Besides it only `.build` in Ferry’s own folder is written, which can be deleted. A relative path starts at the working directory.',
    ),
  DATABASE_URL: z
    .string()
    .superRefine((text, context) => {
      const message = databaseUrlProblem(text)
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    })
    .optional()
    .describe(
      'PostgreSQL store (15 or later) in place of the embedded one, such as postgres://user:password@host/database?sslmode=verify-full. Any number of servers may share it. Goes with FERRY_SECRET.',
    ),
  FERRY_DATABASE_CA: z
    .string()
    .optional()
    .describe(
      'PEM file of the authorities that may have signed PostgreSQL’s certificate. Without it: the authorities of Node.js.',
    ),
  FERRY_DATABASE_CONNECTIONS: wholeNumber(8, 1_000)
    .default(20)
    .describe(
      'Most connections of this server to PostgreSQL, besides two that hold its lock and listen for other servers. All servers together must stay below its max_connections.',
    ),
  FERRY_DATABASE_ALLOW_ASYNC_COMMIT: z
    .enum(['true', 'false'], 'must be true or false')
    .default('false')
    .describe(
      'Starts although PostgreSQL has synchronous_commit = off, with which its crash loses changes that were acknowledged.',
    ),
  FERRY_SECRET: secret
    .optional()
    .describe(
      'Master key: it seals signing keys and configuration values. Without it one is made in the data folder.',
    ),
  FERRY_SECRET_PREVIOUS: secret
    .optional()
    .describe(
      'The master key before this one: while it is set, what it sealed is read and sealed anew with FERRY_SECRET.',
    ),
  FERRY_ADMIN_CLIENT_ID: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must have 1 to 64 letters, digits, dots, dashes or underscores')
    .optional()
    .describe(
      'ID of the first client, which may do everything. Without it one is made and printed once. Goes with FERRY_ADMIN_CLIENT_SECRET.',
    ),
  FERRY_ADMIN_CLIENT_SECRET: z
    .string()
    .optional()
    .describe('Its secret; at least 32 random characters are advised.'),
  FERRY_SANDBOX_ALLOW: list
    .default([])
    .describe('Private addresses that scripts may reach: a comma list of CIDR ranges, hosts and host:port.'),
  FERRY_PUBLIC_URL: z
    .string()
    .refine(
      isPublicUrl,
      'must be an http or https address without query and fragment, such as https://login.example.com',
    )
    .transform((text) => text.replace(/\/+$/, ''))
    .optional()
    .describe(
      'Public address of the default tenant, the dashboard and the documentation. The issuer of tokens is this and a slash. Without it: the address that it listens on.',
    ),
  FERRY_TENANT_URL: z
    .string()
    .refine(
      isTenantUrl,
      'must be an http or https address without path whose host begins with {tenant}, such as https://{tenant}.login.example.com',
    )
    .transform((text) => text.replace(/\/$/, ''))
    .optional()
    .describe(
      'Addresses of further tenants; {tenant} stands for the name. Without it: hosts below localhost.',
    ),
  FERRY_ANY_HOST: z
    .enum(['0', '1'], 'must be 1 or 0')
    .default('0')
    .describe(
      'With 1, the default tenant also answers at hosts that are not configured. With 0 it answers at the host of `FERRY_PUBLIC_URL` and at loopback; without `FERRY_PUBLIC_URL`, also at IP addresses.',
    ),
  FERRY_CLASSIC_PAGES: list
    .refine(
      (names) => names.every((name) => name === '*' || /^[a-z0-9-]{1,63}$/.test(name)),
      'must be a comma list of names of tenants, or *',
    )
    .default([])
    .describe(
      'Names of tenants that may show their own HTML (`custom_login_page` of the global client) where people sign in; `*` for all. The HTML runs the tenant’s scripts: they see every password that is typed, and can act at that domain in the name of people who are signed in. So it is shown only at [custom domains](operations.md#custom-domains), where there is no dashboard. Without it: Ferry’s own page.',
    ),
  FERRY_DNS_SERVERS: list
    .refine(
      (servers) => servers.every(isDnsServer),
      'must be a comma list of IP addresses, each with a port or without, such as 9.9.9.9,[2620:fe::fe]:53',
    )
    .default([])
    .describe(
      'Servers of names that are asked for the TXT records of [custom domains](operations.md#custom-domains), one after the other. Without it: those of the system.',
    ),
  FERRY_SCRIPT_TIMEOUT_MS: wholeNumber(100, 300_000)
    .default(20_000)
    .describe('Longest run of a script, in milliseconds.'),
  FERRY_DRAIN_NOTICE_MS: wholeNumber(0, 60_000)
    .default(0)
    .describe(
      'How long the server still takes connections after SIGTERM, while /readyz answers 503, in milliseconds. Behind a balancer: longer than it takes to notice, and FERRY_DRAIN_MS comes after it.',
    ),
  FERRY_DRAIN_MS: wholeNumber(0, 25_000)
    .default(4_000)
    .describe(
      'How long requests under way may take after SIGTERM, in milliseconds; an idle server ends at once.',
    ),
  FERRY_LOG_DAYS: wholeNumber(1, 3_650)
    .default(30)
    .describe('How long entries of the tenants’ logs are kept, in days.'),
  FERRY_LOG_AUDIT_DAYS: wholeNumber(1, 3_650)
    .optional()
    .describe(
      'How long entries about what members and clients did are kept, in days. Without it: 90, or FERRY_LOG_DAYS if that is longer.',
    ),
  FERRY_LOG_STRANGERS_PER_DAY: wholeNumber(100, 10_000_000)
    .default(50_000)
    .describe(
      'Entries a day and tenant about what anyone can cause, such as failed sign-ins; of more only the number is kept.',
    ),
  FERRY_DISK_LOW_MB: wholeNumber(0, 100_000_000)
    .optional()
    .describe(
      'Free space of the data folder’s disk, in MB, below which /readyz and the log warn. Without it: 1024, or a tenth of a small disk.',
    ),
  FERRY_READ_TIMEOUT_MS: wholeNumber(1, 600_000)
    .default(2_000)
    .describe('Longest search or list before it is stopped, in milliseconds.'),
  FERRY_SMTP_URL: z
    .string()
    .refine(
      isSmtpUrl,
      'must be of the form smtp://user:password@host:587, or smtps:// for TLS from the start',
    )
    .optional()
    .describe(
      'Email server. Without it each email is a file in the folder outbox of the data folder. Goes with FERRY_MAIL_FROM.',
    ),
  FERRY_MAIL_FROM: z
    .email('must be an email address, such as login@example.com')
    .optional()
    .describe('Sender of emails.'),
  FERRY_RATE_LIMIT_MANAGEMENT: wholeNumber(0, 1_000_000)
    .default(200)
    .describe('Calls per second and client to the Management API; 0 for no limit.'),
  FERRY_RATE_LIMIT_AUTHENTICATION: wholeNumber(0, 1_000_000)
    .default(300)
    .describe('Calls per second and address to the Authentication API and the hosted pages; 0 for no limit.'),
  FERRY_CONNECTIONS_PER_ADDRESS: wholeNumber(8, 10_000)
    .default(500)
    .describe('Open connections of one address; trusted proxies have only the total.'),
  FERRY_TRUSTED_PROXIES: list
    .refine(
      (entries) => entries.every(isAddressOrRange),
      'must be a comma list of IP addresses and CIDR ranges',
    )
    .default([])
    .describe('Comma list of IP addresses and CIDR ranges whose X-Forwarded-For is believed.'),
  FERRY_LOG_LEVEL: z
    .enum(LOG_LEVELS, `must be one of: ${LOG_LEVELS.join(', ')}`)
    .default('info')
    .describe(
      'Least level of the lines in the server’s log: debug (a line for each request), info, warn or error.',
    ),
  FERRY_LOG_FORMAT: z
    .enum(LOG_FORMATS, `must be one of: ${LOG_FORMATS.join(', ')}`)
    .optional()
    .describe(
      'Format of the server’s log: json (an object a line, and nothing else) or text. Without it: text on a terminal, else json.',
    ),
  FERRY_METRICS_PORT: wholeNumber(0, 65_535)
    .optional()
    .describe(
      'Port of the metrics for Prometheus, at the path /metrics; 0 takes any free port. Without it no metrics are kept.',
    ),
  FERRY_METRICS_HOST: z
    .string()
    .default('127.0.0.1')
    .describe(
      'Address that the metrics are served on. They need no password: only the scraper should reach it.',
    ),
})

/**
 * Reads the settings. An empty variable counts as one that is not set.
 *
 * @throws {ConfigError} names every variable that is wrong and what it must be, and every name that is no setting; never a
 *   value
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  const problems = [
    ...(parsed.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? []),
    ...unknownSettings(given, Object.keys(Environment.shape)),
  ]
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems.join('\n'))
  const { data } = parsed
  const client_id = data.FERRY_ADMIN_CLIENT_ID
  const client_secret = data.FERRY_ADMIN_CLIENT_SECRET
  if ((client_id === undefined) !== (client_secret === undefined)) {
    throw new ConfigError(
      'FERRY_ADMIN_CLIENT_ID and FERRY_ADMIN_CLIENT_SECRET go together: set both, or none',
    )
  }
  if (data.DATABASE_URL !== undefined && data.FERRY_SECRET === undefined) {
    throw new ConfigError(
      'DATABASE_URL goes with FERRY_SECRET: all servers need the same master key, for example from: openssl rand -base64 48',
    )
  }
  const { FERRY_SMTP_URL: smtp_url, FERRY_MAIL_FROM: mail_from } = data
  if ((smtp_url === undefined) !== (mail_from === undefined)) {
    throw new ConfigError('FERRY_SMTP_URL and FERRY_MAIL_FROM go together: set both, or none')
  }
  return {
    port: data.PORT,
    host: data.HOST,
    data_dir: resolve(data.FERRY_DATA_DIR),
    public_url: data.FERRY_PUBLIC_URL,
    tenant_url: data.FERRY_TENANT_URL,
    any_host: data.FERRY_ANY_HOST === '1',
    classic_pages: data.FERRY_CLASSIC_PAGES,
    dns_servers: data.FERRY_DNS_SERVERS,
    database: data.DATABASE_URL === undefined ? undefined : databaseOf(data, data.DATABASE_URL),
    secret: data.FERRY_SECRET,
    previous_secret: data.FERRY_SECRET_PREVIOUS,
    admin_client: client_id && client_secret ? { client_id, client_secret } : undefined,
    sandbox_allow: data.FERRY_SANDBOX_ALLOW,
    script_timeout_ms: data.FERRY_SCRIPT_TIMEOUT_MS,
    drain_notice_ms: data.FERRY_DRAIN_NOTICE_MS,
    drain_ms: data.FERRY_DRAIN_MS,
    log_days: data.FERRY_LOG_DAYS,
    audit_log_days: data.FERRY_LOG_AUDIT_DAYS ?? Math.max(AUDIT_DAYS, data.FERRY_LOG_DAYS),
    log_strangers_per_day: data.FERRY_LOG_STRANGERS_PER_DAY,
    disk_low_bytes: data.FERRY_DISK_LOW_MB === undefined ? undefined : data.FERRY_DISK_LOW_MB * 1024 * 1024,
    read_timeout_ms: data.FERRY_READ_TIMEOUT_MS,
    trusted_proxies: data.FERRY_TRUSTED_PROXIES,
    connections_per_address: data.FERRY_CONNECTIONS_PER_ADDRESS,
    smtp: smtp_url && mail_from ? { url: smtp_url, from: mail_from } : undefined,
    rate_limits: {
      management_per_s: data.FERRY_RATE_LIMIT_MANAGEMENT,
      authentication_per_s: data.FERRY_RATE_LIMIT_AUTHENTICATION,
    },
    metrics:
      data.FERRY_METRICS_PORT === undefined
        ? undefined
        : { host: data.FERRY_METRICS_HOST, port: data.FERRY_METRICS_PORT },
  }
}

/** Reads how the log is written, before the other settings are checked: `readConfig` names a wrong value, in the default form. */
export function readLogSettings(environment: NodeJS.ProcessEnv = process.env): LogSettings {
  const { FERRY_LOG_LEVEL: level, FERRY_LOG_FORMAT: format } = Environment.shape
  return {
    level: level.catch('info').parse(environment.FERRY_LOG_LEVEL || undefined),
    format: format.catch(undefined).parse(environment.FERRY_LOG_FORMAT || undefined),
  }
}

/** What the command `ferry` reads: `variables` are those that a marker `##NAME##` can name. */
export function readCommandSettings(environment: NodeJS.ProcessEnv = process.env): {
  variables: NodeJS.ProcessEnv
  sandbox_allow: readonly string[]
} {
  return { variables: environment, sandbox_allow: list.parse(environment.FERRY_SANDBOX_ALLOW ?? '') }
}

function databaseOf(data: z.infer<typeof Environment>, url: string): DatabaseConfig {
  return {
    url,
    ca_file: data.FERRY_DATABASE_CA === undefined ? undefined : resolve(data.FERRY_DATABASE_CA),
    connections: data.FERRY_DATABASE_CONNECTIONS,
    may_lose_commits: data.FERRY_DATABASE_ALLOW_ASYNC_COMMIT === 'true',
  }
}
