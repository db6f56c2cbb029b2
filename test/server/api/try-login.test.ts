import { expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { startTestServer } from '../../support/server-in-process.ts'

interface Told {
  ok: boolean
  steps: { id: string; ok: boolean | null; detail: string; duration_ms: number | null }[]
  user?: { user_id: string }
  run?: { run_id?: string; duration_ms: number; logs: { text: string }[]; trace: unknown[] }
  checks: { id: string; ok: boolean | null }[]
  id_token_claims?: { [name: string]: unknown }
  error?: { code: string; message: string; script_message?: string; line?: number }
}

async function start(options: object = {}) {
  const runtime = createFakeRuntime(({ args: [email, password] }) => {
    const [name] = String(email).split('@')
    if (name === 'odd') return { kind: 'value', value: { email: 'odd@example.com' } }
    if (name === 'other') return { kind: 'value', value: { user_id: 'x', email: 'eve@example.com' } }
    if (name === 'down') return { kind: 'failure', code: 'script_error', message: 'no such table', line: 7 }
    if (name === 'away') return { kind: 'failure', code: 'legacy_unavailable', message: 'refused' }
    if (name === 'no' || name === 'known') {
      return {
        kind: 'rejection',
        class: 'WrongUsernameOrPasswordError',
        message: 'The service refused name or password.',
        ...(name === 'known' && { user_id: '7' }),
      }
    }
    if (name === 'same') return { kind: 'value', value: { user_id: 'ann', email: 'same@example.com' } }
    return name === 'ann' && password === 'old-secret'
      ? { kind: 'value', value: { user_id: 'ann', email: 'ann@example.com' } }
      : { kind: 'none' }
  })
  const server = await startTestServer(runtime)
  const id = await server.connection('crm', options)
  const post = (body: object) => server.api('POST', `connections/${id}/try-login`, body)
  const tell = async (mode: string, name = 'ann', password = 'old-secret') => {
    const { status, body, text } = await post({ mode, identifier: `${name}@example.com`, password })
    expect(status).toBe(200)
    expect(text).not.toContain('old-secret')
    const told = body as Told
    return { ...told, marks: told.steps.map((step) => step.ok) }
  }
  return { ...server, runtime, id, post, tell }
}

test('a login is told step by step; the second one is served by Ferry, and the script does not run', async () => {
  const { tell, runtime, api, id } = await start()
  const first = await tell('real')
  expect(first).toMatchObject({ ok: true, user: { user_id: 'auth0|ann' } })
  expect(first.steps.map((step) => step.id)).toEqual(['in_ferry', 'script', 'validation', 'import', 'tokens'])
  expect(first.marks).toEqual([false, true, true, true, true])
  expect(first.checks).toMatchObject([
    { id: 'user_id', ok: true },
    { id: 'email', ok: true },
    { id: 'identifier', ok: true },
    { id: 'email_verified', ok: null },
  ])
  const [recorded] = ((await api('GET', `connections/${id}/runs`)).body as { runs: { run_id: string }[] })
    .runs
  expect(first.run).toMatchObject({ run_id: recorded?.run_id, logs: [], trace: [] })
  expect(runtime.calls.length).toBe(1)
  const second = await tell('real')
  expect(second.marks).toEqual([true, null, null, null, true])
  expect(second).toMatchObject({ ok: true, checks: [] })
  expect(second.run).toBeUndefined()
  expect(runtime.calls.length).toBe(1)
  const [ann] = (await api('GET', 'users')).body as { logins_count: number }[]
  expect(ann?.logins_count).toBe(2)
})

test('a preview stores nothing and counts nothing, neither of newcomers nor of those who are in Ferry', async () => {
  const { tell, api, id, runtime } = await start()
  const newcomer = await tell('preview')
  expect(newcomer.ok).toBe(true)
  expect(newcomer.marks).toEqual([false, true, true, null, null])
  expect((await api('GET', 'users')).body).toEqual([])
  expect((await api('GET', `connections/${id}/runs`)).body).toEqual({ counts: [], runs: [] })
  await tell('real')
  const before = (await api('GET', 'users')).body
  const calls = runtime.calls.length
  expect((await tell('preview')).marks).toEqual([true, null, null, null, null])
  expect((await api('GET', 'users')).body).toEqual(before)
  expect(runtime.calls.length).toBe(calls)
})

test.each([
  ['nobody', 'script', [false, false, null, null, null]],
  ['down', 'script_error', [false, false, null, null, null]],
  ['away', 'legacy_unavailable', [false, false, null, null, null]],
])('%s: both modes say at which step it ended', async (name, code, marks) => {
  const { tell, api } = await start()
  for (const mode of ['preview', 'real']) {
    const told = await tell(mode, name)
    expect(told).toMatchObject({ ok: false, error: { code }, marks })
  }
  expect((await api('GET', 'users')).body).toEqual([])
})

test.each([
  ['odd', 'invalid_profile'],
  ['other', 'profile_mismatch'],
])(
  '%s: in both modes a profile that cannot be used ends at the validation, which says why',
  async (name, code) => {
    const { tell, api } = await start()
    const details: unknown[] = []
    for (const mode of ['preview', 'real']) {
      const told = await tell(mode, name)
      expect([mode, told]).toMatchObject([
        mode,
        { ok: false, error: { code }, marks: [false, true, false, null, null] },
      ])
      details.push(told.steps.map(({ id, detail }) => (id === 'in_ferry' ? undefined : detail)))
    }
    expect(details[1]).toEqual(details[0])
    expect((await api('GET', 'users')).body).toEqual([])
  },
)

test('what is wrong is told with its place and its checks, in both modes alike', async () => {
  const { tell } = await start()
  for (const mode of ['preview', 'real']) {
    expect((await tell(mode, 'down')).error).toEqual({
      code: 'script_error',
      message: 'no such table',
      line: 7,
    })
    expect((await tell(mode, 'odd')).checks).toContainEqual(
      expect.objectContaining({ id: 'user_id', ok: false }),
    )
    expect((await tell(mode, 'odd')).error?.message).toContain('user_id')
  }
})

test('a profile of somebody else’s id ends at the import', async () => {
  const { tell } = await start()
  await tell('real')
  expect(await tell('real', 'same')).toMatchObject({
    ok: false,
    error: { code: 'profile_conflict' },
    marks: [false, true, true, false, null],
  })
})

test('the claims are those that the chosen application would be given, and no token is among the answer', async () => {
  const { post, api, admin, id, url, tell } = await start()
  const made = await api('POST', 'clients', { name: 'web', app_type: 'regular_web' })
  const { client_id } = made.body as { client_id: string }
  const ann = { mode: 'real', identifier: 'ann@example.com', password: 'old-secret', client_id }
  const refused = await post(ann)
  expect(refused.status).toBe(400)
  expect(refused.text).toContain('on property client_id')
  await api('PATCH', `connections/${id}`, { enabled_clients: [admin.client_id, client_id] })
  const { body, text } = await post(ann)
  expect((body as Told).id_token_claims).toMatchObject({
    iss: `${url}/`,
    aud: client_id,
    sub: 'auth0|ann',
    email: 'ann@example.com',
    email_verified: false,
  })
  expect(text).not.toMatch(/eyJ/)
  expect((await tell('real')).id_token_claims?.aud).toBe(admin.client_id)
  expect((await tell('preview')).id_token_claims).toBeUndefined()
})

test('A4: logins for real count against guessing, by whatever way they come', async () => {
  const { tell, post, login } = await start()
  for (let attempt = 0; attempt < 10; attempt++) await tell('real', 'ann', `wrong ${attempt}`)
  const refused = await post({ mode: 'real', identifier: 'ann@example.com', password: 'old-secret' })
  expect(refused.status).toBe(429)
  expect((await login('crm', 'ann@example.com', 'old-secret')).status).toBe(429)
})

test('without an application there is only the preview, and what is missing is named', async () => {
  const { tell, post, api, id } = await start()
  await api('PATCH', `connections/${id}`, { enabled_clients: [] })
  expect((await tell('preview')).ok).toBe(true)
  const refused = await post({ mode: 'real', identifier: 'ann@example.com', password: 'old-secret' })
  expect(refused.status).toBe(400)
  expect(refused.text).toContain('No application may use the connection')
  expect((await post({ mode: 'never', identifier: 'a', password: 'b' })).status).toBe(400)
})

test('the preview of somebody who is blocked says so, as the login does', async () => {
  const { tell, api } = await start()
  await tell('real')
  await api('PATCH', 'users/auth0%7Cann', { blocked: true })
  const preview = await tell('preview')
  expect(preview).toMatchObject({ ok: false, error: { code: 'blocked' } })
  expect((await tell('real')).error).toEqual(preview.error)
})

test('where no script is asked, the preview of somebody unknown says that there is nobody', async () => {
  const { tell } = await start({ enabledDatabaseCustomization: false })
  for (const mode of ['preview', 'real']) {
    expect(await tell(mode)).toMatchObject({ ok: false, error: { code: 'unknown_user' } })
  }
})

test.each([
  ['no', { code: 'script', message: 'Wrong email or password. The script does not say which.' }],
  ['known', { code: 'wrong_password', message: 'Wrong password: the script knows the user.' }],
])(
  '%s: a script that says no is not said to know nobody, and its own words are told',
  async (name, error) => {
    const { tell } = await start()
    for (const mode of ['preview', 'real']) {
      expect((await tell(mode, name)).error).toEqual({
        ...error,
        script_message: 'The service refused name or password.',
      })
    }
  },
)
