import { describe, expect, test } from 'vitest'
import { useSandbox } from '../../support/sandbox.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const ANN = { identifier: 'ann@example.com', password: 'typed-secret' }

const login = (profile: string) => `function login(email, password, callback) { callback(null, ${profile}) }`
const getUser = (profile: string) => `function getUser(email, callback) { callback(null, ${profile}) }`

interface Answer {
  verdict: string
  runs: { script: string; ending: string; duration_ms: number; error?: { code: string } }[]
  checks: { id: string; ok: boolean | null; message: string }[]
  differences: object[]
  unstable: object[]
}

describe('the drift check, in a real sandbox', () => {
  const sandbox = useSandbox()

  async function start(options: object = {}) {
    const server = await startTestServer({ ...sandbox.runtime(), close: async () => undefined })
    const id = await server.connection('legacy', { configuration: { DB: 'stored-secret' }, ...options })
    const check = (body: object) => server.api('POST', `connections/${id}/drift`, { ...ANN, ...body })
    const compare = async (ofLogin: string, ofGetUser: string): Promise<Answer> => {
      const answer = await check({ scripts: { login: ofLogin, get_user: ofGetUser } })
      expect(answer.status, answer.text).toBe(200)
      return answer.body as Answer
    }
    return { ...server, id, check, compare }
  }
  const failing = ({ checks }: Answer) => checks.filter(({ ok }) => ok !== true).map(({ id }) => id)

  test('scripts that tell the same of a person are told to be the same; three runs, nothing stored', async () => {
    const { compare, api, id } = await start()
    const profile = '{ user_id: "7", email: "ann@example.com", app_metadata: { plan: "pro", tags: [1, 2] } }'
    const answer = await compare(login(profile), getUser(profile))
    expect(answer).toMatchObject({ verdict: 'same', differences: [], unstable: [] })
    expect(answer.runs.map(({ script, ending }) => `${script} ${ending}`)).toEqual([
      'login profile',
      'get_user profile',
      'get_user profile',
    ])
    expect(failing(answer)).toEqual([])
    expect((await api('GET', 'users')).body).toEqual([])
    expect((await api('GET', `connections/${id}/runs`)).body).toEqual({ counts: [], runs: [] })
  })

  test('each kind of difference is named with its field: missing, other value, other type, inside metadata', async () => {
    const { compare } = await start()
    const answer = await compare(
      login(
        '{ user_id: 7, email: "ann@example.com", name: "Ann", phone: "1", app_metadata: { plan: "pro", since: 2 } }',
      ),
      getUser(
        '{ user_id: "7", email: "ann@example.com", name: "ANN", nickname: "a", app_metadata: { plan: "free", since: 2 } }',
      ),
    )
    expect(answer).toMatchObject({ verdict: 'different', unstable: [] })
    expect(answer.differences).toEqual([
      { field: 'user_id', kind: 'type', first: 7, second: '7' },
      { field: 'name', kind: 'value', first: 'Ann', second: 'ANN' },
      { field: 'phone', kind: 'only_first', first: '1' },
      { field: 'app_metadata.plan', kind: 'value', first: 'pro', second: 'free' },
      { field: 'nickname', kind: 'only_second', second: 'a' },
    ])
    // Both are kept as the text 7.
    expect(failing(answer)).toEqual(['same_profile'])
  })

  test('another user_id, and one that changes from run to run, are told apart', async () => {
    const { compare } = await start()
    const other = await compare(
      login('{ id: 1, email: "ann@example.com" }'),
      getUser('{ id: 2, email: "ann@example.com" }'),
    )
    expect(other).toMatchObject({ verdict: 'different' })
    expect(failing(other)).toEqual(['same_user_id', 'same_profile'])
    const random = await compare(
      login('{ user_id: "1", email: "ann@example.com" }'),
      getUser('{ user_id: String(Math.random()), email: "ann@example.com" }'),
    )
    expect(failing(random)).toEqual(['same_user_id', 'stable_user_id', 'stable_profile', 'same_profile'])
    expect(random.unstable).toMatchObject([{ field: 'user_id', kind: 'value' }])
  })

  test.each([
    ['callback(null)', 'function (email, callback) { callback(null) }'],
    [
      'a WrongUsernameOrPasswordError',
      'function (email, callback) { callback(new WrongUsernameOrPasswordError(null)) }',
    ],
  ])('a get_user that finds nobody, by %s, is a difference', async (_, source) => {
    const { compare } = await start()
    const answer = await compare(login('{ user_id: 1, email: "ann@example.com" }'), source)
    expect(answer.verdict).toBe('different')
    expect(answer.checks).toContainEqual({
      id: 'found',
      ok: false,
      message: 'get_user does not find the user whom login accepts',
    })
  })

  test('a wrong password, a failing script and an unknown person leave it open, and say why', async () => {
    const { compare } = await start()
    const profile = getUser('{ user_id: 1, email: "ann@example.com" }')
    const wrong = await compare(
      'function (email, password, callback) { callback(new WrongUsernameOrPasswordError(email)) }',
      profile,
    )
    expect(wrong).toMatchObject({ verdict: 'unknown', runs: [{ ending: 'failed' }, {}, {}] })
    expect(wrong.checks[0]).toMatchObject({
      ok: null,
      message: expect.stringContaining('denied the password'),
    })
    const failed = await compare(
      login('{ user_id: 1, email: "ann@example.com" }'),
      'function () { nowhere() }',
    )
    expect(failed.verdict).toBe('unknown')
    expect(failed.checks[1]).toMatchObject({
      ok: null,
      message: expect.stringContaining('nowhere is not defined'),
    })
    const nobody = await compare(login('null'), getUser('null'))
    expect(nobody.verdict).toBe('unknown')
  })

  test('a profile that an import would refuse is compared all the same', async () => {
    const { compare } = await start()
    const answer = await compare(
      login('{ email: "ann@example.com" }'),
      getUser('{ email: "ann@example.com" }'),
    )
    expect(failing(answer)).toEqual(['same_user_id'])
    expect(answer.checks[2]?.message).toBe('login returned no user_id')
  })

  test('the saved texts are used when none are sent; a missing one is named', async () => {
    const { check, api, id } = await start({ customScripts: { login: login('{ user_id: 1, email }') } })
    expect(await check({})).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('no get_user script: send its text') },
    })
    const { body } = await api('GET', `connections/${id}`)
    const { options } = body as { options: { customScripts: object } }
    const customScripts = { ...options.customScripts, get_user: getUser('{ user_id: 1, email }') }
    await api('PATCH', `connections/${id}`, { options: { ...options, customScripts } })
    expect((await check({})).body).toMatchObject({ verdict: 'same' })
  })

  test('neither the typed password nor a configuration value is found in the answer', async () => {
    const { compare } = await start()
    const answer = await compare(
      login('{ user_id: 1, email, note: password + configuration.DB }'),
      getUser('{ user_id: 1, email, note: "typed-secret and " + configuration.DB }'),
    )
    expect(answer.differences).toHaveLength(1)
    expect(JSON.stringify(answer)).not.toMatch(/typed-secret|stored-secret/)
  })

  test('what is wrong with the call is named; it needs the right to change connections', async () => {
    const { check, api, call, id } = await start()
    expect(await check({ identifier: ' ' })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('on property identifier') },
    })
    expect((await api('POST', 'connections/con_x/drift', ANN)).status).toBe(404)
    expect((await call(`/api/v2/connections/${id}/drift`, { method: 'POST', body: ANN })).status).toBe(401)
  })
})
