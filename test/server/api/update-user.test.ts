import { describe, expect, test } from 'vitest'
import type { ScriptOutcome } from '../../../runtime/index.ts'
import { NEW_PASSWORD, PASSWORD, TRUE, useUpdatedUsers } from '../../support/use-updated-users.ts'

const start = useUpdatedUsers()

describe('password', () => {
  test('local: the policy judges it, and the old one ends', async () => {
    const { ann, patch, login } = start()
    const { path, name } = await ann('local')
    expect(await patch(path, { password: 'weak' })).toMatchObject({
      status: 400,
      body: {
        errorCode: 'invalid_password',
        message: 'PasswordStrengthError: Password is too weak',
        description: { verified: false, rules: [{ code: 'lengthAtLeast', format: [8] }, {}] },
      },
    })
    const answer = await patch(path, { password: NEW_PASSWORD })
    expect(answer).toMatchObject({ status: 200, body: { last_password_reset: expect.any(String) } })
    expect(await login(name, 'ann@example.com', NEW_PASSWORD)).toMatchObject({ status: 200 })
    expect(await login(name, 'ann@example.com', PASSWORD)).toMatchObject({ status: 403 })
  })

  test('old passwords are refused as far back as the history goes', async () => {
    const { ann, patch } = start()
    const { path } = await ann('local', { password_history: { enable: true, size: 2 } })
    const used = { status: 400, body: { message: 'PasswordHistoryError: Password has previously been used' } }
    expect(await patch(path, { password: PASSWORD })).toMatchObject(used)
    expect(await patch(path, { password: `${PASSWORD}b` })).toMatchObject({ status: 200 })
    expect(await patch(path, { password: PASSWORD })).toMatchObject(used)
    expect(await patch(path, { password: `${PASSWORD}c` })).toMatchObject({ status: 200 })
    expect(await patch(path, { password: PASSWORD })).toMatchObject({ status: 200 })
  })

  test('M1: a migrated user’s new password is stored here, and no script runs', async () => {
    const { ann, patch, login, ran } = start()
    const { path, name } = await ann('import')
    expect(await patch(path, { password: NEW_PASSWORD })).toMatchObject({ status: 200 })
    expect(await login(name, 'ann@example.com', NEW_PASSWORD)).toMatchObject({ status: 200 })
    expect(await login(name, 'ann@example.com', PASSWORD)).toMatchObject({ status: 403 })
    expect(ran()).toEqual([])
  })

  test('legacy: change_password changes it, and its date is kept', async () => {
    const last_password_reset = '2024-05-06T07:08:09.000Z'
    let answer: ScriptOutcome = { kind: 'value', value: false }
    const { ann, patch, ran } = start(() => answer)
    const { path } = await ann('legacy')
    expect(await patch(path, { password: NEW_PASSWORD })).toMatchObject({
      status: 400,
      body: { errorCode: 'script_error' },
    })
    answer = { kind: 'value', value: { last_password_reset } }
    expect(await patch(path, { password: NEW_PASSWORD })).toMatchObject({
      status: 200,
      body: { last_password_reset },
    })
    expect(ran()).toEqual(Array(2).fill(`change_password(ann@example.com, ${NEW_PASSWORD})`))
    expect(await patch(path, { password: 'weak' })).toMatchObject({ status: 400 })
    expect(ran()).toEqual([])
  })
})

describe('the rest', () => {
  test('legacy: email verified goes through change_email with the same address', async () => {
    const { ann, patch, ran } = start(() => TRUE)
    const { path } = await ann('legacy')
    expect(await patch(path, { email_verified: false })).toMatchObject({
      status: 200,
      body: { email_verified: false },
    })
    expect(ran()).toEqual(['change_email(ann@example.com, ann@example.com, false)'])
  })

  test('attributes are replaced and null unsets; metadata is merged at the first level', async () => {
    const { ann, patch, ran } = start()
    for (const mode of ['local', 'import'] as const) {
      const { path } = await ann(mode)
      await patch(path, { user_metadata: { a: { x: 1 }, b: 2 }, given_name: 'Ann', name: 'Ann' })
      const answer = await patch(path, {
        given_name: null,
        name: 'Anna',
        user_metadata: { a: { y: 1 }, b: null },
        app_metadata: { plan: 'gold' },
        blocked: true,
      })
      expect(answer).toMatchObject({
        status: 200,
        body: { name: 'Anna', user_metadata: { a: { y: 1 } }, app_metadata: { plan: 'gold' }, blocked: true },
      })
      const body = answer.body as { user_metadata: object }
      expect(body).not.toHaveProperty('given_name')
      expect(body.user_metadata).not.toHaveProperty('b')
    }
    expect(ran()).toEqual([])
  })

  test('legacy: attributes come from the scripts, unless the connection keeps them', async () => {
    const { ann, patch } = start()
    const synced = await ann('legacy')
    expect(await patch(synced.path, { name: 'Anna', app_metadata: { plan: 'gold' } })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('cannot be updated: name.') },
    })
    expect(await patch(synced.path, { app_metadata: { plan: 'gold' }, blocked: true })).toMatchObject({
      status: 200,
      body: { app_metadata: { plan: 'gold' }, blocked: true },
    })
  })

  test('legacy: an attribute that is kept outlives the next login', async () => {
    const { ann, patch, login, api } = start()
    const { path, name } = await ann('legacy', { set_user_root_attributes: 'on_first_login' })
    expect(await patch(path, { name: 'Anna' })).toMatchObject({ status: 200 })
    await login(name, 'ann@example.com', PASSWORD)
    expect((await api('GET', path)).body).toMatchObject({ name: 'Anna' })
  })

  test.each([
    [{ email: 'a@b.example', password: PASSWORD }, 'Cannot update password and email simultaneously'],
    [{ email: 'a@b.example', username: 'ann' }, 'Cannot update username and email simultaneously'],
    [{ username: 'ann', password: PASSWORD }, 'Cannot update password and username simultaneously'],
    [{ app_metadata: { lastIP: '::1' } }, 'lastIP'],
    [{ user_metadata: { 'a.b': 1 } }, 'user_metadata.a.b'],
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(151) }, 'name'],
    [{ phone_number: '0123' }, 'phone_number'],
    [{ email: null }, 'email'],
    [{ connection: 'other', blocked: true }, 'no identity in this connection'],
  ])('%j is refused', async (body, text) => {
    const { ann, patch } = start()
    const { path } = await ann('local')
    expect(await patch(path, body)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(text) },
    })
  })

  test('a user who is not there is 404', async () => {
    const { patch } = start()
    expect(await patch('users/auth0%7Cnobody', { blocked: true })).toMatchObject({
      status: 404,
      body: { errorCode: 'inexistent_user', message: 'The user does not exist.' },
    })
  })

  test('a change of email, username or password is in the user’s log, done or failed', async () => {
    const { ann, patch, api } = start()
    const { path } = await ann('local')
    await patch(path, { email: 'anna@example.com' })
    await patch(path, { email: 'nonsense' })
    await patch(path, { password: NEW_PASSWORD })
    await patch(path, { password: 'weak' })
    const { body } = await api('GET', `${path}/logs`)
    const types = (body as { type: string }[])
      .map(({ type }) => type)
      .filter((type) => !/^[sf]api$/.test(type))
    expect(types.toSorted()).toEqual(['fce', 'fcp', 'sce', 'scp'])
    expect(JSON.stringify(body)).not.toContain(NEW_PASSWORD)
  })
})

describe('races', () => {
  test('two administrators change one user: both changes are there', async () => {
    const { ann, patch, api } = start()
    const { path } = await ann('local')
    const all = Array.from({ length: 10 }, (_, at) => patch(path, { user_metadata: { [`k${at}`]: at } }))
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual(Array(10).fill(200))
    const { body } = await api('GET', path)
    expect(Object.keys((body as { user_metadata: object }).user_metadata)).toHaveLength(10)
  })

  test('a new address that somebody signs up with while the script runs belongs to one of them', async () => {
    const asked = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    let runs = 0
    const { ann, patch, api } = start(async () => {
      // The first to ask is the change.
      if (++runs === 1) {
        asked.resolve()
        await goOn.promise
      }
      return { kind: 'none' }
    })
    const { path, name } = await ann('import')
    const change = patch(path, { email: 'new@example.com' })
    await asked.promise
    const ben = await api('POST', 'users', {
      connection: name,
      email: 'new@example.com',
      password: PASSWORD,
    })
    expect(ben).toMatchObject({ status: 201 })
    goOn.resolve()
    expect(await change).toMatchObject({
      status: 400,
      body: { message: 'The specified new email already exists' },
    })
  })

  test('a change between the deletion in the legacy store and that in Ferry finds no user', async () => {
    const removed = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const { ann, patch, api } = start(async ({ script: { action } }) => {
      if (action === 'delete') {
        removed.resolve()
        await goOn.promise
        return { kind: 'value', value: true }
      }
      // The record is gone: the script changes none.
      goOn.resolve()
      return { kind: 'value', value: false }
    })
    const { path } = await ann('legacy')
    const deletion = api('DELETE', path)
    await removed.promise
    expect(await patch(path, { password: 'Correct-Horse-9' })).toMatchObject({ status: 404 })
    expect(await deletion).toMatchObject({ status: 204 })
  })

  test('a user deleted while the script runs stays deleted', async () => {
    const asked = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const { ann, patch, api } = start(async () => {
      asked.resolve()
      await goOn.promise
      return { kind: 'none' }
    })
    const { path } = await ann('import')
    const change = patch(path, { email: 'new@example.com' })
    await asked.promise
    expect(await api('DELETE', path)).toMatchObject({ status: 204 })
    goOn.resolve()
    expect(await change).toMatchObject({ status: 404 })
    expect(await api('GET', path)).toMatchObject({ status: 404 })
  })
})
