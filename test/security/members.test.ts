/** Attacks on members and programs of the dashboard: guessing, locking out, and giving more than one has. */
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { useAttack } from '../support/attack.ts'
import type { Answer } from '../support/http-call.ts'
import { createMachine } from '../support/machines.ts'
import type { SignedIn } from '../support/members.ts'
import { OWNER, signedIn } from '../support/members.ts'
import { openStream } from '../support/open-stream.ts'

const attack = useAttack()

/** Guesses at one member by all strangers together, before one in 90 seconds is left. */
const GUESSES = 100
const PASSWORD = 'the weather of seven mondays'

let owner: SignedIn
/** The mark of the owner's browser. */
let mark: string

const server = {
  get url() {
    return attack.ferry.url
  },
  call: (...call: Parameters<typeof attack.send>) => attack.ferry.call(...call),
  api: (method: string, path: string, body?: unknown) => attack.ferry.api(method, path, body),
  token: (fields: object) => attack.ferry.call('/oauth/token', { method: 'POST', body: fields }),
}

beforeAll(async () => {
  await vi.waitFor(() => expect(attack.ferry.output()).toContain('#token='))
  const [, token] = /#token=([\w-]+)/.exec(attack.ferry.output()) ?? []
  const made = await attack.ferry.call('/api/v2/setup', { method: 'POST', body: { token, ...OWNER } })
  expect(made.status, made.text).toBe(201)
  owner = signedIn(server, made)
  const cookies = [made.headers['set-cookie'] ?? []].flat()
  mark = cookies.find((cookie) => cookie.includes('ferry_device'))?.split(';')[0] ?? ''
})

function enter(from: string, password: string, cookie?: string): Promise<Answer> {
  return attack.send('/api/v2/session', {
    method: 'POST',
    body: { email: OWNER.email, password },
    local_address: from,
    ...(cookie === undefined ? {} : { headers: { cookie } }),
  })
}

test('a thousand guesses at the owner from as many addresses: a hundred are compared, and the owner comes in meanwhile', async () => {
  let compared = 0
  for (let round = 0; round < 20; round++) {
    const tries = Array.from({ length: 50 }, (_, n) =>
      enter(`127.4.${round}.${n + 1}`, `guess ${round} ${n}`),
    )
    // From the browser that is known, at an address that is not; and from the known address.
    const [there, here] = await Promise.all([
      enter(`127.5.${round}.1`, OWNER.password, mark),
      enter('127.0.0.1', OWNER.password),
    ])
    expect([there.status, here.status]).toEqual([200, 200])
    compared += (await Promise.all(tries)).filter(({ status }) => status === 401).length
  }
  // One more may have become due meanwhile.
  expect(compared).toBeGreaterThanOrEqual(GUESSES)
  expect(compared).toBeLessThanOrEqual(GUESSES + 2)
}, 60_000)

describe('a program that has one scope alone', () => {
  test.each<[scope: string, method: string, path: () => string, body?: unknown]>([
    [
      'create:members',
      'POST',
      () => 'members',
      { email: 'eve@example.com', password: PASSWORD, role: 'admin' },
    ],
    [
      'create:members',
      'POST',
      () => 'members',
      { email: 'eve@example.com', password: PASSWORD, role: 'owner' },
    ],
    ['update:members', 'PATCH', () => `members/${idOf(owner)}`, { password: PASSWORD }],
    ['update:members', 'PATCH', () => `members/${idOf(owner)}`, { role: 'support' }],
    ['delete:members', 'DELETE', () => `members/${idOf(owner)}`],
    ['update:clients', 'PATCH', operator, { token_endpoint_auth_method: 'none' }],
    ['update:clients', 'PATCH', operator, { grant_types: [] }],
    ['update:client_keys', 'POST', () => `${operator()}/rotate-secret`, {}],
    ['delete:clients', 'DELETE', operator],
  ])('with %s is refused %s of what is mightier', async (scope, method, path, body) => {
    const machine = await createMachine(server, [scope])
    const answer = await attack.send(`/api/v2/${path()}`, {
      method,
      body,
      headers: { authorization: `Bearer ${machine.access_token}` },
    })
    expect(answer.status, answer.text).toBe(403)
  })

  test('gives its own client no other scope', async () => {
    const machine = await createMachine(server, ['create:client_grants', 'update:client_grants'])
    const headers = { authorization: `Bearer ${machine.access_token}` }
    const audience = `${server.url}/api/v2/`
    for (const scope of ['read:users', 'update:connections', 'manage:tenants']) {
      const tries = [
        attack.send(`/api/v2/client-grants/${machine.grant_id}`, {
          method: 'PATCH',
          body: { scope: [scope] },
          headers,
        }),
        attack.send('/api/v2/client-grants', {
          method: 'POST',
          body: { client_id: machine.client_id, audience: 'https://other.example/api/v2/', scope: [scope] },
          headers,
        }),
        attack.send('/api/v2/client-grants', {
          method: 'POST',
          body: { client_id: attack.ferry.admin.client_id, audience, scope: [scope] },
          headers,
        }),
      ]
      for (const answer of await Promise.all(tries)) expect(answer.status, answer.text).toBe(403)
    }
  })

  test('and the operator’s client and the owner are as they were', async () => {
    expect((await server.api('GET', 'operator/tenants')).status).toBe(200)
    expect((await enter('127.0.0.1', OWNER.password)).status).toBe(200)
  })
})

test('a hundred streams of one member: ten are open, the operator has room, and all end when the member is removed', async () => {
  const person = { email: 'ed@example.com', password: PASSWORD }
  const made = await server.api('POST', 'members', { ...person, role: 'editor' })
  const editor = signedIn(server, await server.call('/api/v2/session', { method: 'POST', body: person }))
  const streams = await Promise.all(
    Array.from({ length: 100 }, () => openStream(server.url, { cookie: editor.cookie })),
  )
  const open = streams.filter(({ status }) => status === 200)
  attack.countAs('taken', open.length)
  attack.countAs('refused', streams.length - open.length)
  expect(open).toHaveLength(10)
  expect(streams.filter(({ status }) => status === 429)).toHaveLength(90)
  const { cookie } = signedIn(server, await enter('127.0.0.1', OWNER.password))
  expect((await openStream(server.url, { cookie })).status).toBe(200)
  const began = performance.now()
  await server.api('DELETE', `members/${(made.body as { member_id: string }).member_id}`)
  const ends = await Promise.all(open.map(({ ended }) => ended))
  expect(Math.max(...ends) - began).toBeLessThan(1_000)
})

test('passwords that look like a thousand others are judged without holding the server up', async () => {
  const pieces = ['4@8({[<36&9#!1|0$57+%2', 'p4$$w0rd', '1', 'aA1!', '2012-12-12-', 'abcdefghij']
  const editor = await server.api('POST', 'members', {
    email: 'al@example.com',
    password: PASSWORD,
    role: 'editor',
  })
  const { member_id } = editor.body as { member_id: string }
  const { cookie, csrf } = signedIn(server, await enter('127.0.0.1', OWNER.password))
  const tries = Array.from({ length: 60 }, (_, n) => {
    const password = (pieces[n % pieces.length] ?? '').repeat(500).slice(n, n + 1_000)
    return attack.send(`/api/v2/members/${member_id}`, {
      method: 'PATCH',
      body: { password },
      headers: { cookie, 'x-csrf-token': csrf, 'sec-fetch-site': 'same-origin' },
    })
  })
  const statuses = (await Promise.all(tries)).map(({ status }) => status)
  expect(statuses).toContain(429)
  expect(statuses.filter((status) => ![200, 400, 429].includes(status))).toEqual([])
})

function operator(): string {
  return `clients/${attack.ferry.admin.client_id}`
}

function idOf({ answer }: SignedIn): string {
  return (answer.body as { member: { member_id: string } }).member.member_id
}
