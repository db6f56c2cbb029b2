import { describe, expect, test } from 'vitest'
import { createOpenStreams } from '../../../server/api/http/open-streams.ts'
import * as clientGrants from '../../../server/store/operations/client-grants.ts'
import * as clients from '../../../server/store/operations/clients.ts'
import { WRITES } from '../../../server/store/operations/index.ts'
import * as memberLinks from '../../../server/store/operations/member-links.ts'
import * as members from '../../../server/store/operations/members.ts'
import * as signingKeys from '../../../server/store/operations/signing-keys.ts'
import * as tenantSettings from '../../../server/store/operations/tenant-settings.ts'
import * as tenants from '../../../server/store/operations/tenants.ts'
import { TAKING_WRITES } from '../../../server/tenancy/access-changes.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { createMachine } from '../../support/machines.ts'
import type { SignedIn } from '../../support/members.ts'
import { signedIn, signIn, withOwner } from '../../support/members.ts'
import { openStream } from '../../support/open-stream.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import { createTenant } from '../../support/tenants.ts'

const PASSWORD = 'the weather of seven mondays'
/** A change is noticed at once; the rest allows for a busy machine. */
const WITHIN_MS = 1_000

const start = (): Promise<TestServer> => startTestServer(createFakeRuntime(() => ({ kind: 'none' })))

interface Followed {
  server: TestServer
  owner: SignedIn
  editor: SignedIn
  editor_id: string
}

async function withEditor(): Promise<Followed> {
  const server = await start()
  const owner = await withOwner(server)
  const person = { email: 'ed@example.com', password: PASSWORD }
  const made = await owner.ask('POST', 'members', { ...person, role: 'editor' })
  const { member_id } = made.body as { member_id: string }
  return { server, owner, editor: signedIn(server, await signIn(server, person)), editor_id: member_id }
}

describe('a stream of the log ends at once', () => {
  test.each<[string, (followed: Followed) => Promise<unknown>, number]>([
    [
      'when its member is removed',
      ({ owner, editor_id }) => owner.ask('DELETE', `members/${editor_id}`),
      401,
    ],
    [
      'when its member gets another password',
      ({ owner, editor_id }) => owner.ask('PATCH', `members/${editor_id}`, { password: `${PASSWORD} 2` }),
      401,
    ],
    ['when its session is signed out', ({ editor }) => editor.ask('DELETE', 'session'), 401],
    [
      'when its member changes the own password elsewhere',
      async ({ server }) => {
        const other = signedIn(server, await signIn(server, { email: 'ed@example.com', password: PASSWORD }))
        await other.ask('POST', 'session/password', {
          current_password: PASSWORD,
          new_password: `${PASSWORD} 2`,
        })
      },
      401,
    ],
  ])('%s', async (_, lose, status) => {
    const followed = await withEditor()
    const { server, owner, editor } = followed
    const [theirs, ours] = [editor, owner].map(({ cookie }) => openStream(server.url, { cookie }))
    const stream = await theirs
    expect([stream?.status, (await ours)?.status]).toEqual([200, 200])
    const began = performance.now()
    await lose(followed)
    expect(((await stream?.ended) ?? 0) - began).toBeLessThan(WITHIN_MS)
    expect((await openStream(server.url, { cookie: editor.cookie })).status).toBe(status)
    // The streams of others stay open.
    const end = (await ours)?.ended.then(() => 'ended')
    expect(await Promise.race([end, Promise.resolve('goes on')])).toBe('goes on')
  })

  test.each<
    [string, (server: TestServer, ids: { client_id: string; grant_id: string }) => Promise<unknown>, number]
  >([
    [
      'when its client is deleted',
      (server, { client_id }) => server.api('DELETE', `clients/${client_id}`),
      401,
    ],
    ['when its grant goes', (server, { grant_id }) => server.api('DELETE', `client-grants/${grant_id}`), 403],
    [
      'when its grant loses the scope',
      (server, { grant_id }) => server.api('PATCH', `client-grants/${grant_id}`, { scope: ['read:users'] }),
      403,
    ],
  ])('%s', async (_, lose, status) => {
    const server = await start()
    const machine = await createMachine(server, ['read:logs', 'read:users'])
    const headers = { authorization: `Bearer ${machine.access_token}` }
    const stream = await openStream(server.url, headers)
    expect(stream.status).toBe(200)
    const began = performance.now()
    await lose(server, machine)
    expect((await stream.ended) - began).toBeLessThan(WITHIN_MS)
    expect((await openStream(server.url, headers)).status).toBe(status)
  })

  test('when the key that signed its token is revoked', async () => {
    const server = await start()
    const machine = await createMachine(server, ['read:logs', 'update:signing_keys'])
    const headers = { authorization: `Bearer ${machine.access_token}` }
    const stream = await openStream(server.url, headers)
    expect(stream.status).toBe(200)
    await server.api('POST', 'keys/signing/rotate')
    const [, , previous] = (await server.api('GET', 'keys/signing')).body as { kid: string }[]
    const began = performance.now()
    // By the token that the key has signed: it is its last use.
    expect((await machine.api('PUT', `keys/signing/${previous?.kid}/revoke`)).status).toBe(200)
    expect((await stream.ended) - began).toBeLessThan(WITHIN_MS)
    expect((await openStream(server.url, headers)).status).toBe(401)
  })

  test('when its tenant is deleted', async () => {
    const server = await start()
    const acme = await createTenant(server, 'acme')
    const stream = await openStream(server.url, {
      authorization: `Bearer ${acme.access_token}`,
      host: new URL(acme.public_url).host,
    })
    expect(stream.status).toBe(200)
    const began = performance.now()
    await server.api('DELETE', 'operator/tenants/acme')
    expect((await stream.ended) - began).toBeLessThan(WITHIN_MS)
  })

  test('when its token or session expires', async () => {
    const streams = createOpenStreams()
    const place = streams.enter({
      tenant_id: 't',
      caller: 'c',
      until: Date.now() + 20,
      isStillAllowed: async () => true,
    })
    expect(place.ended.aborted).toBe(false)
    await expect.poll(() => place.ended.aborted).toBe(true)
  })
})

test('every store operation on members, sessions, clients, grants, signing keys or tenants says whether it may withdraw access', () => {
  const harmless = [
    'ensureTenant',
    'createTenant',
    'updateTenantSettings',
    'createMember',
    'claimSetupLink',
    'setSetupLink',
    'touchSession',
    'createClient',
    'registerClient',
    'createMemberLink',
    'renewInvitation',
    'deleteInvitation',
    'createAdminClient',
    'createClientGrant',
    'addSigningKey',
    'rotateSigningKeys',
  ]
  const about = Object.values({
    ...members,
    ...memberLinks,
    ...clients,
    ...clientGrants,
    ...signingKeys,
    ...tenants,
    ...tenantSettings,
  })
  const writes = Object.entries(WRITES).filter(([, operation]) => about.some((one) => one === operation))
  expect(writes.map(([name]) => name).toSorted()).toEqual([...TAKING_WRITES, ...harmless].toSorted())
})

describe('places for streams', () => {
  const holder = (caller: string, tenant_id = 't') => ({
    tenant_id,
    caller,
    until: Date.now() + 60_000,
    isStillAllowed: async () => true,
  })

  test('one member can have ten streams, is told so, and keeps nobody else out', async () => {
    const { server, owner, editor } = await withEditor()
    const opened = await Promise.all(
      Array.from({ length: 40 }, () => openStream(server.url, { cookie: editor.cookie })),
    )
    expect(opened.filter(({ status }) => status === 200)).toHaveLength(10)
    expect(opened.find(({ status }) => status === 429)?.body).toMatchObject({
      errorCode: 'too_many_requests',
      message: 'You have 10 open streams: close one, or continue with one of those.',
    })
    expect((await openStream(server.url, { cookie: owner.cookie })).status).toBe(200)
    // A freed place can be used again.
    const first = opened.find(({ status }) => status === 200)
    first?.close()
    await expect.poll(async () => (await openStream(server.url, { cookie: editor.cookie })).status).toBe(200)
  })

  test('the last places of a tenant are kept for callers without a stream, and the last of the process for tenants without one', () => {
    const streams = createOpenStreams()
    const enter = (caller: string, tenant_id?: string) => {
      try {
        return streams.enter(holder(caller, tenant_id))
      } catch (error) {
        return (error as { status: number }).status
      }
    }
    for (let n = 0; n < 80; n++) expect(enter(`m${n % 8}`)).toBeTypeOf('object')
    expect(enter('m0')).toBe(429)
    for (let n = 0; n < 20; n++) expect(enter(`new ${n}`)).toBeTypeOf('object')
    expect(enter('late')).toBe(429)
    for (let n = 0; n < 700; n++) expect(enter(`m${n % 10}`, `t${n % 9}`), String(n)).toBeTypeOf('object')
    expect(enter('new', 't0')).toBe(503)
    for (let n = 0; n < 200; n++) expect(enter('m', `n${n}`), String(n)).toBeTypeOf('object')
    expect(enter('m', 'last')).toBe(503)
  })

  test('a burst of changes leads to one more check of the caller, not to one each', async () => {
    const streams = createOpenStreams()
    let asked = 0
    let may = true
    const gate = Promise.withResolvers<void>()
    const place = streams.enter({
      ...holder('c'),
      async isStillAllowed() {
        asked += 1
        await gate.promise
        return may
      },
    })
    for (let n = 0; n < 100; n++) streams.recheck('t')
    may = false
    gate.resolve()
    await expect.poll(() => place.ended.aborted).toBe(true)
    expect(asked).toBeLessThanOrEqual(2)
  })
})
