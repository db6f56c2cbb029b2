/** What Auth0 has and Ferry has not: the deploy tool reads it as empty, and nothing is pretended. @module */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ABSENT_CALLS } from '../../../server/api/management/absent/calls.ts'
import { KEPT_DOCUMENTS } from '../../../server/api/management/absent/documents.ts'
import { ABSENT_LISTS } from '../../../server/api/management/absent/lists.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { createMachine } from '../../support/machines.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {},
    afterAll,
  )
})

test.each(ABSENT_LISTS)('$path is an empty list in each form of a list', async ({ path, key }) => {
  const totals = await server.api('GET', `${path}?include_totals=true&page=0&per_page=100`)
  expect(totals.status).toBe(200)
  if (key === undefined) return expect(totals.body).toEqual([])
  expect(totals.body).toEqual({ start: 0, limit: 100, length: 0, total: 0, [key]: [] })
  expect((await server.api('GET', `${path}?take=50`)).body).toEqual({ [key]: [] })
})

test.each(ABSENT_LISTS)(
  'writing to $path is refused, and the answer says what Ferry has not',
  async (list) => {
    const { path, things } = list
    for (const [method, at] of [
      ['POST', path],
      ['PATCH', `${path}/some-id`],
      ['PUT', `${path}/some-id`],
      ['DELETE', `${path}/some-id`],
    ] as const) {
      const answer = await server.api(method, at, method === 'DELETE' ? undefined : { name: 'x' })
      expect(answer, `${method} ${at}`).toMatchObject({
        status: 400,
        body: {
          errorCode: 'operation_not_supported',
          message: expect.stringContaining(`Ferry has no ${things}`),
        },
      })
    }
  },
)

test.each(KEPT_DOCUMENTS)('$path is kept as it is sent, and named as kept only', async (kept) => {
  const { path, method, defaults } = kept
  expect((await server.api('GET', path)).body).toEqual(defaults)
  const sent = { ...defaults, a_setting_of_tomorrow: { deep: [1] } }
  const answer = await server.api(method === 'patch' ? 'PATCH' : 'PUT', path, sent)
  expect(answer).toMatchObject({ status: 200, body: sent })
  expect(answer.headers['ferry-kept-only']).toContain('a_setting_of_tomorrow')
  expect((await server.api('GET', path)).body).toEqual(sent)
  const tooLong = { a_setting_of_tomorrow: 'x'.repeat(20_001) }
  expect((await server.api(method === 'patch' ? 'PATCH' : 'PUT', path, tooLong)).status).toBe(400)
  expect((await server.api('GET', path)).body).toEqual(sent)
})

test.each([
  ['PATCH', 'attack-protection/breached-password-detection', { enabled: true }, 'enabled'],
  [
    'PATCH',
    'attack-protection/bot-detection',
    { challenge_password_policy: 'always' },
    'challenge_password_policy',
  ],
  ['PATCH', 'risk-assessments/settings', { enabled: true }, 'enabled'],
  ['PATCH', 'supplemental-signals', { akamai_enabled: true }, 'akamai_enabled'],
  ['PUT', 'guardian/factors/otp', { enabled: true }, 'second factors'],
  ['PUT', 'guardian/policies', ['all-applications'], 'second factors'],
  ['PUT', 'guardian/factors/sms/providers/twilio', { sid: 'x', auth_token: 'y' }, 'second factors'],
  ['PUT', 'branding/templates/universal-login', { template: '<b>' }, 'template'],
  ['PUT', 'prompts/login/partials', { login: { 'form-content-start': '<b>' } }, 'HTML'],
] as const)(
  '%s %s is refused when it would switch on what there is not',
  async (method, path, body, says) => {
    expect(await server.api(method, path, body)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(says) },
    })
  },
)

test('second factors are all off, and can be sent as they are read', async () => {
  const { body } = await server.api('GET', 'guardian/factors')
  const factors = body as { name: string; enabled: boolean }[]
  expect(factors.length).toBeGreaterThan(5)
  for (const { name, enabled } of factors) {
    expect(await server.api('PUT', `guardian/factors/${name}`, { enabled })).toMatchObject({ status: 200 })
  }
  expect((await server.api('GET', 'guardian/policies')).body).toEqual([])
  expect((await server.api('PUT', 'guardian/policies', [])).status).toBe(200)
  for (const path of ['sms/providers/twilio', 'push-notification/providers/sns']) {
    expect((await server.api('GET', `guardian/factors/${path}`)).body).toEqual({})
    expect((await server.api('PUT', `guardian/factors/${path}`, { sid: null })).status).toBe(200)
  }
})

test('an email provider is kept without its credentials, which are in no answer', async () => {
  const path = 'emails/provider'
  expect((await server.api('GET', path)).status).toBe(404)
  expect((await server.api('PATCH', path, { enabled: true })).status).toBe(404)
  const sent = { name: 'smtp', enabled: true, default_from_address: 'a@example.com', settings: { x: 1 } }
  const credentials = { smtp_pass: 'a secret of the provider' }
  const made = await server.api('POST', path, { ...sent, credentials })
  expect(made).toMatchObject({ status: 201, body: sent })
  expect(made.headers['ferry-kept-only']).toContain('credentials')
  await server.api('PATCH', path, { enabled: false, credentials })
  const read = await server.api('GET', path)
  expect(read.body).toEqual({ ...sent, enabled: false })
  expect(read.text).not.toContain('a secret of the provider')
})

test('a theme is kept under one ID, and can be deleted', async () => {
  expect((await server.api('GET', 'branding/themes/default')).status).toBe(404)
  const theme = { colors: { primary_button: '#0059d6' }, displayName: 'Ours' }
  expect((await server.api('PATCH', 'branding/themes/none', theme)).status).toBe(404)
  const made = await server.api('POST', 'branding/themes', theme)
  expect(made).toMatchObject({ status: 201, body: theme })
  const { themeId } = made.body as { themeId: string }
  expect((await server.api('PATCH', 'branding/themes/other', theme)).status).toBe(404)
  expect((await server.api('DELETE', 'branding/themes/other')).status).toBe(204)
  const changed = await server.api('PATCH', `branding/themes/${themeId}`, { displayName: 'Other' })
  expect(changed.body).toEqual({ displayName: 'Other', themeId })
  expect((await server.api('DELETE', `branding/themes/${themeId}`)).status).toBe(204)
  expect((await server.api('GET', 'branding/themes/default')).status).toBe(404)
})

test('pages of Auth0 that Ferry has not are read as missing or empty', async () => {
  expect((await server.api('GET', 'branding/templates/universal-login')).status).toBe(404)
  expect(
    (await server.api('GET', 'prompts/rendering?page=0&per_page=100&include_totals=true')).body,
  ).toMatchObject({
    configs: [],
  })
  expect((await server.api('GET', 'prompts/login/partials')).body).toEqual({})
  expect((await server.api('PUT', 'prompts/login/partials', {})).status).toBe(200)
})

test('a client without the scope reads and writes none of it', async () => {
  const bare = await createMachine(server, ['read:users'])
  for (const path of ['roles', 'attack-protection/captcha', 'emails/provider', 'guardian/factors']) {
    expect((await bare.api('GET', path)).status, path).toBe(403)
    expect((await bare.api('PATCH', path, {})).status, path).toBeGreaterThanOrEqual(403)
  }
})

test.each(ABSENT_CALLS)(
  '$method $path is refused, and the answer says why',
  async ({ method, path, why }) => {
    const answer = await server.api(method.toUpperCase(), path.replace(':id', 'some-id'), {})
    expect(answer).toMatchObject({
      status: 400,
      body: { errorCode: 'operation_not_supported', message: why },
    })
  },
)
