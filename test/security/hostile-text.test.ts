import { beforeAll, describe, expect, test } from 'vitest'
import { useAttack } from '../support/attack.ts'
import type { FerryConnection } from '../support/ferry-process.ts'
import { HOSTILE_SCRIPTS, HOSTILE_TEMPLATES } from '../support/hostile-texts.ts'
import type { Answer } from '../support/http-call.ts'
import { openOutbox } from '../support/outbox.ts'

const attack = useAttack({ FERRY_RATE_LIMIT_MANAGEMENT: '100000', FERRY_RATE_LIMIT_AUTHENTICATION: '100000' })

const MARKS = `a${'\u0316\u0301'.repeat(24_000)}`

let authorization: string
let connection: FerryConnection
beforeAll(async () => {
  const { ferry } = attack
  const granted = await ferry.call('/oauth/token', {
    method: 'POST',
    body: { grant_type: 'client_credentials', ...ferry.admin, audience: `${ferry.url}/api/v2/` },
  })
  authorization = `Bearer ${(granted.body as { access_token: string }).access_token}`
  connection = await ferry.createConnection({
    login: 'function login (email, password, callback) { callback(null) }',
    configuration: { HOST: 'localhost', PORT: '1', KEY_1: 'x' },
  })
})

const api = (method: string, path: string, body?: unknown): Promise<Answer> =>
  attack.send(`/api/v2/${path}`, { method, body, headers: { authorization } })

/** Small things of others that must be answered meanwhile. */
const quick = async (): Promise<number> => {
  const began = performance.now()
  expect((await api('GET', 'clients?take=1')).status).toBe(200)
  return performance.now() - began
}

describe('hostile scripts', () => {
  test.each(Object.entries(HOSTILE_SCRIPTS))('%s', async (_, source) => {
    const path = `connections/${connection.id}`
    const scripts = { login: source, get_user: `${source} `, create: `${source}  ` }
    const answers = [
      await api('PUT', `${path}/draft`, { scripts }),
      await api('GET', `${path}/draft`),
      await api('POST', `${path}/scripts/login/try`, {
        script: source,
        arguments: { email: 'ann@example.com', password: 'a password' },
      }),
      await api('POST', `${path}/versions`, {}),
      await api('PATCH', path, {
        options: { customScripts: { login: source }, configuration: { HOST: 'x', 'a.b': 'x', KEY_1: 'y' } },
      }),
      await api('GET', `${path}/configuration`),
      await api('GET', `${path}/configuration`),
      await api('GET', `${path}/versions`),
      await api('GET', 'connection-summaries'),
      await api('DELETE', `${path}/draft`),
    ]
    // Those who are told "not now" are told when.
    for (const { status, text } of answers) expect(status, text.slice(0, 300)).not.toBe(500)
    expect((await quick()) < 2_000).toBe(true)
  })
})

test('a text that takes too long is told so: in the advice, and when it is deployed', async () => {
  const path = `connections/${connection.id}`
  const source = HOSTILE_SCRIPTS['named groups'] ?? ''
  const tried = await api('POST', `${path}/scripts/login/try`, {
    script: source,
    arguments: { email: 'a', password: 'b' },
  })
  expect(tried.body).toMatchObject({
    advice: [{ rule: 'not-read', message: expect.stringContaining('takes too long') }],
  })
  expect((await api('PUT', `${path}/draft`, { scripts: { login: source } })).status).toBe(200)
  const deployed = await api('POST', `${path}/versions`, {})
  expect(deployed).toMatchObject({
    status: 400,
    body: {
      errorCode: 'script_syntax',
      message: expect.stringContaining('login cannot be checked: it takes too long'),
    },
  })
  await api('DELETE', `${path}/draft`)
})

describe('hostile mail templates', () => {
  test.each(Object.entries(HOSTILE_TEMPLATES))('%s', async (_, body) => {
    const saved = await api('PUT', 'email-templates/verify_email', { subject: 'x', body })
    expect([200, 400]).toContain(saved.status)
    expect(saved.text).not.toContain('root:')
    await quick()
  })

  test('a template that only fails for some people is replaced by Ferry’s words, and the log says why', async () => {
    const { ferry } = attack
    const body =
      '{% if user.email == "zoe@example.com" %}{% for i in (1..user.user_metadata.n) %}x{% endfor %}{% endif %}{{ url }}'
    expect((await api('PUT', 'email-templates/verify_email', { subject: 'Own', body })).status).toBe(200)
    const local = await api('POST', 'connections', { name: 'local', strategy: 'auth0' })
    const { name } = local.body as { name: string }
    const create = (email: string) =>
      api('POST', 'users', {
        connection: name,
        email,
        password: 'Passw0rd-Passw0rd',
        user_metadata: { n: 1_000_000_000 },
        verify_email: true,
      })
    expect((await create('yan@example.com')).status).toBe(201)
    expect((await create('zoe@example.com')).status).toBe(201)
    const outbox = openOutbox(ferry.data_dir)
    expect((await outbox.next('yan@example.com')).subject).toBe('Own')
    expect((await outbox.next('zoe@example.com')).subject).toBe('Confirm your email address')
    const logs = await ferry.api('GET', `logs?q=${encodeURIComponent('type:w')}`)
    expect(logs.text).toContain('The template verify_email could not be rendered')
  })
})

test('strangers’ marks out of order, media types and bodies of many values', async () => {
  const bodies: unknown[] = [
    { client_id: 'x', connection: 'local', email: MARKS, password: 'x', username: MARKS },
    { client_id: 'x', connection: 'local', email: 'ann@example.com', password: MARKS },
    { client_id: 'x', connection: 'local', email: 'ann@example.com', user_metadata: Array(30_000).fill(1) },
    `{${Array.from({ length: 9_000 }, (_, i) => `"${i}":1`).join()}}`,
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  ]
  for (const body of bodies) {
    for (const path of [
      '/dbconnections/signup',
      '/dbconnections/change_password',
      '/oauth/token',
      '/api/v2/sessions',
    ]) {
      const { status } = await attack.send(path, { method: 'POST', body })
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    }
  }
  const type = `application/json; charset=${'\t'.repeat(12_000)}=\tx`
  const { status } = await attack.send('/oauth/token', {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': type },
  })
  expect(status).toBeLessThan(500)
})

test('an administrator’s large options, lists, names and queries', async () => {
  const path = `connections/${connection.id}`
  const many = Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [i.toString(36), '']))
  const address = `https://a${'\u0316\u0301'.repeat(950)}.example/`
  const answers = [
    await api('PATCH', path, { options: { configuration: many } }),
    await api('PATCH', path, { options: { validation: Array(60_000).fill(1) } }),
    await api('PATCH', path, { enabled_clients: Array(60_000).fill(1) }),
    await api('PATCH', path, { options: { customScripts: many } }),
    await api('POST', 'clients', {
      name: 'marks',
      callbacks: Array(100).fill(address),
      allowed_logout_urls: Array(100).fill(address),
    }),
    await api('POST', 'templates/mysql/rename', { tables: many }),
    await api('POST', 'templates/mysql/rename', { tables: { users: { name: 'a$'.repeat(90) } } }),
    await api('GET', `users?q=${'a.'.repeat(5_000)}`),
    await api('GET', `users?q=${'('.repeat(10_000)}`),
    await api('GET', `users?q=name:[${'"'.repeat(10_000)}`),
    await api('GET', `users-by-email?email=a${'%CC%96%CC%81'.repeat(1_000)}`),
  ]
  for (const { status, text } of answers) {
    expect(status, text.slice(0, 200)).toBeLessThan(500)
  }
})

test('profiles of scripts with marks out of order, secrets everywhere and deep values', async () => {
  const path = `connections/${connection.id}/scripts/login/try`
  const profile = (code: string): Promise<Answer> =>
    api('POST', path, {
      script: `function login (email, password, callback) { ${code} }`,
      configuration: { KEY: 'aaaaaaaa', OTHER: '%41'.repeat(20_000) },
      arguments: { email: 'ann@example.com', password: 'aaaaaaaa' },
    })
  const marks = "'a' + '\\u0316\\u0301'.repeat(60000)"
  const codes = [
    `callback(null, { user_id: 1, email: ${marks}, name: ${marks}, username: ${marks} })`,
    `callback(null, { user_id: 1, email: 'ann@example.com', user_metadata: { name: ${marks} } })`,
    `callback(null, { user_id: 1, email: 'ann@example.com', x: 'YWFhYWFhYWFh'.repeat(20000) })`,
    `callback(null, { user_id: 1, email: 'ann@example.com', x: Array(9000).fill('%2541aaaaaaaa') })`,
    `callback(new Error('socket '.repeat(500)))`,
    `for (let i = 0; i < 15; i++) console.log('YWFhYWFhYWFh'.repeat(340)); callback(null)`,
  ]
  for (const code of codes) {
    const { status, text } = await profile(code)
    expect(status, text.slice(0, 200)).toBe(200)
    expect(text.includes('YWFhYWFhYWFhYWFh')).toBe(false)
  }
})
