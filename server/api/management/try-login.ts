/** `POST /api/v2/connections/{id}/try-login`: Ferry's own. @module */
import * as z from 'zod'
import { ApiError } from '../../errors.ts'
import { normaliseIdentifier } from '../../migration/identifier.ts'
import type { LoginResult } from '../../migration/login.ts'
import { keepsTombstones, modeOf } from '../../migration/mode.ts'
import { tryScript } from '../../migration/try-script.ts'
import type { Client, Connection, RunRecord, StoredLogin } from '../../store/contract.ts'
import { recordLogin } from '../authentication/login-events.ts'
import { protectedLogin } from '../authentication/protected-login.ts'
import type { Deps } from '../route.ts'
import { defineRoute } from '../route.ts'
import { ConnectionParams, findConnection } from './connection.ts'
import { typedText } from './member-input.ts'

const STEP_IDS = ['in_ferry', 'script', 'validation', 'import', 'tokens'] as const

const Step = z.object({
  id: z.enum(STEP_IDS),
  ok: z.boolean().nullable().describe('null: it was not taken'),
  detail: z.string(),
  duration_ms: z.number().nullable(),
})

const TryLogin = z.object({
  ok: z.boolean(),
  steps: z.array(Step),
  user: z.object({ user_id: z.string(), email: z.string().optional() }).optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
})

type Answer = z.input<typeof TryLogin>
type Steps = { [id in (typeof STEP_IDS)[number]]?: Omit<z.input<typeof Step>, 'id'> }

const step = (ok: boolean | null, detail: string, duration_ms: number | null = null) => ({
  ok,
  detail,
  duration_ms,
})

/** 200 whether or not the login succeeds. In both modes the answer has the steps in the order in which a login takes them. */
export const tryLogin = defineRoute({
  method: 'post',
  path: '/api/v2/connections/:id/try-login',
  summary: 'Log somebody in and tell it step by step; as a preview, nothing is stored',
  scopes: ['update:connections'],
  params: ConnectionParams,
  body: z.object({
    identifier: typedText(1_024).refine((typed) => typed.trim() !== '', 'must not be empty'),
    password: typedText(1_024),
    mode: z
      .enum(['preview', 'real'])
      .describe(
        'real: a login like any other, which imports the user, is logged and counts against guessing',
      ),
  }),
  result: TryLogin,
  errors: ['inexistent_connection', 'too_many_attempts', 'too_many_requests'],
  async handle(deps, { tenant, params, body, ip }) {
    const connection = await findConnection(deps, params.id)
    const key = normaliseIdentifier(body.identifier.trim())
    const started = performance.now()
    const known = await deps.store.findLogin(tenant.tenant_id, connection.connection_id, key)
    const found_ms = performance.now() - started
    const attempt = { connection, known, found_ms, key, ...body }
    return body.mode === 'real' ? logIn(deps, attempt, ip) : preview(deps, attempt)
  },
})

interface Attempt {
  connection: Connection
  known: StoredLogin | undefined
  found_ms: number
  key: string
  identifier: string
  password: string
}

/** Ferry decides alone, without the script. */
function isServedHere({ connection, known }: Attempt): boolean {
  return (
    modeOf(connection) === 'local' || (modeOf(connection) === 'import' && known?.password_hash !== undefined)
  )
}

function inFerry(attempt: Attempt): Steps {
  const isHere = attempt.known !== undefined
  const detail = isHere ? 'In Ferry already.' : 'Not in Ferry yet.'
  return { in_ferry: step(isHere, detail, attempt.found_ms) }
}

const PROFILE = 'The script returned a profile.'
const USABLE = 'The profile can be used.'

/** @returns where a login ended whose script returned a profile; undefined when it did not */
function profileSteps(code: string, detail: string): Steps | undefined {
  switch (code) {
    case 'invalid_profile':
    case 'profile_mismatch':
      return { validation: step(false, detail) }
    case 'profile_conflict':
      return { validation: step(true, USABLE), import: step(false, detail) }
    default:
      return undefined
  }
}

const NOT_RUN = step(null, 'The script did not run.')

/** The protected flow itself, in the name of the first application that may use the connection. */
async function logIn(deps: Deps, attempt: Attempt, ip: string | undefined): Promise<Answer> {
  const { connection, identifier, password } = attempt
  const client = await firstClient(deps, connection)
  const started_at = performance.now()
  const result = await protectedLogin(deps, { client, connection, identifier, password, ip, started_at })
  recordLogin(deps, { client, connection, identifier, audience: undefined, scope: undefined }, result)
  const run_id = runOf(result)
  const run = run_id === undefined ? undefined : await findRun(deps, connection, run_id)
  const script_ms = run?.duration_ms ?? null
  // The script's own words carry no run: they are the proof that it ran.
  const spoke = result.kind === 'validation' || result.kind === 'unauthorized'
  const ran = (ok: boolean, detail: string): Steps => ({
    script: run_id === undefined && !spoke ? NOT_RUN : step(ok, detail, script_ms),
  })
  const steps = inFerry(attempt)
  if (result.kind !== 'success') {
    const error = errorOf(result)
    const taken = profileSteps(error.code, run?.message ?? error.message)
    return answer(
      false,
      { ...steps, ...(taken ? { ...ran(true, PROFILE), ...taken } : ran(false, error.message)) },
      { error },
    )
  }
  const { user, migrated } = result
  return answer(
    true,
    {
      ...steps,
      ...ran(true, PROFILE),
      ...(run_id === undefined ? {} : { validation: step(true, USABLE) }),
      ...(migrated
        ? { import: step(true, `Imported as ${user.user_id}, with a new hash by argon2id.`) }
        : {}),
    },
    { user: { user_id: user.user_id, ...(user.email === undefined ? {} : { email: user.email }) } },
  )
}

/** The record is written beside the answer of the login. Writes are done in order: after a later one it is there. */
async function findRun(
  { store, tenant: { tenant_id } }: Deps,
  { connection_id }: Connection,
  run_id: string,
): Promise<RunRecord | undefined> {
  await store.ping().catch(() => undefined)
  const runs = await store.listRuns(tenant_id, connection_id, 20)
  return runs.find((one) => one.run_id === run_id)
}

/** @throws {ApiError} invalid_body */
async function firstClient({ store, tenant }: Deps, { enabled_clients }: Connection): Promise<Client> {
  const [client_id] = enabled_clients
  const client = client_id === undefined ? undefined : await store.findClient(tenant.tenant_id, client_id)
  if (client) return client
  throw new ApiError(
    'invalid_body',
    "Payload validation error: 'No application may use the connection: enable one, or send preview' on property mode.",
  )
}

/** Undefined when Ferry decided alone; also for those who waited for the same person's login, which ran the script. */
function runOf(result: LoginResult): string | undefined {
  switch (result.kind) {
    case 'success':
      return result.run_id
    case 'denied':
      return result.reason.run_id
    case 'failed':
    case 'unavailable':
      return result.log_id
    case 'blocked':
    case 'validation':
    case 'unauthorized':
      return undefined
  }
}

function errorOf(result: LoginResult): { code: string; message: string } {
  switch (result.kind) {
    case 'success':
      throw new Error('a success has no error')
    case 'denied':
      return {
        code: result.reason.code,
        message: result.reason.description ?? 'There is no such user, or the password is wrong.',
      }
    case 'blocked':
      return { code: 'blocked', message: 'The user is blocked.' }
    case 'validation':
      return { code: result.code, message: result.message }
    case 'unauthorized':
      return { code: 'unauthorized', message: result.message }
    case 'failed':
    case 'unavailable':
      return { code: result.code, message: `The connection’s script ended with ${result.code}.` }
  }
}

/**
 * As far as a login goes without a write. The password of somebody who is in Ferry is not compared: a preview does not count
 * against guessing, since counting would be a write (A4).
 */
async function preview(deps: Deps, attempt: Attempt): Promise<Answer> {
  const { connection, identifier, password, key, known } = attempt
  const { tenant_id } = deps.tenant
  const steps: Steps = inFerry(attempt)
  if (isServedHere(attempt)) {
    const detail = 'The script would not run: Ferry decides by itself.'
    return answer(known !== undefined, { ...steps, script: step(null, detail) }, {})
  }
  const isTombstoned =
    keepsTombstones(connection) &&
    (await deps.store.isTombstoned(tenant_id, connection.connection_id, { keys: [key] }))
  if (known?.user.blocked || isTombstoned) {
    const error = known
      ? { code: 'blocked', message: 'The user is blocked.' }
      : { code: 'unknown_user', message: 'The user was deleted for good.' }
    return answer(false, { ...steps, script: NOT_RUN }, { error })
  }
  const trial = await tryScript(deps, {
    tenant_id,
    connection,
    action: 'login',
    source: connection.scripts.login?.source ?? '',
    configuration: connection.configuration.values,
    arguments: { identifier, password },
  })
  if (trial.kind === 'missing_argument') throw new Error(`${trial.name} is checked by the endpoint`)
  const { ending, run } = trial
  const { duration_ms } = run
  if (!ending.ok) {
    const { code, message } = ending.error
    const taken = profileSteps(code, message)
    const script = taken ? step(true, PROFILE, duration_ms) : step(false, message, duration_ms)
    return answer(false, { ...steps, script, ...taken }, { error: { code, message } })
  }
  if (ending.result === null) {
    const error = { code: 'script', message: 'The script knows no such user with this password.' }
    return answer(false, { ...steps, script: step(false, error.message, duration_ms) }, { error })
  }
  return answer(
    true,
    {
      ...steps,
      script: step(true, PROFILE, duration_ms),
      validation: step(true, USABLE),
      import: step(null, 'Nothing is stored by a preview.'),
    },
    {},
  )
}

const NOT_TAKEN = step(null, 'Not taken.')

function answer(ok: boolean, taken: Steps, rest: Pick<Answer, 'user' | 'error'>): Answer {
  const tokens = step(null, 'A trial gives no tokens out.')
  const steps = STEP_IDS.map((id) => ({ id, ...({ tokens, ...taken }[id] ?? NOT_TAKEN) }))
  return { ok, steps, ...rest }
}
