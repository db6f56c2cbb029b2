import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { templates } from '../../templates/index.ts'
import type { Ferry } from '../support/ferry-process.ts'
import { startFerry } from '../support/ferry-process.ts'
import type { HostedRequest } from '../support/hosted-double.ts'
import { useHostedDouble } from '../support/hosted-double.ts'
import { useSandbox } from '../support/sandbox.ts'
import { auth0 } from './hosted/auth0.ts'
import { cognito } from './hosted/cognito.ts'
import { entra } from './hosted/entra.ts'
import { firebase } from './hosted/firebase.ts'
import { keycloak } from './hosted/keycloak.ts'
import { okta } from './hosted/okta.ts'
import { openidPassword } from './hosted/openid-password.ts'
import type { HostedService, Person, Trouble } from './hosted/service.ts'
import { ANN, BOB, CAM } from './hosted/service.ts'
import { supabase } from './hosted/supabase.ts'
import { templateOf } from './support/use-template.ts'

const SERVICES: readonly HostedService[] = [
  auth0,
  cognito,
  firebase,
  supabase,
  keycloak,
  okta,
  entra,
  openidPassword,
]
/** They sign in by email alone. */
const WITHOUT_USERNAMES = ['firebase', 'supabase']
/** Headers in which a service takes the address of the person, from whom it trusts. */
const FORWARDED: { readonly [template: string]: string } = {
  auth0: 'auth0-forwarded-for',
  okta: 'x-forwarded-for',
}
const WRONG = 'not the password'

let ferry: Ferry
beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())

test('every template without a create script is a hosted service, and has its double here', () => {
  const hosted = templates.filter(({ scripts }) => scripts.create === undefined).map(({ id }) => id)
  expect(hosted.toSorted()).toEqual(SERVICES.map(({ template }) => template).toSorted())
})

describe.each(SERVICES)('the template $template', (service) => {
  const template = templateOf(service.template)
  let trouble: Trouble = 'none'
  const double = useHostedDouble((request: HostedRequest) =>
    trouble === 'down' ? { status: 503, body: { message: 'down' } } : service.answer(request, trouble),
  )
  const sandbox = useSandbox({ allow: ['127.0.0.1', 'localhost'] })
  let run = 0
  beforeEach(() => {
    trouble = 'none'
    run++
  })

  /** Each test has a warm isolate of its own: tokens that a script keeps are not those of another test. */
  const runOf = (action: 'login' | 'get_user', ...args: string[]) =>
    sandbox.run(template.scripts[action], {
      connection_id: `con_${run}`,
      script: { action, source: template.scripts[action], revision: action },
      configuration: { values: service.configuration(double.url()), revision: '1' },
      args,
    })
  const ask = async (action: 'login' | 'get_user', ...args: string[]) =>
    (await runOf(action, ...args)).outcome
  const logIn = (person: Person, password = person.password) => ask('login', person.email, password)

  test('a person moves at the first login, and the second login asks Ferry alone', async () => {
    const connection = await ferry.createConnection({
      login: template.scripts.login,
      configuration: service.configuration(double.url()),
      options: { customScripts: { login: template.scripts.login, get_user: template.scripts.get_user } },
    })
    expect((await ferry.login(connection, ANN.email, WRONG)).status).toBe(403)
    expect(await ferry.users(connection)).toEqual([])

    const first = await ferry.login(connection, ANN.email, ANN.password)
    expect(first.text).toMatch(/access_token/)
    const [user] = await ferry.users(connection)
    expect(user).toMatchObject({ user_id: `auth0|${ANN.id}`, email: ANN.email })

    trouble = 'down'
    double.taken()
    expect((await ferry.login(connection, ANN.email, ANN.password)).status).toBe(200)
    expect(double.taken()).toEqual([])
    // The next service has people of the same ids.
    await ferry.api('DELETE', `connections/${connection.id}`)
  })

  test('login and get_user say the same of a person', async () => {
    const profile = await logIn(ANN)
    expect(profile).toMatchObject({
      kind: 'value',
      value: { user_id: ANN.id, email: ANN.email, email_verified: true, name: expect.stringMatching(/Ann/) },
    })
    expect(await ask('get_user', ANN.email)).toEqual(profile)
  })

  test.runIf(!WITHOUT_USERNAMES.includes(service.template))(
    `a person is found by username${WITHOUT_USERNAMES.includes(service.template) ? ' (skipped: the service has none)' : ''}`,
    async () => {
      const profile = await logIn(ANN)
      expect(await ask('login', ANN.username, ANN.password)).toEqual(profile)
      expect(await ask('get_user', ANN.username)).toEqual(profile)
    },
  )

  test('a wrong password and an unknown person are refused, and get_user finds nobody', async () => {
    const refused = { kind: 'rejection', class: 'WrongUsernameOrPasswordError' }
    expect(await logIn(ANN, WRONG)).toMatchObject(refused)
    expect(await logIn({ ...ANN, email: 'nobody@example.com' })).toMatchObject(refused)
    for (const nobody of ['nobody@example.com', 'nobody', `"quoted'`, 'a b*']) {
      expect(await ask('get_user', nobody)).toEqual({ kind: 'none' })
    }
  })

  test('a blocked account is told as blocked, and nobody is returned', async () => {
    const outcome = await logIn(BOB)
    expect(outcome).toMatchObject({ kind: 'rejection', class: 'UnauthorizedError' })
    expect(outcome).toMatchObject({
      message: expect.stringMatching(/account is (?:blocked|disabled|banned|locked)/),
    })
    expect((await logIn(BOB, WRONG)).kind).toBe('rejection')
  })

  test('an account with a second factor does not move without it', async () => {
    const outcome = await logIn(CAM)
    if (service.factor === 'profile') {
      expect(outcome).toMatchObject({
        kind: 'value',
        value: { user_id: CAM.id, mfa_factors: [expect.any(String)] },
      })
    } else {
      expect(outcome).toMatchObject({ kind: 'failure', message: expect.stringMatching(/second factor/) })
    }
  })

  test.each(['rate_limited', 'down', 'wrong_key'] as const)(
    '%s is an error that says so, and no refusal',
    async (kind) => {
      trouble = kind
      const said = { rate_limited: /for now|429/, down: /50\d|down/, wrong_key: /refused|knows no such/ }[
        kind
      ]
      for (const outcome of [await logIn(ANN), await ask('get_user', ANN.email)]) {
        if (kind === 'wrong_key' && outcome.kind === 'value') continue
        expect(outcome).toMatchObject({ kind: 'failure', message: expect.stringMatching(said) })
      }
      if (kind === 'wrong_key') expect((await logIn(ANN)).kind).toBe('failure')
    },
  )

  test.runIf(FORWARDED[service.template])(
    `the address of the person reaches the service${FORWARDED[service.template] ? '' : ' (skipped: the service takes none)'}`,
    async () => {
      const source = template.scripts.login
      double.taken()
      await sandbox.run(source, {
        script: { action: 'login', source, revision: 'login' },
        configuration: { values: service.configuration(double.url()), revision: '1' },
        args: [ANN.email, ANN.password, { request: { ip: '192.0.2.7', user_agent: 'A browser' } }],
      })
      const forwarded = double.taken().map(({ headers }) => headers[FORWARDED[service.template] ?? ''])
      expect(forwarded).toContain('192.0.2.7')
    },
  )

  test('no password and no key of the service stands in what the scripts log or say', async () => {
    const configured = Object.entries(service.configuration(double.url()))
    const keys = configured.filter(([name]) => /SECRET|TOKEN|ACCOUNT|ANON_KEY|ROLE_KEY/.test(name))
    expect(keys).not.toEqual([])
    const secrets = [ANN.password, ...keys.map(([, value]) => value)]
    trouble = 'wrong_key'
    const runs = [await runOf('login', ANN.email, ANN.password), await runOf('get_user', ANN.email)]
    const said = JSON.stringify(runs.map(({ outcome, logs }) => [outcome, logs]))
    for (const secret of secrets) expect(said).not.toContain(secret)
  })
})
