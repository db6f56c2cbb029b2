/** People of a legacy store on the sign-in page of a real server, with real scripts. @module */
import { platform } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ferry, FerryConnection } from '../support/ferry-process.ts'
import { startFerry } from '../support/ferry-process.ts'
import type { Answer } from '../support/http-call.ts'
import type { LegacyService } from '../support/legacy-service.ts'
import { startLegacyService } from '../support/legacy-service.ts'
import { answerOf, application, CALLBACK, createBrowser } from '../support/sign-in.ts'
import { GET_USER_SCRIPT, LOGIN_SCRIPT } from './clients/stage.ts'

const AT_ONCE = 50

let ferry: Ferry
beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())

let scenes = 0

interface Scene {
  legacy: LegacyService
  connection: FerryConnection
  /** Of Ann in Ferry: no two scenes may have one. */
  user_id: string
  password: string
  /** Signs Ann in on the page. @param local_address as if from another machine */
  signIn(password?: string, local_address?: string): Promise<Answer>
}

/** A legacy store of its own, with Ann in it, and an application. */
async function scene(options: { [key: string]: unknown } = {}): Promise<Scene> {
  const id = ++scenes
  const password = ferry.canaries.make(`the password of Ann ${id}`)
  const legacy = await startLegacyService([{ id, email: 'ann@example.com', password, nickname: 'Ann' }])
  const people = JSON.stringify([{ id, email: 'ann@example.com' }])
  const connection = await ferry.createConnection({
    login: LOGIN_SCRIPT,
    configuration: { url: legacy.url, people },
    options: { customScripts: { login: LOGIN_SCRIPT, get_user: GET_USER_SCRIPT }, ...options },
  })
  const { client_id } = await application(ferry, connection.id)
  const request = { client_id, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid' }
  return {
    legacy,
    connection,
    user_id: `auth0|${id}`,
    password,
    signIn: (typed = password, local_address = undefined) =>
      createBrowser(ferry, local_address).signIn(request, 'ann@example.com', typed),
  }
}

const hasCode = (answer: Answer): boolean => answer.status === 303 && answerOf(answer).code !== undefined

describe('in import mode', () => {
  test('the first sign-in asks the legacy store and stores the person, the second does without it', async () => {
    const { legacy, connection, user_id, signIn } = await scene()
    expect((await signIn('wrong')).text).toContain('Wrong email or password.')
    expect(await ferry.users(connection)).toEqual([])
    expect(hasCode(await signIn())).toBe(true)
    const asked = legacy.requests()
    await legacy.close()
    expect(hasCode(await signIn())).toBe(true)
    expect((await signIn('wrong')).text).toContain('Wrong email or password.')
    expect(legacy.requests()).toBe(asked)
    expect(await ferry.users(connection)).toMatchObject([{ user_id, logins_count: 2 }])
  })

  test('M6, M7: 50 first sign-ins at once are 50 codes, one script run and one user', async () => {
    const { legacy, connection, user_id, signIn } = await scene()
    const addressOf = (n: number) => (platform() === 'linux' ? `127.0.3.${n + 1}` : undefined)
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, n) => signIn(undefined, addressOf(n))),
    )
    expect(answers.filter((answer) => !hasCode(answer)).map(({ status }) => status)).toEqual([])
    expect(legacy.requests()).toBe(1)
    expect(await ferry.users(connection)).toMatchObject([{ user_id, logins_count: AT_ONCE }])
    await legacy.close()
  })

  test('while the legacy store is away, the page says so and stores nobody', async () => {
    const { legacy, connection, signIn } = await scene()
    await legacy.close()
    const answer = await signIn()
    expect(answer.status).toBe(503)
    expect(answer.text).toContain('cannot be checked at the moment')
    expect(await ferry.users(connection)).toEqual([])
  })
})

test('in legacy mode each sign-in asks the legacy store, and none works without it', async () => {
  const { legacy, signIn } = await scene({ import_mode: false })
  expect(hasCode(await signIn())).toBe(true)
  expect(hasCode(await signIn())).toBe(true)
  expect(legacy.requests()).toBe(2)
  await legacy.close()
  const answer = await signIn()
  expect(hasCode(answer)).toBe(false)
  expect(answer.text).not.toContain('Wrong email')
})

test('without custom scripts only people who are stored here sign in', async () => {
  const { legacy, connection, password, signIn } = await scene({
    enabledDatabaseCustomization: false,
    import_mode: false,
  })
  expect((await signIn()).text).toContain('Wrong email or password.')
  await ferry.api('POST', 'users', { connection: connection.name, email: 'ann@example.com', password })
  expect(hasCode(await signIn())).toBe(true)
  expect(legacy.requests()).toBe(0)
  await legacy.close()
})
