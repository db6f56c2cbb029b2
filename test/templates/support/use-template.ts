/** A template in a real sandbox, with a store of its own. @module */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { Json, ScriptOutcome, ScriptRun } from '../../../runtime/index.ts'
import { renameTemplate } from '../../../templates/in-worker.ts'
import type { Template, TemplateScript } from '../../../templates/index.ts'
import { TEMPLATE_SCRIPTS, templates } from '../../../templates/index.ts'
import { useSandbox } from '../../support/sandbox.ts'
import type { TemplateBackend } from './backend.ts'

/** What scripts return of a user. */
interface Profile {
  user_id: string
  email: string
  email_verified: boolean
  username?: string
}

/** A user whom the store has after `reset`. */
export interface SampleUser {
  email: string
  username?: string | undefined
  password: string
  email_verified: boolean
}

type Configuration = { [key: string]: string }
type Run = (action: TemplateScript, ...args: Json[]) => Promise<ScriptRun>

/** A template under test. */
export interface TemplateKit {
  id: string
  samples: readonly SampleUser[]
  /** Scripts that the template has. */
  actions: readonly TemplateScript[]
  ann: SampleUser
  bob: SampleUser
  backend(): TemplateBackend
  /** Users after `reset`. */
  count(): number
  /** Runs scripts of another connection, with a configuration of its own. */
  runWith(values: Configuration, connection: string): Run
  outcome(action: TemplateScript, ...args: Json[]): Promise<ScriptOutcome>
  /** @throws when the login script does not return a profile */
  logIn(identifier: string, password: string): Promise<Profile>
  expectRefused(identifier: string, password: string): Promise<void>
  /** Nobody is gone or changed, but for passwords, and as many are new. */
  expectSamples(created?: number): Promise<void>
}

/** For web services, which have users of their own. */
const SERVICE_USERS: readonly SampleUser[] = [
  {
    email: 'Ann@Example.com',
    username: 'Ann',
    password: 'correct horse battery staple',
    email_verified: true,
  },
  { email: 'bob@example.com', password: 'Zürich ☃ 2012', email_verified: false },
]

/** @returns the template @throws when there is none */
export function templateOf(id: string): Template {
  const found = templates.find((template) => template.id === id)
  if (!found) throw new Error(`there is no template ${id}`)
  return found
}

/** @returns the users that the store has after `reset` */
export function samplesOf(template: Template): readonly SampleUser[] {
  return template.sample?.users ?? SERVICE_USERS
}

/** @param without columns that the table lacks @returns the template, whose scripts name none of them */
export function templateWithout(id: string, without: readonly string[]): Template {
  const template = templateOf(id)
  if (without.length === 0) return template
  const [table] = template.store?.tables ?? []
  const columns = Object.fromEntries(without.map((column) => [column, null]))
  const result = renameTemplate(template, { [table?.name ?? '']: { columns } })
  if (result.kind !== 'renamed') throw new Error(JSON.stringify(result))
  return result.template
}

/** @returns the columns that a template’s table may lack, with what of the user they are */
export function optionalColumns(id: string): { name: string; becomes: string }[] {
  const [table] = templateOf(id).store?.tables ?? []
  return (table?.columns ?? []).filter(({ without }) => without !== undefined)
}

/** Sample users as a table without some columns has them. */
function lacking(users: readonly SampleUser[], id: string, without: readonly string[]): SampleUser[] {
  const gone = new Set(
    optionalColumns(id).flatMap(({ name, becomes }) => (without.includes(name) ? [becomes] : [])),
  )
  return users.map(({ username, ...user }) => ({
    ...user,
    ...(username !== undefined && !gone.has('username') && { username }),
    ...(gone.has('email_verified') && { email_verified: false }),
  }))
}

/**
 * Opens the store for the tests of this file or `describe`; after each test no connection may be left.
 *
 * @param without columns that its table lacks
 */
export function useTemplate(
  id: string,
  open: () => Promise<TemplateBackend>,
  without: readonly string[] = [],
): TemplateKit {
  const template = templateWithout(id, without)
  const samples = lacking(samplesOf(templateOf(id)), id, without)
  const [ann, bob] = samples
  if (!ann || !bob) throw new Error('a template needs two sample users')
  const sandbox = useSandbox({ allow: ['127.0.0.1', 'localhost'] })
  let backend: TemplateBackend | undefined
  let count = 0
  const opened = (): TemplateBackend => {
    if (!backend) throw new Error('the store is there in tests only')
    return backend
  }

  beforeAll(async () => {
    backend = await open()
  })
  beforeEach(async () => {
    await opened().reset()
    count = await opened().count()
  })
  afterEach(() => expect.poll(() => opened().open_connections(), { timeout: 5_000 }).toBe(0))
  afterAll(() => backend?.close())

  const runWith =
    (values: Configuration, connection: string): Run =>
    (action, ...args) => {
      const text = template.scripts[action]
      if (text === undefined) throw new Error(`${id} has no ${action} script`)
      const source = opened().wrap?.(text) ?? text
      return sandbox.run(source, {
        connection_id: connection,
        script: { action, source, revision: action },
        configuration: { values, revision: connection },
        args,
      })
    }
  const outcome: TemplateKit['outcome'] = async (action, ...args) => {
    const run = await runWith(opened().configuration(), id)(action, ...args)
    return run.outcome
  }
  return {
    id,
    samples,
    actions: TEMPLATE_SCRIPTS.filter((action) => template.scripts[action] !== undefined),
    ann,
    bob,
    backend: opened,
    count: () => count,
    runWith,
    outcome,
    async logIn(identifier, password) {
      const ended = await outcome('login', identifier, password)
      if (ended.kind !== 'value') throw new Error(`${identifier} could not log in: ${JSON.stringify(ended)}`)
      return ended.value as unknown as Profile
    },
    async expectRefused(identifier, password) {
      expect(await outcome('login', identifier, password)).toMatchObject({
        kind: 'rejection',
        class: 'WrongUsernameOrPasswordError',
      })
    },
    async expectSamples(created = 0) {
      expect(await opened().count()).toBe(count + created)
      for (const { email, email_verified } of samples) {
        expect(await outcome('get_user', email)).toMatchObject({ value: { email, email_verified } })
      }
    },
  }
}
