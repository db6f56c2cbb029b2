/** What every script of every template has to do, in a real sandbox, against its own schema. @module */
import { expect, test } from 'vitest'
import type { TemplateBackend, Traits } from './backend.ts'
import { testTrouble } from './trouble.ts'
import type { TemplateKit } from './use-template.ts'
import { optionalColumns, useTemplate } from './use-template.ts'

/** Registers the tests of one template. @param open starts its store */
export function testTemplate(id: string, open: () => Promise<TemplateBackend>, traits: Traits): void {
  const kit = useTemplate(id, open)
  testEverydayUse(kit, traits)
  testTrouble(kit, traits)
}

/**
 * Registers the tests of one template for a table that lacks some columns.
 *
 * @param without their names
 * @param options.brief leaves out the tests of hostile input and of outages
 */
export function testTemplateWithout(
  id: string,
  without: readonly string[],
  open: () => Promise<TemplateBackend>,
  traits: Traits,
  { brief = false }: { brief?: boolean } = {},
): void {
  const gone = optionalColumns(id).flatMap(({ name, becomes }) => (without.includes(name) ? [becomes] : []))
  const kit = useTemplate(id, open, without)
  const fewer: Traits = {
    ...traits,
    ...(gone.includes('username') && { usernames: false }),
    ...(gone.includes('email_verified') && { verification: false }),
  }
  testEverydayUse(kit, fewer)
  if (!brief) testTrouble(kit, fewer)
}

function testEverydayUse(kit: TemplateKit, traits: Traits): void {
  const { samples, ann, bob, backend, outcome, logIn, expectRefused, expectSamples } = kit
  const { usernames = true, unicode_emails = true, tells_users_apart = true, verification = true } = traits
  const taken = { kind: 'rejection', class: 'ValidationError', code: 'user_exists' }
  const done = { kind: 'value', value: true }
  const notDone = { kind: 'value', value: false }
  const upper = (text: string): string => text.replace(/[a-z]/g, (letter) => letter.toUpperCase())

  test.each(samples)(
    'logs $email in, in capitals too, with what get_user says',
    async ({ email, password, email_verified }) => {
      const profile = await logIn(email, password)
      expect(profile).toMatchObject({ user_id: expect.stringMatching(/./), email, email_verified })
      expect(JSON.stringify(profile)).not.toContain(password)
      const from_capitals = upper(email)
      expect(await logIn(from_capitals, password)).toEqual(profile)
      expect(await outcome('get_user', from_capitals)).toEqual({ kind: 'value', value: profile })
    },
  )

  test.runIf(usernames)(
    `knows a user by the username as well${usernames ? '' : ' (skipped: this template has none)'}`,
    async () => {
      const profile = await logIn(ann.email, ann.password)
      expect(profile.username).toBe(ann.username)
      expect(await logIn(upper(ann.username ?? ''), ann.password)).toEqual(profile)
      expect(await outcome('get_user', ann.username ?? '')).toEqual({ kind: 'value', value: profile })
    },
  )

  test('refuses a wrong password, an empty one, and a user that nobody knows', async () => {
    const { user_id } = await logIn(ann.email, ann.password)
    const wrong = await outcome('login', ann.email, `${ann.password}!`)
    const unknown = await outcome('login', 'nobody@example.com', ann.password)
    const refused = { kind: 'rejection', class: 'WrongUsernameOrPasswordError' }
    expect(wrong).toMatchObject(tells_users_apart ? { ...refused, user_id } : refused)
    expect(unknown).toMatchObject(refused)
    expect(unknown).not.toHaveProperty('user_id')
    await expectRefused(ann.email, '')
    expect(await outcome('get_user', 'nobody@example.com')).toEqual({ kind: 'none' })
  })

  test('keeps people apart whose names only look alike', async () => {
    await outcome('create', { email: 'kim@example.com', password: 'of Kim, whose K is plain' })
    for (const look_alike of ['änn@example.com', ' ann@example.com', 'ann@example.com ', 'ann@example.co']) {
      await expectRefused(look_alike, ann.password)
      expect(await outcome('get_user', look_alike)).toEqual({ kind: 'none' })
    }
    await logIn('kim@example.com', 'of Kim, whose K is plain')
    // The Kelvin sign, whose small letter is k.
    await expectRefused('\u212aim@example.com', 'of Kim, whose K is plain')
    expect(await outcome('change_password', '\u212aim@example.com', 'changed')).toEqual(notDone)
    await logIn('kim@example.com', 'of Kim, whose K is plain')
  })

  const odd = [
    `o'neil"; drop table--@example.com`,
    ...(unicode_emails ? ['ünï@exämple.com', '用户@例子.中国'] : []),
  ]
  test.each(odd)('creates %s, who logs in with a password of any letters', async (email) => {
    const password = `'"; -- ☃ 🦊 \\ ${email}`
    const username = usernames ? `Üser's "${email.length}"` : undefined
    expect(await outcome('create', { email, password, ...(username && { username }) })).toEqual({
      kind: 'none',
    })
    const profile = await logIn(email, password)
    expect(profile).toMatchObject({ email, email_verified: false, ...(username && { username }) })
    if (username) expect(await logIn(username, password)).toEqual(profile)
    expect(await outcome('get_user', email)).toEqual({ kind: 'value', value: profile })
    await expectRefused(email, `${password} `)
    await expectSamples(1)
  })

  test.runIf(!unicode_emails)(
    `says what it cannot store: an email beyond ASCII${unicode_emails ? ' (skipped: this one can)' : ''}`,
    async () => {
      const refused = { kind: 'rejection', class: 'ValidationError', code: 'invalid_email' }
      expect(await outcome('create', { email: 'ünï@exämple.com', password: 'x' })).toMatchObject(refused)
      expect(await outcome('change_email', ann.email, 'ünï@exämple.com', true)).toMatchObject(refused)
      await expectSamples()
    },
  )

  test('creates nobody twice', async () => {
    const again = (user: { [field: string]: string }) => outcome('create', { password: 'x y z', ...user })
    expect(await again({ email: ann.email })).toMatchObject(taken)
    expect(await again({ email: upper(ann.email) })).toMatchObject(taken)
    if (usernames) {
      expect(await again({ email: 'new@example.com', username: upper(ann.username ?? '') })).toMatchObject(
        taken,
      )
    }
    await expectSamples()
  })

  const without_it = verification ? '' : ' (skipped: this store does not keep it)'
  test.runIf(verification)(`marks an email as verified${without_it}`, async () => {
    expect(await outcome('verify', bob.email)).toEqual(done)
    expect(await logIn(bob.email, bob.password)).toMatchObject({ email_verified: true })
    expect(await outcome('verify', bob.email)).toEqual(done)
    expect(await outcome('verify', 'nobody@example.com')).toEqual(notDone)
    expect(await backend().count()).toBe(kit.count())
  })

  test('changes a password, and only that', async () => {
    const before = await logIn(bob.email, bob.password)
    const password = `n'w "☃"; --`
    expect(await outcome('change_password', bob.email, password)).toEqual(done)
    expect(await logIn(bob.email, password)).toEqual(before)
    await expectRefused(bob.email, bob.password)
    await logIn(ann.email, ann.password)
    expect(await outcome('change_password', 'nobody@example.com', password)).toEqual(notDone)
    expect(await backend().count()).toBe(kit.count())
  })

  test('changes an email together with whether it was verified', async () => {
    const { user_id } = await logIn(bob.email, bob.password)
    const email = `b'ob@example.com`
    expect(await outcome('change_email', bob.email, email, true)).toEqual(done)
    expect(await logIn(email, bob.password)).toMatchObject({
      user_id,
      email,
      email_verified: verification,
    })
    await expectRefused(bob.email, bob.password)
    expect(await outcome('get_user', bob.email)).toEqual({ kind: 'none' })
    expect(await outcome('change_email', email, email, false)).toEqual(done)
    expect(await logIn(email, bob.password)).toMatchObject({ user_id, email, email_verified: false })
  })

  test('changes no email into somebody else’s, nor that of nobody', async () => {
    expect(await outcome('change_email', bob.email, upper(ann.email), true)).toMatchObject(taken)
    if (usernames)
      expect(await outcome('change_email', bob.email, ann.username ?? '', true)).toMatchObject(taken)
    expect(await outcome('change_email', 'nobody@example.com', 'new@example.com', true)).toEqual(notDone)
    await expectSamples()
  })

  test('deletes a user once, and does not mind the second time', async () => {
    const { user_id } = await logIn(ann.email, ann.password)
    expect(await outcome('delete', user_id)).toEqual({ kind: 'none' })
    expect(await outcome('delete', user_id)).toEqual({ kind: 'none' })
    await expectRefused(ann.email, ann.password)
    await logIn(bob.email, bob.password)
    expect(await backend().count()).toBe(kit.count() - 1)
  })

  test('deletes nobody for an id that is not there', async () => {
    const { user_id } = await logIn(ann.email, ann.password)
    const ids = [...traits.unknown_ids, `${user_id} or so`, `${user_id}' OR '1'='1`, `x${user_id}`, ann.email]
    for (const unknown of ids) expect(await outcome('delete', unknown)).toEqual({ kind: 'none' })
    await expectSamples()
  })
}
