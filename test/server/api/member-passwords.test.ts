import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guessesOf } from '../../../server/password/guesses.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { SignedIn } from '../../support/members.ts'
import { OWNER, withOwner } from '../../support/members.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

/** Each has its twelve characters, and none is in a list of common passwords as it stands. */
const GUESSED = [
  'passwordpassword',
  'PasswordPassword1!',
  'P@ssw0rdP@ssw0rd',
  'aaaaaaaaaaaaaaaa',
  'abcabcabcabcabc',
  'qwertyuiopasdf',
  '1q2w3e4r5t6y7u',
  '123456789012345',
  'iloveyouiloveyou',
  'adminadminadmin',
  'Summer2026!!',
  'welcome12345',
  'defaultdefault',
  'ferryferryferry',
  'example-example',
  'a9'.repeat(400),
]

const GOOD = [
  'correct horse battery',
  'the weather of seven mondays',
  'k8Fj2mQ9pLw3xz',
  'mein schloss am see',
]

describe('A11: a member’s password that is easily guessed is refused', () => {
  let server: TestServer
  let owner: SignedIn
  let member_id: string
  beforeAll(async () => {
    server = await startTestServer(
      createFakeRuntime(() => ({ kind: 'none' })),
      {},
      afterAll,
    )
  })

  const refused = { status: 400, body: { errorCode: expect.stringMatching(/^(invalid_password|password_)/) } }

  test('when the first owner is made', async () => {
    const setUp = (password: string) =>
      server.call('/api/v2/setup', {
        method: 'POST',
        body: { token: server.setup_token, ...OWNER, password },
      })
    for (const password of GUESSED.slice(0, 8)) expect(await setUp(password), password).toMatchObject(refused)
    expect((await setUp('passwordpassword')).body).toMatchObject({
      name: 'PasswordDictionaryError',
      message: expect.stringContaining('too easy to guess'),
    })
    owner = await withOwner(server)
    expect(owner.answer.status).toBe(201)
  })

  test('when a member is made, gets another, or changes the own', async () => {
    const person = { email: 'ed@example.com', role: 'editor' }
    const made = await owner.ask('POST', 'members', { ...person, password: GOOD[1] })
    member_id = (made.body as { member_id: string }).member_id
    for (const password of GUESSED.slice(0, 4)) {
      const tries = [
        await owner.ask('POST', 'members', { ...person, email: 'new@example.com', password }),
        await owner.ask('PATCH', `members/${member_id}`, { password }),
        await owner.ask('POST', 'session/password', {
          current_password: OWNER.password,
          new_password: password,
        }),
      ]
      for (const answer of tries) expect(answer, password).toMatchObject(refused)
    }
    expect((await owner.ask('PATCH', `members/${member_id}`, { password: GOOD[3] })).status).toBe(200)
  })

  test('and new ones of a tenant are judged at a bounded rate', async () => {
    const tries = await Promise.all(
      Array.from({ length: 60 }, () =>
        owner.ask('PATCH', `members/${member_id}`, { password: 'passwordpassword' }),
      ),
    )
    expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([400, 429]))
  })
})

test.each(GUESSED)('%s takes fewer than ten billion guesses', async (password) => {
  expect(await guessesOf(password, ['default', 'ferry', 'olga', 'example'])).toBeLessThan(10)
})

test.each(GOOD)('%s takes more', async (password) => {
  expect(await guessesOf(password, ['default', 'ferry', 'olga', 'example'])).toBeGreaterThan(10)
})

test('a password of a thousand characters that look like many others is judged in less than a tenth of a second', async () => {
  await guessesOf('warm', [])
  for (const piece of ['4@8({[<36&9#!1|0$57+%2', '1', 'p4$$w0rd', 'aA1!', '2012-12-12-']) {
    const began = performance.now()
    await guessesOf(piece.repeat(1_000).slice(0, 1_000), ['default'])
    expect(performance.now() - began, piece).toBeLessThan(100)
  }
})
