import { describe, expect, test } from 'vitest'
import type { ScriptOutcome } from '../../../runtime/index.ts'
import { PASSWORD, TRUE, useUpdatedUsers, who } from '../../support/use-updated-users.ts'

const start = useUpdatedUsers()

describe('email', () => {
  test('local: it is stored in lower case, unverified, and logs in at once', async () => {
    const { ann, patch, login, ran } = start()
    const { path, name } = await ann('local')
    const answer = await patch(path, { email: ' Anna@Example.com ' })
    expect(answer).toMatchObject({ status: 200, body: { email: 'anna@example.com', email_verified: false } })
    expect(await login(name, 'anna@example.com', PASSWORD)).toMatchObject({ status: 200 })
    expect(await login(name, 'ann@example.com', PASSWORD)).toMatchObject({ status: 403 })
    expect(ran()).toEqual([])
  })

  test('what is taken is refused with Auth0’s text, and nothing changes', async () => {
    const { ann, patch, api } = start()
    const { path, name } = await ann('local')
    await api('POST', 'users', { connection: name, email: 'ben@example.com', password: PASSWORD })
    expect(await patch(path, { email: 'BEN@example.com', blocked: true })).toMatchObject({
      status: 400,
      body: { errorCode: 'auth0_idp_error', message: 'The specified new email already exists' },
    })
    expect((await api('GET', path)).body).toMatchObject({ email: 'ann@example.com', email_verified: true })
    expect((await api('GET', path)).body).not.toHaveProperty('blocked')
  })

  test('import: get_user must know nobody of the new address', async () => {
    const { ann, patch, ran, api } = start(({ args: [email] }) =>
      email === 'zoe@example.com' ? who('zoe@example.com', 'legacy-z') : { kind: 'none' },
    )
    const { path } = await ann('import')
    expect(await patch(path, { email: 'zoe@example.com' })).toMatchObject({
      status: 400,
      body: { message: 'The specified new email already exists' },
    })
    expect((await api('GET', path)).body).toMatchObject({ email: 'ann@example.com' })
    expect(ran()).toEqual(['get_user(zoe@example.com)'])
    expect(await patch(path, { email: 'anna@example.com' })).toMatchObject({ status: 200 })
    expect(ran()).toEqual(['get_user(anna@example.com)'])
  })

  test('import: back to the old address, which the legacy store still knows as this very user', async () => {
    const { ann, patch, annsId } = start(({ args: [email] }) =>
      email === 'ann@example.com' ? who('ann@example.com', annsId()) : { kind: 'none' },
    )
    const { path } = await ann('import')
    expect(await patch(path, { email: 'anna@example.com' })).toMatchObject({ status: 200 })
    expect(await patch(path, { email: 'ann@example.com' })).toMatchObject({
      status: 200,
      body: { email: 'ann@example.com' },
    })
  })

  test('import: an old address of somebody who moved in and changed it is free for others', async () => {
    const { ann, patch, api, annsId } = start(({ args: [email] }) =>
      email === 'ann@example.com' ? who('ann@example.com', annsId()) : { kind: 'none' },
    )
    const { path, name } = await ann('import')
    await patch(path, { email: 'anna@example.com' })
    const ben = await api('POST', 'users', {
      connection: name,
      email: 'ben@example.com',
      password: PASSWORD,
    })
    const { user_id } = ben.body as { user_id: string }
    expect(await patch(`users/${encodeURIComponent(user_id)}`, { email: 'ann@example.com' })).toMatchObject({
      status: 200,
    })
  })

  test('import: a script that fails ends the change with a log id', async () => {
    const { ann, patch, api } = start(() => ({ kind: 'failure', code: 'script_timeout', message: '' }))
    const { path } = await ann('import')
    expect(await patch(path, { email: 'anna@example.com' })).toMatchObject({
      status: 400,
      body: { errorCode: 'script_timeout', log_id: expect.any(String) },
    })
    expect((await api('GET', path)).body).toMatchObject({ email: 'ann@example.com' })
  })

  test('legacy: change_email is told old, new and verified, and its no is a no', async () => {
    let answer: ScriptOutcome = { kind: 'none' }
    const { ann, patch, ran, api } = start(() => answer)
    const { path } = await ann('legacy')
    expect(await patch(path, { email: 'Anna@example.com' })).toMatchObject({ status: 400 })
    expect((await api('GET', path)).body).toMatchObject({ email: 'ann@example.com', email_verified: true })
    answer = TRUE
    expect(await patch(path, { email: 'Anna@example.com', email_verified: true })).toMatchObject({
      status: 200,
      body: { email: 'Anna@example.com', email_verified: true },
    })
    expect(ran()).toEqual([
      'change_email(ann@example.com, Anna@example.com, false)',
      'change_email(ann@example.com, Anna@example.com, true)',
    ])
  })

  test('legacy: without the script the answer is Auth0’s text', async () => {
    const { ann, patch } = start()
    const { path } = await ann('legacy', { customScripts: { login: 'function script () {}' } })
    expect(await patch(path, { email: 'anna@example.com' })).toMatchObject({
      status: 400,
      body: { message: 'change_email script does not exist' },
    })
  })

  test.each(['anna', 'a b@example.com', '', '@example.com'])('%j is no address', async (email) => {
    const { ann, patch } = start()
    const { path } = await ann('local')
    expect(await patch(path, { email })).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_body', message: expect.stringContaining('email') },
    })
  })
})

describe('username', () => {
  test('local and import: it must be free, here and there', async () => {
    const { ann, patch, ran, login } = start(({ args: [name] }) =>
      name === 'zoe'
        ? { kind: 'value', value: { user_id: 'legacy-z', email: 'zoe@example.com', username: 'zoe' } }
        : { kind: 'none' },
    )
    const { path, name } = await ann('import', {
      attributes: { username: { signup: { status: 'optional' } } },
    })
    expect(await patch(path, { username: 'zoe' })).toMatchObject({
      status: 400,
      body: { message: 'The specified new username already exists' },
    })
    expect(await patch(path, { username: 'Anna' })).toMatchObject({ status: 200, body: { username: 'anna' } })
    expect(ran()).toEqual(['get_user(zoe)', 'get_user(Anna)'])
    expect(await login(name, 'ANNA', PASSWORD)).toMatchObject({ status: 200 })
  })

  test('a connection without usernames takes none, and legacy mode has no script for it', async () => {
    const { ann, patch } = start()
    const local = await ann('local')
    expect(await patch(local.path, { username: 'anna' })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('requires_username') },
    })
    const legacy = await ann('legacy')
    expect(await patch(legacy.path, { username: 'anna' })).toMatchObject({
      status: 400,
      body: { errorCode: 'operation_not_supported', message: expect.stringContaining('username') },
    })
  })
})
