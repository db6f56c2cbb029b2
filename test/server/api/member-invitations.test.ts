import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { SignedIn } from '../../support/members.ts'
import { ageSessions, OWNER, signedIn, signIn, withOwner } from '../../support/members.ts'
import type { Outbox } from '../../support/outbox.ts'
import { linkIn, openOutbox } from '../../support/outbox.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import { askStore } from '../../support/test-store.ts'

const PASSWORD = 'seven purple turtles dance'
const CHANGED = 'nine yellow lamps are singing'

let server: TestServer
let outbox: Outbox
let owner: SignedIn

beforeAll(async () => {
  server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {},
    afterAll,
  )
  outbox = openOutbox(server.data_dir)
  owner = await withOwner(server)
})

const invite = (email: string, role = 'editor', by = owner) =>
  by.ask('POST', 'member-invitations', { email, role })

const tokenOf = async (email: string): Promise<string> =>
  new URLSearchParams(new URL(linkIn(await outbox.next(email))).hash.slice(1)).get('token') ?? ''

const look = (token: string) => server.call(`/api/v2/member-link?token=${token}`)

const use = (token: string, body: object = {}) =>
  server.call('/api/v2/member-link', { method: 'POST', body: { token, password: PASSWORD, ...body } })

const ids = async (): Promise<{ [email: string]: string }> => {
  const { body } = await owner.ask('GET', 'members')
  return Object.fromEntries(
    (body as { email: string; member_id: string }[]).map(({ email, member_id }) => [email, member_id]),
  )
}

const logged = async (description: string): Promise<unknown> => {
  const { body } = await owner.ask('GET', 'logs')
  return (body as { description: string }[]).find((entry) => entry.description === description)
}

async function member(email: string, role: string): Promise<SignedIn> {
  const made = await owner.ask('POST', 'members', { email, role, password: PASSWORD })
  expect(made.status).toBe(201)
  return signedIn(server, await signIn(server, { email, password: PASSWORD }))
}

describe('invitations', () => {
  test('an invited person gets an email, chooses a password under the rules of members, and is signed in; the link works once', async () => {
    const { status, body } = await invite('Ed@example.com')
    expect(status).toBe(201)
    expect(body).toMatchObject({ email: 'Ed@example.com', role: 'editor', is_expired: false })
    const { sent_at, expires_at } = body as { sent_at: string; expires_at: string }
    expect(Date.parse(expires_at) - Date.parse(sent_at)).toBe(7 * 86_400_000)
    const mail = await outbox.next('Ed@example.com')
    expect(mail.text).toContain(OWNER.email)
    const link = new URL(linkIn(mail))
    expect(link.href).toMatch(/^http[^#?]+\/dashboard\/member-link#token=[\w-]{43}$/)
    const token = link.hash.slice('#token='.length)
    expect((await look(token)).body).toEqual({
      purpose: 'invitation',
      email: 'Ed@example.com',
      role: 'editor',
      tenant: 'default',
    })
    expect((await use(token, { password: 'short' })).body).toMatchObject({ name: 'PasswordStrengthError' })
    expect((await use(token, { password: 'Ed@example.com' })).status).toBe(400)
    const used = await use(token, { name: 'Ed' })
    expect(used.status).toBe(201)
    expect(used.body).toMatchObject({ member: { email: 'Ed@example.com', name: 'Ed', role: 'editor' } })
    const ed = signedIn(server, used)
    expect((await ed.ask('GET', 'connections')).status).toBe(200)
    expect((await ed.ask('GET', 'members')).status).toBe(403)
    expect((await look(token)).status).toBe(404)
    expect((await use(token)).body).toMatchObject({ errorCode: 'inexistent_member_link' })
    expect((await owner.ask('GET', 'member-invitations')).body).toEqual([])
    expect(await logged('Accept an invitation to the dashboard')).toMatchObject({
      type: 'sapi',
      user_name: 'Ed@example.com',
    })
    expect(await logged('Invite a member to the dashboard')).toBeDefined()
    expect((await signIn(server, { email: 'ed@example.com', password: PASSWORD })).status).toBe(200)
  })

  test('an address with a member or an open invitation is refused, and the message says what to do', async () => {
    expect((await invite(OWNER.email.toLowerCase())).body).toMatchObject({
      statusCode: 409,
      message: 'A member with this email address already exists.',
    })
    await invite('fay@example.com')
    expect((await invite('Fay@example.com')).body).toMatchObject({
      statusCode: 409,
      message: 'This email address has an invitation. Send it again, or withdraw it and invite anew.',
    })
  })

  test('sending again makes the earlier link void; a withdrawn invitation is void, and gone from the list', async () => {
    const { body } = await invite('gus@example.com')
    const path = `member-invitations/${(body as { id: string }).id}`
    const first = await tokenOf('gus@example.com')
    expect((await owner.ask('POST', `${path}/send`, {})).status).toBe(200)
    const second = await tokenOf('gus@example.com')
    expect([(await look(first)).status, (await look(second)).status]).toEqual([404, 200])
    expect((await owner.ask('DELETE', path)).status).toBe(204)
    expect((await use(second)).status).toBe(404)
    expect((await owner.ask('DELETE', path)).body).toMatchObject({ errorCode: 'inexistent_invitation' })
    expect((await owner.ask('POST', `${path}/send`, {})).status).toBe(404)
  })

  test('an expired invitation opens nothing, is shown as expired, and works when it is sent again', async () => {
    const { body } = await invite('hal@example.com')
    const { id } = body as { id: string }
    const token = await tokenOf('hal@example.com')
    await askStore(server.data_dir, 'update member_links set expires_at = $1 where link_id = $2', 1_000, id)
    expect((await use(token)).status).toBe(404)
    const list = await owner.ask('GET', 'member-invitations')
    expect(list.body).toContainEqual(expect.objectContaining({ id, is_expired: true }))
    expect((await owner.ask('POST', `member-invitations/${id}/send`, {})).status).toBe(200)
    expect((await use(await tokenOf('hal@example.com'))).status).toBe(201)
  })

  test('A11: nobody invites, sends again or withdraws above their own role', async () => {
    const adam = await member('adam@example.com', 'admin')
    expect((await invite('x@example.com', 'owner', adam)).body).toMatchObject({
      errorCode: 'insufficient_role',
    })
    const { body } = await invite('second-owner@example.com', 'owner')
    const path = `member-invitations/${(body as { id: string }).id}`
    expect((await adam.ask('POST', `${path}/send`, {})).status).toBe(403)
    expect((await adam.ask('DELETE', path)).status).toBe(403)
    expect((await invite('y@example.com', 'admin', adam)).status).toBe(201)
    const vic = await member('vic@example.com', 'viewer')
    expect((await vic.ask('GET', 'member-invitations')).status).toBe(200)
    expect((await invite('z@example.com', 'viewer', vic)).status).toBe(403)
  })

  test('A11: the invitations of a member end with the member’s role', async () => {
    const ann = await member('ann@example.com', 'admin')
    await invite('friend@example.com', 'admin', ann)
    const token = await tokenOf('friend@example.com')
    const { 'ann@example.com': id } = await ids()
    expect((await owner.ask('PATCH', `members/${id}`, { role: 'viewer' })).status).toBe(200)
    expect((await use(token)).status).toBe(404)
  })

  test('M11: inviting needs a recent sign-in; a page of another site cannot use a link', async () => {
    const { body } = await invite('ivy@example.com')
    const token = await tokenOf('ivy@example.com')
    const foreign = await server.call('/api/v2/member-link', {
      method: 'POST',
      body: { token, password: PASSWORD },
      headers: { origin: 'https://evil.example.com', 'sec-fetch-site': 'cross-site' },
    })
    expect(foreign.body).toMatchObject({ errorCode: 'invalid_csrf_token' })
    await ageSessions(server, 20)
    expect((await invite('jan@example.com')).body).toMatchObject({ errorCode: 'recent_sign_in_required' })
    owner = signedIn(server, await signIn(server, { email: OWNER.email, password: OWNER.password }))
    expect((await owner.ask('DELETE', `member-invitations/${(body as { id: string }).id}`)).status).toBe(204)
  })
})

describe('links for a new password', () => {
  test('a member who is sent a link keeps the password until the link is used; then all sessions end', async () => {
    const kim = await member('kim@example.com', 'editor')
    const { 'kim@example.com': id } = await ids()
    expect((await owner.ask('POST', `members/${id}/password-link`, {})).status).toBe(202)
    const token = await tokenOf('kim@example.com')
    expect((await look(token)).body).toMatchObject({ purpose: 'password', email: 'kim@example.com' })
    expect((await kim.ask('GET', 'session')).status).toBe(200)
    expect((await owner.ask('GET', 'member-invitations')).text).not.toContain('kim@example.com')
    expect((await use(token, { password: CHANGED, name: 'Other' })).body).not.toMatchObject({
      member: { name: 'Other' },
    })
    expect((await kim.ask('GET', 'session')).status).toBe(401)
    expect((await signIn(server, { email: 'kim@example.com', password: PASSWORD })).status).toBe(401)
    expect((await signIn(server, { email: 'kim@example.com', password: CHANGED })).status).toBe(200)
    expect(await logged('Choose a new password')).toMatchObject({ user_name: 'kim@example.com' })
    expect((await owner.ask('POST', 'members/mem_none/password-link', {})).status).toBe(404)
  })

  test('A11: an admin sends no link for an owner’s password; a link is void when the member’s role has changed', async () => {
    const ada = await member('ada@example.com', 'admin')
    const { [OWNER.email]: ownerId, 'ada@example.com': id } = await ids()
    expect((await ada.ask('POST', `members/${ownerId}/password-link`, {})).status).toBe(403)
    await owner.ask('POST', `members/${id}/password-link`, {})
    const token = await tokenOf('ada@example.com')
    await owner.ask('PATCH', `members/${id}`, { role: 'owner' })
    expect((await use(token, { password: CHANGED })).status).toBe(404)
  })

  test('members cannot send emails without end: after twenty they wait', async () => {
    const { 'kim@example.com': id } = await ids()
    const statuses: number[] = []
    for (let n = 0; n < 21; n++) {
      statuses.push((await owner.ask('POST', `members/${id}/password-link`, {})).status)
    }
    expect(statuses).toContain(429)
  })
})
