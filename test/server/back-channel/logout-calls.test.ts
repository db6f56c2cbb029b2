import { expect, onTestFinished, test } from 'vitest'
import { createLogoutCalls } from '../../../server/back-channel/logout-calls.ts'
import type { PostForm } from '../../../server/back-channel/post-form.ts'
import { createSecrets } from '../../../server/secrets/index.ts'
import type { Store } from '../../../server/store/contract.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import type { TenantContext } from '../../../server/tenancy/tenants.ts'
import type { NewEvent } from '../../../server/tenant-log/event-hub.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'
import { signInRoom } from '../store/contract/sign-ins.ts'

/** A store with a person who is signed in, and a delivery whose time the test moves. */
async function room(postForm: PostForm) {
  let time = Date.now()
  const secrets = createSecrets({ master: 'a master key of a test, long enough' })
  const store: Store = await createSqliteStore({ data_dir: temporaryFolder(), secrets, now: () => time })
  onTestFinished(() => store.close())
  const { tenant_id, signIn } = await signInRoom(store)
  const settings = { oidc_logout: { backchannel_logout_urls: ['https://app.example/out'] } }
  await store.updateClient(tenant_id, 'app', { settings })
  const events: NewEvent[] = []
  const note = (): void => undefined
  const contextAt = (issuer: string, owner = tenant_id): TenantContext => {
    const logoutToken = async ({ sid }: { sid: string }): Promise<string> =>
      `token of ${sid}${issuer === 'own' ? '' : ` by ${issuer}`}`
    return { tenant: { tenant_id: owner }, tokens: { logoutToken } } as unknown as TenantContext
  }
  const waits = new Set<() => void>()
  const open = () => {
    const calls = createLogoutCalls(
      {
        store,
        tenants: {
          named: async () => contextAt('own'),
          forHost: async (host = '') =>
            host === 'login.shop.example' ? contextAt(host) : contextAt(host, 'another'),
        },
        events: { of: () => ({ record: (event) => void events.push(event) }) },
        postForm,
        log: { info: note, warn: note, error: note },
      },
      {
        now: () => time,
        later(work) {
          waits.add(work)
          return () => void waits.delete(work)
        },
      },
    )
    onTestFinished(() => calls.close(0))
    return calls
  }
  const end = async (secret: string, domain?: string): Promise<void> => {
    await signIn(secret, { domain })
    await store.endPersonSessions(tenant_id, { secret_sha256: secret }, { cause: 'rp-logout' })
  }
  return {
    events,
    store,
    tenant_id,
    signIn,
    open,
    end,
    pass(duration_ms: number) {
      time += duration_ms
      for (const work of [...waits]) {
        waits.delete(work)
        work()
      }
    },
  }
}

test('a call that fails is made once more after five seconds, and then it is a success', async () => {
  const posts: unknown[] = []
  const { events, open, end, pass } = await room(async (_, url, { logout_token }) => {
    posts.push([url, logout_token])
    return posts.length === 1 ? 'The application answered with status 503.' : undefined
  })
  await end('one')
  const calls = open()
  await expect.poll(() => posts.length).toBe(1)
  await expect.poll(() => calls.stats().running).toBe(0)
  pass(4_000)
  await expect.poll(() => calls.stats().running).toBe(0)
  expect(posts).toHaveLength(1)
  pass(1_000)
  await expect
    .poll(() => events)
    .toMatchObject([
      {
        type: 'oidc_backchannel_logout_succeeded',
        client: { client_id: 'app' },
        user_id: 'auth0|ann',
        details: { session_id: 'ses_one', initiator: 'rp-logout', tries: 2 },
      },
    ])
  expect(posts).toEqual(Array(2).fill(['https://app.example/out', 'token of ses_one']))
})

test('a call is given up after its second try, and the log says why', async () => {
  let tries = 0
  const { events, open, end, pass } = await room(async () => {
    tries += 1
    return 'The application answered with status 500.'
  })
  await end('one')
  const calls = open()
  await expect.poll(() => tries).toBe(1)
  await expect.poll(() => calls.stats().running).toBe(0)
  pass(5_000)
  await expect
    .poll(() => events)
    .toMatchObject([
      { type: 'oidc_backchannel_logout_failed', description: 'The application answered with status 500.' },
    ])
  pass(60_000)
  await expect.poll(() => calls.stats().running).toBe(0)
  expect([events.length, tries]).toEqual([1, 2])
})

test('a call that waits when the server stops is made by the next start', async () => {
  const { events, open, end } = await room(async () => undefined)
  await open().close(1_000)
  await end('one')
  open()
  await expect.poll(() => events).toMatchObject([{ type: 'oidc_backchannel_logout_succeeded' }])
})

test('an application that never answers holds two places of its tenant and no more', async () => {
  let running = 0
  const never = Promise.withResolvers<undefined>()
  const { open, end, pass } = await room(() => {
    running += 1
    return never.promise
  })
  for (const secret of ['one', 'two', 'three', 'four']) await end(secret)
  const calls = open()
  await expect.poll(() => running).toBe(2)
  pass(1_000)
  await expect.poll(() => calls.stats()).toEqual({ running: 2, queued: 2 })
  expect(running).toBe(2)
  never.resolve(undefined)
  await expect.poll(() => running).toBe(4)
})

test('A32: the token has the issuer of the custom domain that the session was made at', async () => {
  const posts: unknown[] = []
  const { events, open, end } = await room(async (_, _url, { logout_token }) => {
    posts.push(logout_token)
    return undefined
  })
  await end('one', 'login.shop.example')
  await end('two')
  open()
  await expect.poll(() => events).toHaveLength(2)
  expect(posts.toSorted()).toEqual(['token of ses_one by login.shop.example', 'token of ses_two'])
})

test('for a domain that the tenant no longer has, nobody is called, and the log says so', async () => {
  const { events, open, end } = await room(async () => {
    throw new Error('called')
  })
  await end('one', 'gone.shop.example')
  open()
  await expect
    .poll(() => events)
    .toMatchObject([
      {
        type: 'oidc_backchannel_logout_failed',
        description: 'The tenant no longer has the custom domain gone.shop.example.',
      },
    ])
})

test('beyond 1,000 calls that wait, the log has one entry for the application that is not told', async () => {
  const { events, store, tenant_id, signIn, open } = await room(async () => undefined)
  const ends = async (from: number, to: number): Promise<void> => {
    for (let at = from; at < to; at++) {
      await signIn(`s${at}`)
      await store.endPersonSessions(tenant_id, { secret_sha256: `s${at}` }, { cause: 'rp-logout' })
    }
  }
  await ends(0, 1_005)
  const wish = { limit: 2_000, of_tenant: 2_000, busy: {}, lease_ms: 0 }
  const { calls } = await store.claimLogoutCalls(wish)
  expect(calls).toHaveLength(1_001)
  expect(calls.filter(({ url }) => url === undefined)).toHaveLength(1)
  for (const call of calls.filter(({ url }) => url !== undefined)) await store.endLogoutCall(call)
  open()
  await expect
    .poll(() => events)
    .toMatchObject([
      {
        type: 'oidc_backchannel_logout_failed',
        description: expect.stringContaining('Too many calls'),
        client: { client_id: 'app' },
        details: { session_id: 'ses_s1000' },
      },
    ])
})
