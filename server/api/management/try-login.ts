/** `POST /api/v2/connections/{id}/try-login`: Ferry's own. @module */
import * as z from 'zod'
import type { Json } from '../../../runtime/index.ts'
import { ApiError } from '../../errors.ts'
import { normaliseIdentifier } from '../../migration/identifier.ts'
import { isKeptAway } from '../../migration/kept-away.ts'
import type { LoginResult } from '../../migration/login.ts'
import { modeOf } from '../../migration/mode.ts'
import { tryScript } from '../../migration/try-script.ts'
import type { Client, Connection, StoredLogin } from '../../store/contract.ts'
import { recordLogin } from '../authentication/login-events.ts'
import { idTokenLife } from '../authentication/person-tokens.ts'
import { protectedLogin } from '../authentication/protected-login.ts'
import type { Deps } from '../route.ts'
import { defineRoute } from '../route.ts'
import { ClientId, ConnectionParams, findConnection } from './connection.ts'
import { typedText } from './member-input.ts'
import { recordsWritten } from './runs.ts'
import type { Answer, Steps } from './try-login-answer.ts'
import { answer, NOT_RUN, scriptSteps, step, TryLogin } from './try-login-answer.ts'
import { Ran } from './try-script.ts'

/** What applications mostly ask for. */
const TRIED_SCOPES = ['openid', 'profile', 'email']

/** A login that was answered a moment ago is among these. */
const NEWEST_RUNS = 50

const Claims = z.record(z.string(), z.custom<Json>())

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
    client_id: ClientId.optional().describe(
      'In whose name, of those that may use the connection; default: the first of these',
    ),
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
  client_id?: string | undefined
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

/** The protected flow itself, in the name of an application that may use the connection. */
async function logIn(deps: Deps, attempt: Attempt, ip: string | undefined): Promise<Answer> {
  const { connection, identifier, password } = attempt
  const client = await clientOf(deps, attempt)
  const started_at = performance.now()
  const result = await protectedLogin(deps, { client, connection, identifier, password, ip, started_at })
  const scope = TRIED_SCOPES.join(' ')
  recordLogin(deps, { client, connection, identifier, audience: undefined, scope }, result)
  const run = await recordedRun(deps, connection, runOf(result))
  const steps = inFerry(attempt)
  // The script's own words carry no run: they are the proof that it ran.
  const spoke = result.kind === 'validation' || result.kind === 'unauthorized'
  const asked = runOf(result) !== undefined || spoke
  if (result.kind !== 'success') {
    const error = errorOf(result)
    const taken = asked ? scriptSteps(error, run?.duration_ms ?? null) : { script: NOT_RUN }
    const checks = 'fault' in result ? result.fault?.checks : undefined
    return answer(false, { ...steps, ...taken }, { error, ...(run && { run }), ...(checks && { checks }) })
  }
  const { user, migrated, checks } = result
  const { client_id } = client
  return answer(
    true,
    {
      ...steps,
      ...(asked ? scriptSteps(undefined, run?.duration_ms ?? null) : { script: NOT_RUN }),
      ...(migrated && {
        import: step(true, `Imported as ${user.user_id}, with a new hash by argon2id.`),
      }),
      tokens: step(true, 'The application would be given tokens; a trial makes none.'),
    },
    {
      user: { user_id: user.user_id, ...(user.email === undefined ? {} : { email: user.email }) },
      id_token_claims: Claims.parse(
        deps.tokens.idTokenClaims({ client_id, user, scopes: TRIED_SCOPES, life_s: idTokenLife(client) }),
      ),
      ...(run && { run }),
      ...(checks && { checks }),
    },
  )
}

/** The record is written beside the login: what came before a ping is in the store. */
async function recordedRun(
  deps: Deps,
  { connection_id }: Connection,
  run_id: string | undefined,
): Promise<Answer['run']> {
  if (run_id === undefined) return undefined
  await recordsWritten(deps)
  const runs = await deps.store.listRuns(deps.tenant.tenant_id, connection_id, NEWEST_RUNS)
  const run = runs.find((one) => one.run_id === run_id)
  if (!run) return undefined
  const { duration_ms, cpu_ms } = run
  return { run_id, duration_ms, cpu_ms, logs: Ran.logs.parse(run.logs), trace: Ran.trace.parse(run.trace) }
}

/** @throws {ApiError} invalid_body */
async function clientOf({ store, tenant }: Deps, { connection, client_id }: Attempt): Promise<Client> {
  const { enabled_clients } = connection
  if (client_id !== undefined && !enabled_clients.includes(client_id)) {
    throw new ApiError(
      'invalid_body',
      "Payload validation error: 'This application may not use the connection: enable it, or name another' on property client_id.",
    )
  }
  const [wanted = client_id] = client_id === undefined ? enabled_clients : [client_id]
  const client = wanted === undefined ? undefined : await store.findClient(tenant.tenant_id, wanted)
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

function errorOf(result: LoginResult): NonNullable<Answer['error']> {
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
    case 'unavailable': {
      const { code, fault = { message: faultText(code) } } = result
      const { checks: _, ...where } = fault
      return { code, ...where }
    }
  }
}

const faultText = (code: string): string =>
  code === 'profile_conflict'
    ? 'Another user has the id, the email or the username of this profile already.'
    : `The connection’s script ended with ${code}.`

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
  const isTombstoned = await isKeptAway(deps, tenant_id, connection, { keys: [key] })
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
  const { ending } = trial
  const { duration_ms, cpu_ms, logs, checks } = trial.run
  const trace = trial.run.trace.map((event) => ({ ...event }))
  const told = { run: { duration_ms, cpu_ms, logs, trace }, checks }
  if (!ending.ok) {
    const { code, message, line, column } = ending.error
    const error = {
      code,
      message,
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
    }
    return answer(false, { ...steps, ...scriptSteps(error, duration_ms) }, { ...told, error })
  }
  if (ending.result === null) {
    const error = { code: 'script', message: 'The script knows no such user with this password.' }
    return answer(false, { ...steps, ...scriptSteps(error, duration_ms) }, { ...told, error })
  }
  const notStored = { import: step(null, 'Nothing is stored by a preview.') }
  return answer(true, { ...steps, ...scriptSteps(undefined, duration_ms), ...notStored }, told)
}
