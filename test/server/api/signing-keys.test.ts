import { X509Certificate } from 'node:crypto'
import { createLocalJWKSet, createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import type { TestTenant } from '../../support/tenants.ts'
import { createTenant } from '../../support/tenants.ts'

interface Key {
  kid: string
  cert: string
  thumbprint: string
  current?: boolean
  next?: boolean
  previous?: boolean
  revoked?: boolean
}

let server: TestServer
beforeAll(async () => {
  const people = legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }])
  server = await startTestServer(createFakeRuntime(people), {}, afterAll)
})

let tenants = 0
const newTenant = (): Promise<TestTenant> => createTenant(server, `keys-${++tenants}`)

const keysOf = async (tenant: TestTenant): Promise<Key[]> =>
  (await tenant.api('GET', 'keys/signing')).body as Key[]

const published = async (tenant: TestTenant): Promise<{ kid: string; x5t: string; x5c: string[] }[]> =>
  ((await tenant.call('/.well-known/jwks.json')).body as { keys: never[] }).keys

const rotate = async (tenant: TestTenant): Promise<Key> => {
  const answer = await tenant.api('POST', 'keys/signing/rotate')
  expect(answer.status, answer.text).toBe(201)
  return answer.body as Key
}

const newToken = async (tenant: TestTenant): Promise<string> => {
  const audience = `${tenant.public_url}/api/v2/`
  const answer = await tenant.token({ grant_type: 'client_credentials', ...tenant.admin, audience })
  return (answer.body as { access_token: string }).access_token
}

const useToken = (tenant: TestTenant, token: string): Promise<Answer> =>
  tenant.call('/api/v2/keys/signing', { headers: { authorization: `Bearer ${token}` } })

const kidOf = (token: string): string | undefined => decodeProtectedHeader(token).kid

const states = (keys: readonly Key[]): string[] =>
  keys.map(({ current, next, previous }) =>
    current ? 'current' : next ? 'next' : previous ? 'previous' : 'revoked',
  )

describe('signing keys', () => {
  test('the list has the current key and the next one, with certificates, and both are published', async () => {
    const tenant = await newTenant()
    const keys = await keysOf(tenant)
    expect(states(keys)).toEqual(['current', 'next'])
    const [current, next] = keys
    expect(current).toMatchObject({ current_since: expect.stringMatching(/^\d{4}-.*Z$/) })
    expect(next).not.toHaveProperty('current_since')
    const { fingerprint } = new X509Certificate(current?.cert ?? '')
    expect(current).toMatchObject({ fingerprint, thumbprint: fingerprint.replaceAll(':', '') })
    const set = await published(tenant)
    expect(set.map(({ kid }) => kid)).toEqual([current?.kid, next?.kid])
    expect(
      Buffer.from(set[0]?.x5t ?? '', 'base64url')
        .toString('hex')
        .toUpperCase(),
    ).toBe(current?.thumbprint)
    expect(new X509Certificate(Buffer.from(set[0]?.x5c[0] ?? '', 'base64')).fingerprint).toBe(fingerprint)
    expect(JSON.stringify(keys)).not.toContain('PRIVATE')
    expect(Object.keys(set[0] ?? {}).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use', 'x5c', 'x5t'])
  })

  test('one key is read by its ID; an unknown ID is 404', async () => {
    const tenant = await newTenant()
    const [current] = await keysOf(tenant)
    expect((await tenant.api('GET', `keys/signing/${current?.kid}`)).body).toEqual(current)
    expect(await tenant.api('GET', 'keys/signing/unknown')).toMatchObject({
      status: 404,
      body: { errorCode: 'inexistent_signing_key' },
    })
  })

  test('who fetched the published keys before a rotation verifies the tokens made after it', async () => {
    const tenant = await newTenant()
    const before = await published(tenant)
    const [, next] = await keysOf(tenant)
    const { kid, cert } = await rotate(tenant)
    expect({ kid, cert }).toEqual({ kid: next?.kid, cert: next?.cert })
    const token = await newToken(tenant)
    expect(kidOf(token)).toBe(kid)
    expect(before.map((key) => key.kid)).toContain(kid)
    const keys = createLocalJWKSet({ keys: before as never })
    expect((await jwtVerify(token, keys)).payload.iss).toBe(`${tenant.public_url}/`)
    expect((await useToken(tenant, token)).status).toBe(200)
  })

  test('tokens of the key before a rotation work until that key is revoked, and never again', async () => {
    const tenant = await newTenant()
    const old = await newToken(tenant)
    await rotate(tenant)
    const fresh = await newToken(tenant)
    expect((await useToken(tenant, old)).status).toBe(200)
    const [current, , previous] = await keysOf(tenant)
    expect(states(await keysOf(tenant))).toEqual(['current', 'next', 'previous'])
    expect([kidOf(fresh), kidOf(old)]).toEqual([current?.kid, previous?.kid])

    const path = `/api/v2/keys/signing/${previous?.kid}/revoke`
    const headers = { authorization: `Bearer ${fresh}` }
    const revoked = await tenant.call(path, { method: 'PUT', headers })
    expect(revoked).toMatchObject({ status: 200, body: { kid: previous?.kid, cert: previous?.cert } })
    expect((await useToken(tenant, old)).status).toBe(401)
    const list = (await useToken(tenant, fresh)).body as Key[]
    expect(states(list)).toEqual(['current', 'next', 'revoked'])
    expect(list[2]).toMatchObject({ revoked: true, revoked_at: expect.any(String) })
    expect((await published(tenant)).map(({ kid }) => kid)).not.toContain(previous?.kid)
    expect((await tenant.call(path, { method: 'PUT', headers })).body).toEqual(revoked.body)
  })

  test('a person’s tokens end with their key, too', async () => {
    const tenant = await newTenant()
    await tenant.connection('legacy')
    const login = await tenant.login('legacy', 'ann@example.com', 'old-secret')
    const { access_token, refresh_token } = login.body as { access_token: string; refresh_token: string }
    const ask = () => tenant.call('/userinfo', { headers: { authorization: `Bearer ${access_token}` } })
    await rotate(tenant)
    expect((await ask()).status).toBe(200)
    const authorization = `Bearer ${await newToken(tenant)}`
    const revoke = `/api/v2/keys/signing/${kidOf(access_token)}/revoke`
    expect((await tenant.call(revoke, { method: 'PUT', headers: { authorization } })).status).toBe(200)
    expect((await ask()).status).toBe(401)
    // Refresh tokens are no JWTs.
    const refreshed = await tenant.token({ grant_type: 'refresh_token', refresh_token, ...tenant.admin })
    expect(refreshed.status, refreshed.text).toBe(200)
  })

  test('the current key and the next one cannot be revoked, in words that say what to do', async () => {
    const tenant = await newTenant()
    const [current, next] = await keysOf(tenant)
    expect(await tenant.api('PUT', `keys/signing/${current?.kid}/revoke`)).toMatchObject({
      status: 409,
      body: { errorCode: 'signing_key_in_use', message: expect.stringContaining('Rotate the keys first') },
    })
    expect(await tenant.api('PUT', `keys/signing/${next?.kid}/revoke`)).toMatchObject({
      status: 409,
      body: { errorCode: 'signing_key_in_use', message: expect.stringContaining('next key') },
    })
    expect((await tenant.api('PUT', 'keys/signing/unknown/revoke')).status).toBe(404)
    expect(await keysOf(tenant)).toEqual([current, next])
  })

  test('rotations at once leave a current key, a next one, and no token that is refused', async () => {
    const tenant = await newTenant()
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => tenant.api('POST', 'keys/signing/rotate')),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(201))
    const keys = await keysOf(tenant)
    expect(states(keys).slice(0, 3)).toEqual(['current', 'next', 'previous'])
    expect(answers.map(({ body }) => (body as Key).kid)).toContain(keys[0]?.kid)
    expect((await useToken(tenant, await newToken(tenant))).status).toBe(200)
  })

  test('an eleventh key that verifies is refused: a previous one must be revoked first', async () => {
    const tenant = await newTenant()
    for (let n = 0; n < 8; n++) await rotate(tenant)
    expect(await tenant.api('POST', 'keys/signing/rotate')).toMatchObject({
      status: 409,
      body: { errorCode: 'too_many_signing_keys' },
    })
    const keys = await keysOf(tenant)
    // The oldest one has signed the token of this test.
    expect((await tenant.api('PUT', `keys/signing/${keys[2]?.kid}/revoke`)).status).toBe(200)
    await rotate(tenant)
  })

  test('each change is in the log, and keys of one tenant say nothing about another', async () => {
    const tenant = await newTenant()
    const other = await newTenant()
    const before = await keysOf(other)
    await rotate(tenant)
    await expect
      .poll(async () => (await tenant.api('GET', 'logs?q=type:sapi')).text)
      .toContain('Rotate the signing keys')
    expect(await keysOf(other)).toEqual(before)
  })
})

test('the keys that are published verify a person’s ID token with a common library', async () => {
  await server.connection('people')
  const login = await server.login('people', 'ann@example.com', 'old-secret', { scope: 'openid' })
  const { id_token } = login.body as { id_token: string }
  const keys = createRemoteJWKSet(new URL(`${server.url}/.well-known/jwks.json`))
  await server.api('POST', 'keys/signing/rotate')
  expect((await jwtVerify(id_token, keys)).payload.sub).toBe('auth0|7')
})
