import { createHmac, KeyObject } from 'node:crypto'
import { exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import type { KeyRing } from '../../../server/tokens/keys.ts'
import type { Tokens } from '../../../server/tokens/tokens.ts'
import { createTokens } from '../../../server/tokens/tokens.ts'

const ISSUER = 'https://login.example.com/'
const AUDIENCE = `${ISSUER}api/v2/`
const now_s = () => Math.floor(Date.now() / 1000)
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('T3: bearer tokens of the Management API', () => {
  let ring: KeyRing
  let tokens: Tokens
  let spki: string

  beforeAll(async () => {
    const pair = await generateKeyPair('RS256', { extractable: true })
    spki = await exportSPKI(pair.publicKey)
    const public_jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' } as never
    ring = {
      kid: 'k1',
      privateKey: KeyObject.from(pair.privateKey),
      publicKeys: new Map([['k1', pair.publicKey]]),
      public_jwks: [public_jwk],
    }
    tokens = createTokens(ISSUER, async () => ring)
  })

  const good = () => ({
    iss: ISSUER,
    aud: AUDIENCE,
    azp: 'client',
    sub: 'client@clients',
    gty: 'client-credentials',
    scope: 'read:users',
    iat: now_s(),
    exp: now_s() + 100,
  })
  const sign = (claims: object, header: object = {}) =>
    new SignJWT(claims as never)
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'k1', ...header })
      .sign(ring.privateKey)

  test('a token issued by Ferry is accepted, with its client, its scopes and its expiry', async () => {
    const token = await tokens.clientAccessToken({
      client_id: 'c',
      audience: AUDIENCE,
      scopes: ['read:users'],
    })
    const caller = { scopes: ['read:users'], expires_at: expect.any(Number) }
    expect(await tokens.verifyManagement(token)).toEqual({ client_id: 'c', ...caller })
    expect(await tokens.verifyManagement(await sign(good()))).toEqual({ client_id: 'client', ...caller })
  })

  test('every access token has the claims of RFC 9068, and the client sets the lifetime of its ID tokens', async () => {
    const read = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    const person = { client_id: 'c', user_id: 'auth0|1', scopes: ['openid'], audience: undefined }
    for (const token of [
      await tokens.clientAccessToken({ client_id: 'c', audience: AUDIENCE, scopes: [] }),
      await tokens.userAccessToken({ ...person, grant: 'password' }),
      await tokens.userAccessToken({
        ...person,
        audience: 'https://api.example.com',
        grant: 'refresh_token',
      }),
    ]) {
      const [header = ''] = token.split('.')
      expect(JSON.parse(Buffer.from(header, 'base64url').toString()).typ).toBe('at+jwt')
      const claims = read(token)
      for (const name of ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti']) {
        expect(claims, name).toHaveProperty(name)
      }
      expect(claims).toMatchObject({ client_id: 'c', azp: 'c' })
    }
    const user = { user_id: 'auth0|1', profile: {}, updated_at: 0 } as never
    const short = read(await tokens.idToken({ client_id: 'c', user, scopes: ['openid'], life_s: 60 }))
    expect(short.exp - short.iat).toBe(60)
    const usual = read(await tokens.idToken({ client_id: 'c', user, scopes: ['openid'] }))
    expect(usual.exp - usual.iat).toBe(36_000)
  })

  test('clocks may differ by 60 seconds', async () => {
    const late = await sign({ ...good(), exp: now_s() - 30, nbf: now_s() + 30 })
    expect(await tokens.verifyManagement(late)).toMatchObject({
      client_id: 'client',
      expires_at: (now_s() + 30) * 1_000,
    })
  })

  const forged: [string, () => Promise<string> | string][] = [
    ['no token', () => ''],
    ['garbage', () => 'abc'],
    ['two parts', () => 'a.b'],
    ['alg none', () => `${part({ alg: 'none', typ: 'at+jwt', kid: 'k1' })}.${part(good())}.`],
    ['alg None', () => `${part({ alg: 'None', typ: 'at+jwt', kid: 'k1' })}.${part(good())}.`],
    [
      'HS256 with the public key as secret',
      () => {
        const text = `${part({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })}.${part(good())}`
        return `${text}.${createHmac('sha256', spki).update(text).digest('base64url')}`
      },
    ],
    [
      'an embedded key',
      async () => {
        const own = await generateKeyPair('RS256', { extractable: true })
        return new SignJWT(good() as never)
          .setProtectedHeader({
            alg: 'RS256',
            typ: 'at+jwt',
            kid: 'k1',
            jwk: (await exportJWK(own.publicKey)) as never,
          })
          .sign(own.privateKey)
      },
    ],
    [
      'another key under our kid',
      async () =>
        new SignJWT(good() as never)
          .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'k1' })
          .sign((await generateKeyPair('RS256')).privateKey),
    ],
    [
      'PS256 with our own key',
      async () => {
        const jwk = await exportJWK(ring.privateKey)
        return new SignJWT(good() as never)
          .setProtectedHeader({ alg: 'PS256', typ: 'at+jwt', kid: 'k1' })
          .sign(await importJWK(jwk, 'PS256'))
      },
    ],
    ['an unknown kid', () => sign(good(), { kid: 'k2' })],
    ['no kid', () => sign(good(), { kid: undefined })],
    ['typ JWT, as ID tokens have', () => sign(good(), { typ: 'JWT' })],
    ['no typ', () => sign(good(), { typ: undefined })],
    [
      'an unknown critical header',
      () =>
        sign(good(), { typ: 'at+jwt' }).then((t) =>
          t.replace(/^[^.]+/, part({ alg: 'RS256', typ: 'at+jwt', kid: 'k1', crit: ['x'], x: 1 })),
        ),
    ],
    ['another issuer', () => sign({ ...good(), iss: 'https://evil.example.com/' })],
    ['the issuer without its slash', () => sign({ ...good(), iss: ISSUER.slice(0, -1) })],
    ['no issuer', () => sign({ ...good(), iss: undefined })],
    ['another audience', () => sign({ ...good(), aud: 'https://api.example.com' })],
    ['no audience', () => sign({ ...good(), aud: undefined })],
    ['expired', () => sign({ ...good(), exp: now_s() - 61 })],
    ['no expiry', () => sign({ ...good(), exp: undefined })],
    ['expiry that is text', () => sign({ ...good(), exp: '9999999999' })],
    ['not yet valid', () => sign({ ...good(), nbf: now_s() + 120 })],
    ['made for a person', () => sign({ ...good(), gty: 'password' })],
    ['no grant type', () => sign({ ...good(), gty: undefined })],
    ['no client', () => sign({ ...good(), azp: undefined })],
    ['scopes that are a list', () => sign({ ...good(), scope: ['read:users'] })],
    [
      'a changed payload',
      async () => (await sign(good())).replace(/\.[^.]+\./, `.${part({ ...good(), scope: 'x' })}.`),
    ],
    [
      'a token of ours for a person',
      () =>
        tokens.userAccessToken({
          client_id: 'c',
          user_id: 'auth0|1',
          audience: AUDIENCE,
          scopes: [],
          grant: 'password',
        }),
    ],
  ]
  test.each(forged)('%s is refused', async (_, make) => {
    await expect(tokens.verifyManagement(await make())).rejects.toMatchObject({
      code: 'invalid_token',
      status: 401,
    })
  })

  const own = () => ({ ...good(), aud: [AUDIENCE, `${ISSUER}userinfo`], sub: 'auth0|1', gty: undefined })
  const notOwn: [string, () => Promise<string>][] = [
    ['a program’s token', () => sign(good())],
    ['a token of a refresh', () => sign({ ...own(), gty: 'refresh_token' })],
    ['the Management API of another host', () => sign({ ...own(), aud: 'https://evil.example.com/api/v2/' })],
    ['userinfo alone', () => sign({ ...own(), aud: `${ISSUER}userinfo` })],
    ['another issuer', () => sign({ ...own(), iss: 'https://evil.example.com/' })],
    ['typ JWT, as ID tokens have', () => sign(own(), { typ: 'JWT' })],
    ['nobody', () => sign({ ...own(), sub: undefined })],
    ['no client', () => sign({ ...own(), azp: undefined })],
    ['expired', () => sign({ ...own(), exp: now_s() - 61 })],
  ]
  test.each(notOwn)('as a person’s own token, %s is refused', async (_, make) => {
    await expect(tokens.verifyOwnManagement(await make())).rejects.toMatchObject({
      code: 'invalid_token',
      status: 401,
    })
  })

  test('a person’s own token names the person and the client', async () => {
    expect(await tokens.verifyOwnManagement(await sign(own()))).toMatchObject({
      user_id: 'auth0|1',
      scopes: ['read:users'],
    })
    expect(await tokens.verifyOwnManagement(await sign({ ...own(), gty: 'password' }))).toMatchObject({
      user_id: 'auth0|1',
    })
  })

  const person = () => ({ ...good(), aud: [`${ISSUER}userinfo`], sub: 'auth0|1', gty: 'password' })

  test('a person’s token gives access to userinfo, with its scopes', async () => {
    const granted = { client_id: 'c', user_id: 'auth0|1', audience: undefined, scopes: ['openid', 'email'] }
    for (const grant of ['password', 'refresh_token'] as const) {
      const token = await tokens.userAccessToken({ ...granted, grant })
      expect(await tokens.verifyPerson(token)).toEqual({
        user_id: 'auth0|1',
        client_id: 'c',
        scopes: ['openid', 'email'],
      })
    }
    expect(await tokens.verifyPerson(await sign(person()))).toMatchObject({ user_id: 'auth0|1' })
  })

  // The forged tokens above also have the wrong audience; in these, everything else is right.
  test.each<[string, () => Promise<string> | string]>([
    ...forged,
    ['a good token of the Management API', () => sign(good())],
    ['the audience of userinfo, made for a client', () => sign({ ...person(), gty: 'client-credentials' })],
    ['another issuer’s userinfo', () => sign({ ...person(), aud: 'https://evil.example.com/userinfo' })],
    ['another audience alone', () => sign({ ...person(), aud: 'https://api.example.com' })],
    ['an issuer of its own', () => sign({ ...person(), iss: 'https://evil.example.com/' })],
    ['the type of an ID token', () => sign(person(), { typ: 'JWT' })],
    ['another type', () => sign({ ...person(), client_id: 'client' }, { typ: 'logout+jwt' })],
    ['no subject', () => sign({ ...person(), sub: undefined })],
    ['expired', () => sign({ ...person(), exp: now_s() - 61 })],
    ['an unknown kid', () => sign(person(), { kid: 'k2' })],
    ['alg none', () => `${part({ alg: 'none', typ: 'at+jwt', kid: 'k1' })}.${part(person())}.`],
    [
      'HS256 with the public key as secret',
      () => {
        const text = `${part({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })}.${part(person())}`
        return `${text}.${createHmac('sha256', spki).update(text).digest('base64url')}`
      },
    ],
    [
      'the address of a key of its own',
      async () => {
        const own = await generateKeyPair('RS256', { extractable: true })
        return new SignJWT(person() as never)
          .setProtectedHeader({
            alg: 'RS256',
            typ: 'at+jwt',
            kid: 'k1',
            jku: 'https://evil.example.com/jwks.json',
            x5u: 'https://evil.example.com/cert.pem',
          })
          .sign(own.privateKey)
      },
    ],
    [
      'an ID token of ours',
      () =>
        tokens.idToken({ client_id: 'c', user: { user_id: 'auth0|1', profile: {} } as never, scopes: [] }),
    ],
  ])('%s gives no access to userinfo', async (_, make) => {
    await expect(tokens.verifyPerson(await make())).rejects.toMatchObject({
      code: 'invalid_token',
      status: 401,
    })
  })
})
