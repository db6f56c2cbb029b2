import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import { askStore } from '../../support/test-store.ts'

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const PAIR = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const OTHER_PAIR = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const pemOf = ({ publicKey }: typeof PAIR): string =>
  publicKey.export({ type: 'spki', format: 'pem' }).toString()

let server: TestServer
let issuer = ''
beforeAll(async () => {
  server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {},
    afterAll,
  )
  issuer = `${server.url}/`
})

async function program(): Promise<{ client_id: string; client_secret: string }> {
  const made = await server.api('POST', 'clients', { name: 'Robot', app_type: 'non_interactive' })
  const client = made.body as { client_id: string; client_secret: string }
  const audience = `${issuer}api/v2/`
  await server.api('POST', 'client-grants', { client_id: client.client_id, audience, scope: ['read:users'] })
  return client
}

const add = (client_id: string, more: object = {}): Promise<Answer> =>
  server.api('POST', `clients/${client_id}/credentials`, {
    credential_type: 'public_key',
    name: 'First',
    pem: pemOf(PAIR),
    ...more,
  })

/** A client that signs with the key. */
async function signer(more: object = {}) {
  const client = await program()
  const { client_id } = client
  const { id, kid } = (await add(client_id, more)).body as { id: string; kid: string }
  const set = { client_authentication_methods: { private_key_jwt: { credentials: [{ id }] } } }
  const changed = await server.api('PATCH', `clients/${client_id}`, {
    token_endpoint_auth_method: null,
    ...set,
  })
  expect(changed.status, changed.text).toBe(200)
  return { ...client, id, kid, changed }
}

interface Signed {
  alg?: string
  kid?: string
  key?: typeof PAIR.privateKey
  claims?: { [name: string]: unknown }
}

function assertionOf(
  client_id: string,
  { alg = 'RS256', kid, key = PAIR.privateKey, claims = {} }: Signed = {},
) {
  const now = Math.floor(Date.now() / 1_000)
  return new SignJWT({
    iss: client_id,
    sub: client_id,
    aud: issuer,
    iat: now,
    exp: now + 60,
    jti: randomUUID(),
    ...claims,
  })
    .setProtectedHeader({ alg, ...(kid === undefined ? {} : { kid }) })
    .sign(key)
}

const present = (client_assertion: string, more: object = {}): Promise<Answer> =>
  server.token({
    grant_type: 'client_credentials',
    audience: `${issuer}api/v2/`,
    client_assertion,
    client_assertion_type: ASSERTION_TYPE,
    ...more,
  })

describe('private_key_jwt', () => {
  test('openid-client proves a client by its key', async () => {
    const { client_id } = await signer()
    const key = await crypto.subtle.importKey(
      'pkcs8',
      PAIR.privateKey.export({ type: 'pkcs8', format: 'der' }),
      { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
      false,
      ['sign'],
    )
    const config = await oidc.discovery(new URL(issuer), client_id, undefined, oidc.PrivateKeyJwt(key), {
      execute: [oidc.allowInsecureRequests],
    })
    expect(config.serverMetadata().token_endpoint_auth_methods_supported).toContain('private_key_jwt')
    const tokens = await oidc.clientCredentialsGrant(config, { audience: `${issuer}api/v2/` })
    expect(tokens.scope).toBe('read:users')
  })

  test.each(['RS256', 'RS384', 'PS256'])('%s counts for a key of that algorithm alone', async (alg) => {
    const { client_id, kid } = await signer({ alg })
    expect((await present(await assertionOf(client_id, { alg, kid }))).status).toBe(200)
    const another = alg === 'RS384' ? 'RS256' : 'RS384'
    expect((await present(await assertionOf(client_id, { alg: another, kid }))).status).toBe(401)
  })

  test('T7: an assertion works once, also when it comes several times at once', async () => {
    const { client_id } = await signer()
    const assertion = await assertionOf(client_id)
    const statuses = (await Promise.all([1, 2, 3].map(() => present(assertion)))).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([200, 401, 401])
    expect((await present(assertion)).text).toContain('used before')
  })

  const now = (): number => Math.floor(Date.now() / 1_000)
  test.each<[string, Signed, RegExp]>([
    ['another key', { key: OTHER_PAIR.privateKey }, /not signed by a key/],
    ['a kid that the client does not have', { kid: 'another-key' }, /not signed by a key/],
    ['the address of the token endpoint as aud', { claims: { aud: 'TOKEN' } }, /aud/],
    ['a second aud', { claims: { aud: ['ISSUER', 'https://evil.example/'] } }, /aud/],
    ['an end after more than five minutes', { claims: { exp: now() + 600 } }, /within five minutes/],
    ['an end in the past', { claims: { exp: now() - 60 } }, /has expired/],
    ['no end', { claims: { exp: undefined } }, /exp/],
    ['no jti', { claims: { jti: undefined } }, /jti/],
    ['a jti without characters', { claims: { jti: '' } }, /jti/],
    ['another subject', { claims: { sub: 'somebody' } }, /not signed by a key/],
    ['another issuer', { claims: { iss: 'somebody' } }, /not signed by a key/],
  ])('%s is refused, and nothing is stored', async (_, { claims = {}, ...signed }, text) => {
    const { client_id } = await signer()
    const filled = Object.fromEntries(
      Object.entries(claims).map(([name, value]) => [
        name,
        JSON.parse(
          JSON.stringify(value ?? null)
            .replace('TOKEN', `${issuer}oauth/token`)
            .replace('ISSUER', issuer),
        ) ?? undefined,
      ]),
    )
    const [before] = await askStore(server.data_dir, 'select count(*) as n from one_time')
    const answer = await present(await assertionOf(client_id, { ...signed, claims: filled }), { client_id })
    expect([answer.status, answer.text]).toEqual([401, expect.stringMatching(text)])
    expect(await askStore(server.data_dir, 'select count(*) as n from one_time')).toEqual([before])
  })

  test('neither the old secret nor a secret beside the assertion is accepted', async () => {
    const { client_id, client_secret, changed } = await signer()
    expect(changed.body).not.toHaveProperty('token_endpoint_auth_method')
    expect(changed.body).not.toHaveProperty('client_secret')
    const plain = { grant_type: 'client_credentials', audience: `${issuer}api/v2/`, client_id, client_secret }
    expect((await server.token(plain)).status).toBe(401)
    expect((await server.token({ ...plain, client_secret: '' })).status).toBe(401)
    expect((await present(await assertionOf(client_id), { client_secret })).status).toBe(400)
    expect((await server.api('POST', `clients/${client_id}/rotate-secret`, {})).status).toBe(400)
    expect((await present(await assertionOf(client_id), { client_assertion_type: 'other' })).status).toBe(400)
  })

  test('a client without keys, an unknown one, and garbage get the same answer', async () => {
    const { client_id } = await program()
    const answers = await Promise.all([
      present(await assertionOf(client_id)),
      present(await assertionOf('nobody')),
      present('a.b.c'),
    ])
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(401)
  })

  test('a key counts until its end, and only while the client names it', async () => {
    const { client_id, id } = await signer({ expires_at: new Date(Date.now() + 60_000).toISOString() })
    expect((await present(await assertionOf(client_id))).status).toBe(200)
    await askStore(
      server.data_dir,
      'update client_credentials set expires_at = 1 where credential_id = $1',
      id,
    )
    expect((await present(await assertionOf(client_id))).status).toBe(401)
    expect(
      (await server.api('PATCH', `clients/${client_id}/credentials/${id}`, { expires_at: null })).status,
    ).toBe(200)
    expect((await present(await assertionOf(client_id))).status).toBe(200)
    const added = await add(client_id, { pem: pemOf(OTHER_PAIR) })
    expect(added.status).toBe(201)
    expect((await present(await assertionOf(client_id, { key: OTHER_PAIR.privateKey }))).status).toBe(401)
  })

  test('a client that goes back to a secret gets a new one, and its keys no longer count', async () => {
    const { client_id, client_secret: old } = await signer()
    const { status, body } = await server.api('PATCH', `clients/${client_id}`, {
      token_endpoint_auth_method: 'client_secret_post',
    })
    expect(status).toBe(200)
    expect(body).not.toHaveProperty('client_authentication_methods')
    const { client_secret } = body as { client_secret: string }
    const request = { grant_type: 'client_credentials', audience: `${issuer}api/v2/`, client_id }
    expect((await server.token({ ...request, client_secret })).status).toBe(200)
    expect((await server.token({ ...request, client_secret: old })).status).toBe(401)
    expect((await present(await assertionOf(client_id))).status).toBe(401)
  })
})

describe('credentials of a client', () => {
  test('are added, listed, changed and deleted', async () => {
    const { client_id } = await program()
    const made = await add(client_id, { kid: 'my-own-kid-1', alg: 'PS256' })
    expect([made.status, made.body]).toEqual([
      201,
      {
        id: expect.stringMatching(/^cred_\w{16}$/),
        name: 'First',
        kid: 'my-own-kid-1',
        alg: 'PS256',
        credential_type: 'public_key',
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    ])
    const path = `clients/${client_id}/credentials`
    const { id } = made.body as { id: string }
    expect((await server.api('GET', path)).body).toEqual([made.body])
    expect((await server.api('GET', `${path}/${id}`)).body).toEqual(made.body)
    const expires_at = '2999-01-01T00:00:00.000Z'
    expect((await server.api('PATCH', `${path}/${id}`, { expires_at })).body).toMatchObject({ expires_at })
    expect((await server.api('DELETE', `${path}/${id}`)).status).toBe(204)
    expect((await server.api('GET', `${path}/${id}`)).status).toBe(404)
    expect((await server.api('DELETE', `${path}/${id}`)).status).toBe(404)
    expect((await server.api('GET', 'clients/none/credentials')).status).toBe(404)
  })

  test.each<[string, object, RegExp]>([
    [
      'a private key',
      { pem: PAIR.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
      /private key/,
    ],
    ['a text', { pem: 'hello' }, /not a public key/],
    ['a short key', { pem: pemOf(generateKeyPairSync('rsa', { modulusLength: 1_024 })) }, /RSA key of 2048/],
    [
      'another kind of key',
      {
        pem: generateKeyPairSync('ec', { namedCurve: 'P-256' })
          .publicKey.export({ type: 'spki', format: 'pem' })
          .toString(),
      },
      /RSA/,
    ],
    ['another algorithm', { alg: 'HS256' }, /alg/],
    ['a JWK', { jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } }, /Send the key as pem/],
    ['another type', { credential_type: 'x509_cert' }, /credential_type/],
    ['an end in the past', { expires_at: '2020-01-01T00:00:00Z' }, /future/],
    ['a key whose end is to be read from a certificate', { parse_expiry_from_cert: true }, /certificate/],
    ['a kid that is too short', { kid: 'a' }, /kid/],
  ])('%s is refused', async (_, more, text) => {
    const { client_id } = await program()
    const { status, text: said } = await add(client_id, more)
    expect([status, said]).toEqual([400, expect.stringMatching(text)])
  })

  test('the same key twice is a conflict, and a key in use cannot be deleted', async () => {
    const { client_id, id } = await signer()
    expect((await add(client_id)).status).toBe(409)
    expect((await server.api('DELETE', `clients/${client_id}/credentials/${id}`)).status).toBe(409)
  })

  test('a client names only keys that it has, and not beside another method', async () => {
    const { client_id } = await program()
    const { id } = await signer()
    const foreign = { client_authentication_methods: { private_key_jwt: { credentials: [{ id }] } } }
    expect((await server.api('PATCH', `clients/${client_id}`, foreign)).status).toBe(400)
    const own = (await add(client_id)).body as { id: string }
    const both = {
      client_authentication_methods: { private_key_jwt: { credentials: [{ id: own.id }] } },
      token_endpoint_auth_method: 'client_secret_basic',
    }
    expect((await server.api('PATCH', `clients/${client_id}`, both)).status).toBe(400)
    expect((await server.api('POST', 'clients', { name: 'x', ...foreign })).status).toBe(400)
  })
})
