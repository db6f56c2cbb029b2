import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MariaDb } from '../support/mariadb.ts'
import { describeMariaDb } from '../support/mariadb.ts'
import { linkIn } from '../support/outbox.ts'
import type { LegacyPerson, Person, Story } from './story-book.ts'
import { openStory } from './story-book.ts'

async function chapterOfSignUps(story: Story, ann: Person, nina: Person): Promise<void> {
  const taken = { status: 400, body: { code: 'user_exists' } }
  expect(await story.signUp({ ...nina, email: 'ANN@example.com' })).toMatchObject(taken)
  await story.expectSince({ runs: { 'get_user for sign_up': 1 } })
  expect(await story.signUp({ ...nina, username: ann.username })).toMatchObject(taken)
  await story.expectSince({ runs: { 'get_user for sign_up': 2 } })
  expect(await story.signUp({ ...nina, email: 'Nina@Example.com', username: 'Nina' })).toMatchObject({
    status: 200,
    body: { _id: expect.stringMatching(/^[0-9a-f]{24}$/), email: nina.email, username: nina.username },
  })
  await story.expectSince({ stored: [nina], runs: { 'get_user for sign_up': 2 } })
  await story.expectEveryoneIn()
}

/** @param nina who is stored here, and is not in the legacy store */
async function chapterOfRefusals(story: Story, nina: Person): Promise<void> {
  const { email, username, password } = story.someone('max')
  for (const [field, wrong] of [
    ['email', { username, password }],
    ['email', { email: 'max at example.com', username, password }],
    ['username', { email, password }],
    ['username', { email, username: 'max@example.com', password }],
  ] as const) {
    expect(await story.signUp(wrong)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', description: expect.stringContaining(`parameter ${field}:`) },
    })
  }
  for (const taken of [
    { email: nina.email, username, password },
    { email, username: nina.username, password },
  ]) {
    expect(await story.signUp(taken)).toMatchObject({ status: 400, body: { code: 'user_exists' } })
  }
  await story.expectSince({})

  // The same of rows that the legacy store has.
  const invalid = 'invalid_profile'
  for (const [row, name, error] of [
    [['', 'no-email'], 'no-email', invalid],
    [['max at example.com', 'malformed'], 'malformed', invalid],
    [['no-username@example.com', null], 'no-username@example.com', invalid],
    [[nina.email, 'other-nina'], 'other-nina', 'profile_conflict'],
    [['other-nina@example.com', nina.username], 'other-nina@example.com', 'profile_conflict'],
  ] as const) {
    await story.addRow(row[0], row[1], password)
    expect(await story.login(name, password), name).toMatchObject({ status: 400, body: { error } })
    await story.expectSince({ runs: { 'login for login': 1 } })
  }
  await story.expectEveryoneIn()
}

async function chapterOfLogins(story: Story, ann: LegacyPerson): Promise<void> {
  expect(await story.login(ann.email, `${ann.password}!`)).toMatchObject({ status: 403 })
  await story.expectSince({ runs: { 'login for login': 1 } })
  expect(await story.login('Ann@EXAMPLE.com', ann.password)).toMatchObject({ status: 200 })
  await story.expectSince({ stored: [ann], migrated: 1, runs: { 'login for login': 1 } })
  expect(await story.findStored(ann.email)).toMatchObject({
    user_id: ann.user_id,
    username: 'ann',
    nickname: 'Nick of ann',
    email_verified: true,
  })
  await story.expectEveryoneIn()
}

/** @param link was handed out after one run of `get_user` */
async function followLink(story: Story, link: string, person: LegacyPerson): Promise<void> {
  await story.expectSince({ runs: { 'get_user for reset': 1 } })
  const { password: old } = person
  const password = story.ferry.canaries.make(`the new password of ${person.username}`)
  for (let times = 0; times < 3; times++) expect((await story.openLink(link)).status).toBe(200)
  expect((await story.submit(link, password, `${password}!`)).text).toContain('name="password_again"')
  await story.expectSince({})
  const done = await story.submit(link, password)
  expect(done).toMatchObject({ status: 200, text: expect.stringContaining('Your password was changed') })
  person.password = password
  await story.expectSince({ stored: [person], migrated: 1, runs: { 'get_user for reset': 1 } })
  expect(await story.findStored(person.email)).toMatchObject({
    user_id: person.user_id,
    nickname: `Nick of ${person.username}`,
  })
  expect((await story.submit(link, `${password}!`)).text).toContain('used already')
  expect(await story.login(person.email, old)).toMatchObject({ status: 403 })
  await story.expectEveryoneIn()
}

async function chapterOfResets(story: Story, rita: LegacyPerson, theo: LegacyPerson): Promise<void> {
  const known = await story.askReset(rita.email)
  expect(known.status).toBe(200)
  await followLink(story, linkIn(await story.outbox.next(rita.email)), rita)

  await followLink(story, await story.ticketFor(theo.email), theo)

  // Nobody is told whether there is such a person, but administrators are.
  expect(await story.askReset('nobody@example.com')).toMatchObject({ status: 200, text: known.text })
  await story.expectSince({ runs: { 'get_user for reset': 1 } })
  await expect(story.ticketFor('nobody@example.com')).rejects.toThrow(': 404 ')
  await story.expectSince({ runs: { 'get_user for reset': 1 } })
}

/** @param olga who never logs in while the legacy store is there */
async function chapterOfAddresses(
  story: Story,
  paul: LegacyPerson,
  olga: Person,
  pia: Person,
): Promise<void> {
  expect(await story.login(paul.username, paul.password)).toMatchObject({ status: 200 })
  await story.expectSince({ stored: [paul], migrated: 1, runs: { 'login for login': 1 } })
  await expect(story.patchUser(paul.user_id, { email: olga.email })).rejects.toThrow('email already exists')
  await story.expectSince({ runs: { 'get_user for change_email': 1 } })
  await expect(story.patchUser(paul.user_id, { username: olga.username })).rejects.toThrow('already exists')
  await story.expectSince({ runs: { 'get_user for change_username': 1 } })
  await story.patchUser(paul.user_id, { nickname: 'Paulchen', user_metadata: { theme: 'dark' } })
  await story.expectSince({})

  const old = { ...paul }
  const { body } = await story.patchUser(paul.user_id, { email: 'Paul@new.example.com' })
  expect(body).toMatchObject({ email: 'paul@new.example.com', email_verified: false, nickname: 'Paulchen' })
  paul.email = 'paul@new.example.com'
  await story.expectSince({ runs: { 'get_user for change_email': 1 } })

  // The legacy store still has the old address, under the id of somebody who moved: nobody gets in by it …
  expect(await story.login(old.email, old.password)).toMatchObject({
    status: 400,
    body: { error: 'profile_conflict' },
  })
  await story.expectSince({ runs: { 'login for login': 1 } })
  expect((await story.askReset(old.email)).status).toBe(200)
  await story.expectSince({ runs: { 'get_user for reset': 1 } })

  // … until somebody else comes by it.
  pia.email = old.email
  expect(await story.signUp(pia)).toMatchObject({ status: 200, body: { email: old.email } })
  await story.expectSince({ stored: [pia], runs: { 'get_user for sign_up': 2 } })
  expect(await story.login(old.email, old.password)).toMatchObject({ status: 403 })
  await story.expectEveryoneIn()
}

async function chapterOfNoOps(
  story: Story,
  mariadb: MariaDb,
  olga: Person,
  rita: LegacyPerson,
): Promise<void> {
  await story.replaceScripts({
    login: 'function login(email, password, callback) { callback(null) }',
    get_user: 'function getUser(email, callback) { callback(null) }',
  })
  await story.restart()
  await story.expectEveryoneIn()
  await mariadb.stop()

  expect(await story.login(olga.email, olga.password)).toMatchObject({ status: 403 })
  await story.expectSince({ runs: { 'login for login': 1 } })
  expect((await story.signUp(olga)).status).toBe(200)
  await story.expectSince({ stored: [olga], runs: { 'get_user for sign_up': 2 } })
  await story.patchUser(rita.user_id, { email: 'rita@new.example.com' })
  rita.email = 'rita@new.example.com'
  await story.expectSince({ runs: { 'get_user for change_email': 1 } })
  await story.expectEveryoneIn()
}

async function chapterOfTheEnd(story: Story, last: Person): Promise<void> {
  const { ferry, connection } = story
  const { body } = await ferry.api('POST', `connections/${connection.id}/complete-migration`, {})
  expect(body).toMatchObject({
    impact: { users: story.everyone.length, with_password: story.everyone.length, locked_out: 0 },
    connection: { options: { enabledDatabaseCustomization: false, import_mode: false } },
  })
  await story.restart()
  await story.expectEveryoneIn()
  expect(await story.login('nobody@example.com', last.password)).toMatchObject({ status: 403 })
  expect((await story.signUp(last)).status).toBe(200)
  await story.expectSince({ stored: [last] })
  await expect(story.ticketFor('nobody@example.com')).rejects.toThrow(': 404 ')
  const ticket = await story.ticketFor(last.email)
  last.password = ferry.canaries.make('the last password')
  expect((await story.submit(ticket, last.password)).status).toBe(200)
  await story.expectEveryoneIn()
}

describeMariaDb('a migration from its first day to its last', (mariadb) => {
  let story: Story
  beforeAll(async () => {
    story = await openStory(mariadb())
  })
  afterAll(() => story.ferry.close())

  test('sign-ups, lazy logins, resets and changes of address; then no-ops, a restart, and no legacy store', {
    timeout: 120_000,
  }, async () => {
    const ann = await story.addLegacy('ann')
    const rita = await story.addLegacy('rita')
    const theo = await story.addLegacy('theo')
    const paul = await story.addLegacy('paul')
    const olga = await story.addLegacy('olga')
    const nina = story.someone('nina')
    const pia = story.someone('pia')
    const last = story.someone('last')

    await chapterOfSignUps(story, ann, nina)
    await chapterOfRefusals(story, nina)
    const rows = await story.rows()
    await chapterOfLogins(story, ann)
    await chapterOfResets(story, rita, theo)
    await chapterOfAddresses(story, paul, olga, pia)
    // An import reads: it has changed nothing there.
    expect(await story.rows()).toEqual(rows)
    await chapterOfNoOps(story, mariadb(), olga, rita)
    await chapterOfTheEnd(story, last)

    // Nobody was written to for want of a row, nor at an address that somebody had left.
    const mails = () => story.outbox.mails().map(({ to, subject }) => `${to}: ${subject}`)
    await expect
      .poll(() => mails().toSorted())
      .toEqual([
        'last@example.com: Confirm your email address',
        'last@example.com: Your password was changed',
        'nina@example.com: Confirm your email address',
        'olga@example.com: Confirm your email address',
        // Pia, who signed up with it.
        'paul@example.com: Confirm your email address',
        'rita@example.com: Choose a new password',
        'rita@example.com: Your password was changed',
        'theo@example.com: Your password was changed',
      ])
  })
})
