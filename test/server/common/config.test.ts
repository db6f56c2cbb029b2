import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError, readConfig, readLogSettings } from '../../../server/common/config.ts'

test('without any variable the defaults hold', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    data_dir: resolve('.ferry'),
    public_url: undefined,
    tenant_url: undefined,
    database: undefined,
    secret: undefined,
    previous_secret: undefined,
    admin_client: undefined,
    sandbox_allow: [],
    script_timeout_ms: 20_000,
    drain_notice_ms: 0,
    drain_ms: 4_000,
    trusted_proxies: [],
    connections_per_address: 500,
    log_days: 30,
    any_host: false,
    classic_pages: [],
    dns_servers: [],
    disk_low_bytes: undefined,
    audit_log_days: 90,
    log_strangers_per_day: 50_000,
    read_timeout_ms: 2_000,
    smtp: undefined,
    rate_limits: { management_per_s: 200, authentication_per_s: 300 },
  })
})

test('an empty variable counts as not set, lists are split, the public address loses its slash', () => {
  expect(
    readConfig({
      PORT: '0',
      DATABASE_URL: '',
      FERRY_SANDBOX_ALLOW: '10.0.0.0/8, db.internal:3306,',
      FERRY_PUBLIC_URL: 'https://login.example.com/',
      FERRY_TRUSTED_PROXIES: '127.0.0.1,fd00::/8',
      FERRY_ADMIN_CLIENT_ID: 'admin',
      FERRY_ADMIN_CLIENT_SECRET: 'x',
    }),
  ).toMatchObject({
    port: 0,
    sandbox_allow: ['10.0.0.0/8', 'db.internal:3306'],
    public_url: 'https://login.example.com',
    trusted_proxies: ['127.0.0.1', 'fd00::/8'],
    admin_client: { client_id: 'admin', client_secret: 'x' },
  })
})

test.each([
  ['PORT', 'abc', /from 0 to 65535/],
  ['PORT', '70000', /from 0 to 65535/],
  ['DATABASE_URL', 'postgres://u:hunter2secret@h/db', /sslmode=verify-full/],
  ['DATABASE_URL', 'mysql://u:hunter2secret@h/db', /postgres:\/\/user:password@host:5432\/database/],
  ['DATABASE_URL', 'postgres://u:hunter2secret@h/db?sslmode=prefer', /verify-full/],
  ['DATABASE_URL', 'postgres://u:hunter2secret@localhost', /names no database/],
  ['DATABASE_URL', 'postgres://u:hunter2secret%@localhost/db', /%25/],
  ['DATABASE_URL', 'postgres://u:p@localhost/db?hunter2secret=1', /parameter/],
  ['FERRY_DATABASE_CONNECTIONS', 'hunter2secret', /whole number/],
  ['FERRY_DATABASE_ALLOW_ASYNC_COMMIT', 'hunter2secret', /true or false/],
  ['FERRY_SECRET', 'hunter2secret', /at least 32 characters/],
  ['FERRY_SECRET_PREVIOUS', 'hunter2secret', /at least 32 characters/],
  ['FERRY_ANY_HOST', 'yes', /1 or 0/],
  ['FERRY_PUBLIC_URL', 'login.example.com', /https:\/\/login.example.com/],
  ['FERRY_PUBLIC_URL', 'https://u@x/', /FERRY_PUBLIC_URL/],
  ['FERRY_PUBLIC_URL', 'https://x/?a=1', /FERRY_PUBLIC_URL/],
  ['FERRY_DRAIN_MS', '25001', /from 0 to 25000/],
  ['FERRY_SCRIPT_TIMEOUT_MS', '20s', /whole number/],
  ['FERRY_TRUSTED_PROXIES', 'localhost', /CIDR/],
  ['FERRY_TRUSTED_PROXIES', '10.0.0.0/33', /CIDR/],
  ['FERRY_TRUSTED_PROXIES', 'fe80::1%eth0', /CIDR/],
  ['FERRY_ADMIN_CLIENT_ID', 'admin', /go together/],
  ['FERRY_SMTP_URL', 'http://u:hunter2secret@mail', /smtp:\/\//],
  ['FERRY_SMTP_URL', 'smtp://u:hunter2secret@mail:587', /go together/],
  ['FERRY_MAIL_FROM', 'nobody', /email address/],
  ['FERRY_LOG_LEVEL', 'loudest', /debug, info, warn, error/],
  ['FERRY_LOG_FORMAT', 'canary-xml', /json, text/],
  ['FERRY_METRICS_PORT', '70000', /from 0 to 65535/],
])(
  '%s=%s is refused; the message names the variable and what it must be, not its value',
  (name, value, says) => {
    const read = () => readConfig({ [name]: value })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(says)
    expect(read).toThrow(name)
    expect(read).not.toThrow('hunter2secret')
  },
)

test('servers of names are IP addresses, with a port or without', () => {
  const read = (FERRY_DNS_SERVERS: string) => readConfig({ FERRY_DNS_SERVERS }).dns_servers
  expect(read('9.9.9.9, 127.0.0.1:5353,2620:fe::fe,[2620:fe::fe]:53')).toEqual([
    '9.9.9.9',
    '127.0.0.1:5353',
    '2620:fe::fe',
    '[2620:fe::fe]:53',
  ])
  for (const wrong of [
    'dns.example',
    '9.9.9',
    '9.9.9.9:0',
    '9.9.9.9:99999',
    '[9.9.9.9]:53',
    'udp://9.9.9.9',
  ]) {
    expect(() => read(wrong), wrong).toThrow(/FERRY_DNS_SERVERS/)
  }
})

test('the address of tenants begins with the tenant’s name', () => {
  const read = (FERRY_TENANT_URL: string) => readConfig({ FERRY_TENANT_URL }).tenant_url
  expect(read('https://{tenant}.login.example.com/')).toBe('https://{tenant}.login.example.com')
  expect(read('http://{tenant}.localhost:8080')).toBe('http://{tenant}.localhost:8080')
  for (const wrong of [
    'https://login.example.com/{tenant}',
    'https://{tenant}.example.com/path',
    'https://x.{tenant}.example.com',
    'https://{tenant}.{tenant}.example.com',
    'https://{tenant}.example.com?x',
    'https://{tenant}.example.com#x',
    'ftp://{tenant}.example.com',
    '{tenant}.example.com',
    'https://{tenant}',
  ]) {
    expect(() => read(wrong), wrong).toThrow(/FERRY_TENANT_URL/)
  }
})

test.each([
  ['FERRY_SANDBOXALLOW', 'FERRY_SANDBOX_ALLOW'],
  ['FERRY_SANDBOX_ALOW', 'FERRY_SANDBOX_ALLOW'],
  ['FERRY_SMPT_URL', 'FERRY_SMTP_URL'],
  ['FERRY_DATADIR', 'FERRY_DATA_DIR'],
  ['FERRY_DATA_FOLDER', 'FERRY_DATA_DIR'],
  ['FERRY-DATA-DIR', 'FERRY_DATA_DIR'],
  ['ferry_data_dir', 'FERRY_DATA_DIR'],
  ['FERY_SECRET', 'FERRY_SECRET'],
  ['FERRY_PREVIOUS_SECRET', 'FERRY_SECRET_PREVIOUS'],
  ['FERRY_TRUSTED_PROXY', 'FERRY_TRUSTED_PROXIES'],
  ['FERRY_RATE_LIMIT', 'FERRY_RATE_LIMIT_MANAGEMENT'],
])('the misspelt name %s is refused, and %s named', (name, nearest) => {
  const value = 'hunter2secret'
  expect(() => readConfig({ [name]: value })).toThrow(
    expect.objectContaining({
      name: 'ConfigError',
      message: expect.stringMatching(new RegExp(`^${name} is not a setting of Ferry.*\\b${nearest}\\b`)),
    }),
  )
  expect(() => readConfig({ [name]: value })).not.toThrow(value)
  // As with settings, an empty one is not set.
  expect(readConfig({ [name]: '' }).port).toBe(3000)
})

test('a setting with a missing, extra or misplaced letter is refused, and the right name is suggested', () => {
  const names = /one of: (.+)$/.exec(messageOf({ FERRY_QQQQQQQQQQQQQQQQQQQ: 'x' }))?.[1]?.split(', ') ?? []
  expect(names).toContain('FERRY_LOG_DAYS')
  for (const name of names.filter((one) => one.startsWith('FERRY_'))) {
    for (let at = 6; at < name.length; at++) {
      const wrong = [
        name.slice(0, at) + name.slice(at + 1),
        `${name.slice(0, at)}X${name.slice(at)}`,
        `${name.slice(0, at - 1)}${name[at]}${name[at - 1]}${name.slice(at + 1)}`,
      ].filter((one) => !names.includes(one))
      for (const one of wrong) expect(messageOf({ [one]: 'x' }), one).toContain(`Did you mean ${name}?`)
    }
  }
})

test('FERRY_PORT is no setting, PORT is', () => {
  expect(messageOf({ FERRY_PORT: '3000' })).toBe('FERRY_PORT is not a setting of Ferry. Did you mean PORT?')
})

test('variables that Kubernetes sets for a service called ferry are accepted, and so are other programs’ variables', () => {
  const config = readConfig({
    FERRY_SERVICE_HOST: '10.43.0.7',
    FERRY_SERVICE_PORT: '3000',
    FERRY_SERVICE_PORT_HTTP: '3000',
    FERRY_PORT: 'tcp://10.43.0.7:3000',
    FERRY_PORT_3000_TCP: 'tcp://10.43.0.7:3000',
    FERRY_PORT_3000_TCP_PROTO: 'tcp',
    FERRY_PORT_3000_TCP_PORT: '3000',
    FERRY_PORT_3000_TCP_ADDR: '10.43.0.7',
    FERRY_DB_SERVICE_HOST: '10.43.0.8',
    FERRY_TEST_REQUIRE: 'postgres',
    FERRYMAN: 'x',
    PATH: '/bin',
    SECRET: 'x',
    DATA_DIR: 'x',
    SMTP_URL: 'x',
  })
  expect(config.port).toBe(3000)
})

function messageOf(environment: { [name: string]: string }): string {
  try {
    readConfig(environment)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

test('metrics are off unless a port is named, and then for this machine only', () => {
  expect(readConfig({}).metrics).toBeUndefined()
  expect(readConfig({ FERRY_METRICS_HOST: '0.0.0.0' }).metrics).toBeUndefined()
  expect(readConfig({ FERRY_METRICS_PORT: '9464' }).metrics).toEqual({ host: '127.0.0.1', port: 9464 })
})

test.each([
  [{}, { level: 'info', format: undefined }],
  [
    { FERRY_LOG_LEVEL: '', FERRY_LOG_FORMAT: '' },
    { level: 'info', format: undefined },
  ],
  [
    { FERRY_LOG_LEVEL: 'debug', FERRY_LOG_FORMAT: 'text' },
    { level: 'debug', format: 'text' },
  ],
  [
    { FERRY_LOG_LEVEL: 'loud', FERRY_LOG_FORMAT: 'xml' },
    { level: 'info', format: undefined },
  ],
])('the log with %j is written as %j, so that a wrong setting can be told', (environment, settings) => {
  expect(readLogSettings(environment)).toEqual(settings)
})
