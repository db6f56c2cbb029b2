/** Ferry's own endpoints about a migration: totals, series, people, stories. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

let server: TestServer
let id: string
const at = (path: string): string => `connections/${id}/migration${path}`
const read = async <T>(path: string): Promise<T> => (await server.api('GET', at(path))).body as T

beforeAll(async () => {
  const runtime = createFakeRuntime(({ args: [name] }) => {
    const email = `${name}`
    if (email.startsWith('broken')) return { kind: 'failure', code: 'script_error', message: 'boom' }
    if (email.startsWith('invalid')) return { kind: 'value', value: { user_id: email } }
    if (email.startsWith('twin')) return { kind: 'value', value: { user_id: 'of-ann@example.com', email } }
    return email.startsWith('nobody')
      ? { kind: 'none' }
      : { kind: 'value', value: { user_id: `of-${email}`, email } }
  })
  server = await startTestServer(runtime, {}, afterAll)
  id = await server.connection('watched', {
    customScripts: { login: 'f', get_user: 'f' },
    ferry_tombstones: true,
  })
  for (const name of ['ann', 'ben', 'broken', 'invalid', 'twin', 'nobody', 'ann']) {
    await server.login('watched', `${name}@example.com`, 'password')
  }
})

interface Progress {
  migrated: number
  percent?: number
  left?: number
  total_is_old: boolean
  legacy_total: { [name: string]: unknown }
  forecast: { kind: string; why?: string }
  outcomes: { state: string; reason: string; events: number }[]
  today: { state: string; reason: string; events: number }[]
  waiting: { state: string; people: number }[]
}

test('a migration is told in totals; what it answered before stays', async () => {
  const progress = await read<Progress & { failures: unknown; events: { run_id?: string }[] }>('')
  expect(progress).toMatchObject({
    mode: 'import',
    users: 2,
    migrated: 2,
    total_is_old: false,
    legacy_total: {},
  })
  expect(progress).not.toHaveProperty('percent')
  expect(progress.forecast).toMatchObject({ kind: 'none', why: 'no_total' })
  const outcomes = [
    { state: 'migrated', reason: 'login', events: 2 },
    { state: 'conflict', reason: 'profile_conflict', events: 1 },
    { state: 'denied', reason: '', events: 1 },
    { state: 'failed', reason: 'invalid_profile', events: 1 },
    { state: 'failed', reason: 'script_error', events: 1 },
  ]
  expect(progress.outcomes).toEqual(outcomes)
  expect(progress.today).toEqual(expect.arrayContaining(outcomes))
  expect(progress.waiting).toEqual([
    { state: 'conflict', people: 1 },
    { state: 'failed', people: 1 },
  ])
  expect(progress.failures).toHaveLength(3)
  expect(progress.events.every(({ run_id }) => run_id?.startsWith('run_'))).toBe(true)
})

test('a total that was typed gives a percentage; with fewer than were migrated it is said to be old', async () => {
  expect((await server.api('PUT', at('/legacy-total'), { total: -1 })).status).toBe(400)
  const set = await server.api('PUT', at('/legacy-total'), { total: 7 })
  expect(set.body).toMatchObject({ total: 7, source: 'typed', at: expect.any(String) })
  expect(await read<Progress>('')).toMatchObject({ percent: 28.5, left: 5, total_is_old: false })
  await server.api('PUT', at('/legacy-total'), { total: 1 })
  expect(await read<Progress>('')).toMatchObject({ percent: 100, left: 0, total_is_old: true })
  await server.api('PUT', at('/legacy-total'), { total: 0 })
  expect(await read<Progress>('')).not.toHaveProperty('percent')
  expect((await server.api('DELETE', at('/legacy-total'))).status).toBe(204)
  expect(await read<Progress>('')).toMatchObject({ legacy_total: {} })
  const missing = 'connections/con_none/migration/legacy-total'
  expect((await server.api('PUT', missing, { total: 1 })).status).toBe(404)
  expect((await server.api('DELETE', missing)).status).toBe(404)
})

test('a series has days or hours; its sum is the total, and a wrong or too long range is refused', async () => {
  for (const span of ['day', 'hour']) {
    const { points } = await read<{ points: { state: string; events: number; starts_at: string }[] }>(
      `/series?span=${span}`,
    )
    const migrated = points.filter(({ state }) => state === 'migrated')
    expect(migrated.reduce((sum, { events }) => sum + events, 0)).toBe(2)
  }
  const refused = async (query: string) => (await server.api('GET', at(`/series?${query}`))).status
  expect(await refused('from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z')).toBe(400)
  expect(await refused('span=hour&from=2025-01-01T00:00:00Z&to=2026-01-01T00:00:00Z')).toBe(400)
  expect(await refused('span=week')).toBe(400)
})

test('people who are not migrated are listed with what stopped them, in pages; a foreign mark is refused', async () => {
  interface Page {
    people: { identifier: string; state: string; reason?: string; run_id?: string; holder_id?: string }[]
    next?: string
  }
  const first = await read<Page>('/people?take=1')
  const second = await read<Page>(`/people?take=1&from=${first.next}`)
  expect(second.next).toBeUndefined()
  expect([...first.people, ...second.people]).toMatchObject([
    {
      identifier: 'twin@example.com',
      state: 'conflict',
      reason: 'profile_conflict',
      field: 'user_id',
      holder_id: 'auth0|of-ann@example.com',
      run_id: expect.stringMatching(/^run_/),
      revision: 1,
    },
    { identifier: 'invalid@example.com', state: 'failed', reason: 'invalid_profile', purpose: 'login' },
  ])
  expect((await read<Page>('/people?state=failed')).people).toHaveLength(1)
  expect((await server.api('GET', at('/people?from=nonsense'))).status).toBe(400)
})

test('a story says why an address exists, and why a person could not sign in', async () => {
  interface Story {
    user?: { [name: string]: unknown }
    tombstoned: boolean
    waiting: { reason?: string }[]
    log: { type: string; run_id?: string }[]
  }
  const story = (identifier: string) => read<Story>(`/story?identifier=${encodeURIComponent(identifier)}`)
  const ann = await story(' Ann@Example.com ')
  expect(ann.user).toMatchObject({
    user_id: 'auth0|of-ann@example.com',
    migrated_by: 'login',
    migrated_version: 1,
    has_password: true,
    run_id: expect.stringMatching(/^run_/),
  })
  expect(ann.log.map(({ type }) => type)).toContain('smu')
  const broken = await story('broken@example.com')
  expect(broken.user).toBeUndefined()
  expect(broken.log).toMatchObject([{ type: 'fmu', run_id: expect.stringMatching(/^run_/) }, { type: 'f' }])
  expect((await story('invalid@example.com')).waiting).toMatchObject([{ reason: 'invalid_profile' }])
  expect((await server.api('GET', at('/story?identifier=%20'))).status).toBe(400)
})

test('a person is erased from the list by name; a deleted user leaves no name behind', async () => {
  const erase = at(`/people?identifier=${encodeURIComponent('INVALID@example.com')}`)
  expect((await server.api('DELETE', erase)).status).toBe(204)
  expect((await server.api('DELETE', `users/${encodeURIComponent('auth0|of-ben@example.com')}`)).status).toBe(
    204,
  )
  const { people } = await read<{ people: { state: string; identifier?: string; holder_id?: string }[] }>(
    '/people',
  )
  expect(people.map(({ state }) => state)).toEqual(['tombstoned', 'conflict'])
  expect(JSON.stringify(people)).not.toMatch(/ben|invalid@/)
  const back = await server.login('watched', 'ben@example.com', 'password')
  expect(back.status).toBe(403)
  const { outcomes, waiting } = await read<Progress>('')
  expect(outcomes).toContainEqual({ state: 'refused', reason: 'deleted', events: 1 })
  expect(waiting).toEqual([
    { state: 'conflict', people: 1 },
    { state: 'tombstoned', people: 1 },
  ])
})

test('the overview counts today of every connection', async () => {
  const { body } = await server.api('GET', 'migration-overview')
  expect(body).toMatchObject({
    counts: expect.arrayContaining([{ connection_id: id, state: 'migrated', reason: 'login', events: 2 }]),
  })
  expect((await server.api('GET', 'migration-overview?days=91')).status).toBe(400)
})
