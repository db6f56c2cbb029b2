/** Tokens that a login script returns beside the profile: where they may be read, and that they are nowhere else. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Canaries } from '../../support/canaries.ts'
import { createCanaries, findInFolder } from '../../support/canaries.ts'
import { createMachine } from '../../support/machines.ts'
import { withOwner } from '../../support/members.ts'
import { useSandbox } from '../../support/sandbox.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'

const sandbox = useSandbox()
const data_dir = temporaryFolder(afterAll)
let server: TestServer
beforeAll(async () => {
  const runtime = { ...sandbox.runtime(), close: async () => undefined }
  server = await startTestServer(runtime, { FERRY_DATA_DIR: data_dir }, afterAll)
})

/** Returns tokens, and says them wherever a script can say something. */
const script = (name: string, id: string, tokens: object) => `function ${name} (email) {
  const callback = arguments[arguments.length - 1]
  const tokens = ${JSON.stringify(tokens)}
  console.log('signed in with', tokens)
  console.error(new Error(tokens.access_token))
  callback(null, Object.assign({ user_id: '${id}', email: '${id}@example.com', name: 'Ann' }, tokens))
}`

const scripts = (id: string, tokens: object) => ({
  login: script('login', id, tokens),
  get_user: script('getUser', id, tokens),
})

const plant = (canaries: Canaries) => ({
  access_token: canaries.make('access token'),
  refresh_token: canaries.make('refresh token'),
})

const identitiesOf = async (
  id: string,
  api: TestServer['api'] = server.api,
): Promise<{ [key: string]: unknown }[]> => {
  const { body } = await api('GET', `users/auth0%7C${id}`)
  return (body as { identities: { [key: string]: unknown }[] }).identities
}

test.each([
  ['import', { import_mode: true }],
  ['legacy', { import_mode: false }],
])('planted tokens are found nowhere but at the user, in %s mode', async (mode, options) => {
  const canaries = createCanaries()
  const tokens = plant(canaries)
  const id = `ann-${mode}`
  const email = `${id}@example.com`
  const customScripts = scripts(id, tokens)
  const connection = await server.connection(mode, { ...options, customScripts })
  // The scripts of this test hold the tokens; where a script's own text is told is not what is looked at.
  const login = await server.login(mode, email, 'pw-of-ann', { scope: 'openid profile email offline_access' })
  expect(login.status, login.text).toBe(200)
  const issued = login.body as { access_token: string; id_token: string; refresh_token: string }
  const decoded = [issued.access_token, issued.id_token]
    .flatMap((token) => token.split('.').slice(0, 2))
    .map((part) => Buffer.from(part, 'base64url').toString())
  const person = { identifier: email, password: 'pw-of-ann' }
  const post = (path: string, body: object) => server.api('POST', `connections/${connection}/${path}`, body)
  const userinfo = await server.call('/userinfo', {
    headers: { authorization: `Bearer ${issued.access_token}` },
  })
  expect(userinfo.status).toBe(200)
  const { 0: run } = ((await server.api('GET', `connections/${connection}/runs`)).body as { runs: object[] })
    .runs
  expect(run).toMatchObject({ logs: [{ level: 'log' }, { level: 'error' }] })
  const answers = {
    login,
    refreshed: await server.token({
      grant_type: 'refresh_token',
      refresh_token: issued.refresh_token,
      ...server.admin,
    }),
    userinfo,
    try_login_script: await post('scripts/login/try', { arguments: person }),
    try_get_user: await post('scripts/get_user/try', { arguments: person }),
    drift: await post('drift', person),
    try_login: await post('try-login', { ...person, dry_run: true }),
    whois: await server.api('GET', `connections/${connection}/whois?identifier=${email}`),
    runs: await server.api('GET', `connections/${connection}/runs`),
    users: await server.api('GET', 'users'),
    searched: await server.api('GET', `users?q=${encodeURIComponent(`email:"${email}"`)}`),
    by_email: await server.api('GET', `users-by-email?email=${email}`),
    by_token: await server.api('GET', `users?q=${encodeURIComponent('identities.access_token:*')}`),
    credentials: await server.api('GET', `users/auth0%7C${id}/credentials`),
    names: await server.api('GET', `users/auth0%7C${id}/login-names`),
    changed: await server.api('PATCH', `users/auth0%7C${id}`, { blocked: false }),
    user_logs: await server.api('GET', `users/auth0%7C${id}/logs`),
    logs: await server.api('GET', 'logs'),
    migration: await server.api('GET', `connections/${connection}/migration`),
  }
  for (const name of ['try_login_script', 'try_get_user', 'drift', 'runs', 'users', 'by_email'] as const) {
    expect(answers[name].status, name).toBe(200)
  }
  const found = [
    ...Object.entries(answers).flatMap(([name, { text }]) => canaries.find(name, text)),
    ...canaries.find('decoded tokens', decoded.join('\n')),
    ...canaries.find('log of the operator', server.logLines.join('\n')),
  ]
  expect(found).toEqual([])
  expect(await identitiesOf(id)).toMatchObject([tokens])
})

test('planted tokens lie sealed in the data folder', async () => {
  const canaries = createCanaries()
  const tokens = plant(canaries)
  // The script reads them from the configuration, which is sealed too: its text is in the data folder.
  const source = `function login (email, password, callback) {
    console.log(configuration.A)
    callback(null, { user_id: 'bob', email, access_token: configuration.A, refresh_token: configuration.R })
  }`
  await server.connection('sealed', {
    customScripts: { login: source },
    configuration: { A: tokens.access_token, R: tokens.refresh_token },
  })
  expect((await server.login('sealed', 'bob@example.com', 'pw-of-bob')).status).toBe(200)
  expect(await identitiesOf('bob')).toMatchObject([tokens])
  expect(findInFolder(canaries, data_dir)).toEqual([])
})

test('they are read with read:user_idp_tokens by programs, and not by other programs or members', async () => {
  const tokens = { access_token: 'access-of-cat', refresh_token: 'refresh-of-cat' }
  await server.connection('scopes', { customScripts: scripts('cat', tokens) })
  await server.login('scopes', 'cat@example.com', 'pw-of-cat')
  const plain = { connection: 'scopes', user_id: 'cat', provider: 'auth0', isSocial: false }
  const reader = await createMachine(server, ['read:users'])
  expect(await identitiesOf('cat', reader.api)).toEqual([plain])
  const trusted = await createMachine(server, ['read:users', 'read:user_idp_tokens'])
  expect(await identitiesOf('cat', trusted.api)).toEqual([{ ...plain, ...tokens }])
  const alone = await createMachine(server, ['read:user_idp_tokens'])
  expect((await alone.api('GET', 'users/auth0%7Ccat')).status).toBe(403)
  const owner = await withOwner(server)
  expect(await identitiesOf('cat', (method, path, body) => owner.ask(method, path, body))).toEqual([plain])
  const grant = { client_id: reader.client_id, scope: ['read:users', 'read:user_idp_tokens'] }
  expect((await owner.ask('PATCH', `client-grants/${reader.grant_id}`, { scope: grant.scope })).status).toBe(
    200,
  )
})

test('each sign-in of legacy mode replaces them, and unlinking drops them', async () => {
  const customScripts = (access_token: string) => scripts('dan', { access_token })
  const id = await server.connection('again', {
    import_mode: false,
    customScripts: customScripts('the first'),
  })
  await server.login('again', 'dan@example.com', 'pw-of-dan')
  const set = (token: string) =>
    server.api('PATCH', `connections/${id}`, {
      options: {
        enabledDatabaseCustomization: true,
        import_mode: false,
        customScripts: customScripts(token),
      },
    })
  await set('the second')
  await server.login('again', 'dan@example.com', 'pw-of-dan')
  expect(await identitiesOf('dan')).toMatchObject([{ access_token: 'the second' }])
  await server.api('POST', 'users/auth0%7Cann-legacy/identities', { provider: 'auth0', user_id: 'dan' })
  expect((await identitiesOf('ann-legacy'))[1]).toMatchObject({ access_token: 'the second' })
  await server.api('DELETE', 'users/auth0%7Cann-legacy/identities/auth0/dan')
  expect((await identitiesOf('dan'))[0]).not.toHaveProperty('access_token')
})

test('a preview shows that tokens are kept, and not what they are', async () => {
  const id = await server.connection('preview', {
    customScripts: scripts('eve', { access_token: 'of-eve-alone' }),
  })
  const { body } = await server.api('POST', `connections/${id}/scripts/login/try`, {
    arguments: { email: 'eve@example.com', password: 'pw-of-eve' },
  })
  expect(body).toMatchObject({
    ok: true,
    result: { access_token: '[redacted]' },
    profile_preview: {
      returned: { access_token: '[redacted]' },
      stored: { access_token: '[redacted]' },
      fields: expect.arrayContaining([{ returned: 'access_token', stored: 'access_token', change: 'kept' }]),
    },
  })
})
