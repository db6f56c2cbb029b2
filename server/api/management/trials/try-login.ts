/** `POST /api/v2/connections/{id}/try-login`: Ferry's own. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import type { FoundWay } from '../../../migration/decide.ts'
import { findWay } from '../../../migration/decide.ts'
import { normaliseIdentifier } from '../../../migration/identifier.ts'
import type { LoginResult } from '../../../migration/login.ts'
import type { LoginPreview } from '../../../migration/preview-login.ts'
import { failureOfDenial, previewLogin } from '../../../migration/preview-login.ts'
import type { Client, Connection } from '../../../store/contract.ts'
import { recordLogin } from '../../authentication/login-events.ts'
import { idTokenLife } from '../../authentication/person-tokens.ts'
import { protectedLogin } from '../../authentication/protected-login.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { ClientId, ConnectionParams, findConnection } from '../connections/connection.ts'
import { typedText } from '../members/member-input.ts'
import { recordsWritten } from './runs.ts'
import type { Answer, Steps } from './try-login-answer.ts'
import { answer, NOT_RUN, scriptSteps, step, TryLogin } from './try-login-answer.ts'
import { Ran } from './try-script.ts'

/** What applications mostly ask for. */
const TRIED_SCOPES = ['openid', 'profile', 'email']

/** A login that was answered a moment ago is among these. */
const NEWEST_RUNS = 50

const Claims = z.record(z.string(), z.custom<Json>())

export const tryLogin = defineRoute({
  method: 'post',
  path: '/api/v2/connections/:id/try-login',
  name: 'tryLogin',
  tag: 'Test runs',
  summary: 'Try a login, and get its steps',
  description:
    'Ferry’s own. Signs a person in as the token endpoint would, and answers the steps in their order. A preview stores nothing. A real trial is a login like any other: it imports the user, is logged, and counts as a failed attempt when the password is wrong. No tokens are made. The answer is 200 also when the login fails.',
  scopes: ['update:connections'],
  without_recent_sign_in: 'live_run',
  // Which imports the user.
  asks_all_the_same: ({ body }) => body.mode === 'real',
  params: ConnectionParams,
  body: z
    .object({
      identifier: typedText(1_024)
        .refine((typed) => typed.trim() !== '', 'must not be empty')
        .describe('The e-mail address or username, as it is typed to sign in.'),
      password: typedText(1_024).describe('The password of the person.'),
      client_id: ClientId.optional().describe(
        'The client to sign in at. By default, the first that may use the connection.',
      ),
      mode: z
        .enum(['preview', 'real'])
        .describe(
          '`preview` stores nothing. `real` imports the user, is logged, and counts wrong passwords.',
        ),
    })
    .meta({
      id: 'LoginTrialCreate',
      description: 'The login to try.',
      examples: [{ identifier: 'ann@example.com', password: 'correct horse battery', mode: 'preview' }],
    }),
  result: TryLogin,
  errors: ['inexistent_connection', 'too_many_attempts', 'too_many_requests'],
  async handle(deps, { tenant, params, body, ip }) {
    const connection = await findConnection(deps, params.id)
    const key = normaliseIdentifier(body.identifier.trim())
    const started = performance.now()
    const found = await findWay(deps, { tenant_id: tenant.tenant_id, connection, key })
    const found_ms = performance.now() - started
    const attempt = { connection, found, found_ms, ...body }
    return body.mode === 'real' ? logIn(deps, attempt, ip) : preview(deps, attempt)
  },
})

interface Attempt {
  connection: Connection
  found: FoundWay
  found_ms: number
  identifier: string
  password: string
  client_id?: string | undefined
}

function inFerry(attempt: Attempt): Steps {
  const isHere = attempt.found.stored !== undefined
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
    const checks = result.kind === 'denied' ? result.reason.checks : faultOf(result)?.checks
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
    throw invalidField('client_id', 'This application may not use the connection: enable it, or name another')
  }
  const [wanted = client_id] = client_id === undefined ? enabled_clients : [client_id]
  const client = wanted === undefined ? undefined : await store.findClient(tenant.tenant_id, wanted)
  if (client) return client
  throw invalidField('mode', 'No application may use the connection: enable one, or send preview')
}

/** Undefined when Ferry decided alone; also for those who waited for the same person's login, which ran the script. */
function runOf(result: LoginResult): string | undefined {
  switch (result.kind) {
    case 'success':
      return result.run_id
    case 'denied':
      return result.reason.run_id
    case 'blocked':
      return result.run_id
    case 'failed':
    case 'unavailable':
      return result.log_id
    case 'validation':
    case 'unauthorized':
      return undefined
  }
}

const faultOf = (result: LoginResult) => ('fault' in result ? result.fault : undefined)

function errorOf(result: Exclude<LoginResult, { kind: 'success' }>): NonNullable<Answer['error']> {
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not see through Exclude; tsc does
  switch (result.kind) {
    case 'denied':
      return failureOfDenial(result.reason)
    case 'blocked':
      return { code: 'blocked', message: 'The user is blocked.' }
    case 'validation':
      return { code: result.code, message: result.message }
    case 'unauthorized':
      return { code: 'unauthorized', message: result.message }
    case 'failed':
    case 'unavailable': {
      const { code, fault = { message: `The connection’s script ended with ${result.code}.` } } = result
      const { checks: _, of: _of, ...where } = fault
      return { code, ...where }
    }
  }
}

async function preview(deps: Deps, attempt: Attempt): Promise<Answer> {
  const { connection, identifier, password, found } = attempt
  const { tenant_id } = deps.tenant
  const steps: Steps = inFerry(attempt)
  const told = await previewLogin(deps, found, { tenant_id, connection, identifier, password })
  if (told.kind === 'compared_here') {
    return answer(
      true,
      { ...steps, script: step(null, 'The script would not run: Ferry decides by itself.') },
      {},
    )
  }
  const ran = told.run && ranOf(told.run)
  const duration_ms = told.run?.duration_ms ?? null
  if (told.kind === 'failure') {
    const { failure: error } = told
    const taken = ran ? scriptSteps(error, duration_ms) : { script: NOT_RUN }
    return answer(false, { ...steps, ...taken }, { ...ran, error })
  }
  const notStored = { import: step(null, 'Nothing is stored by a preview.') }
  return answer(true, { ...steps, ...scriptSteps(undefined, duration_ms), ...notStored }, { ...ran })
}

function ranOf({
  duration_ms,
  cpu_ms,
  logs,
  trace,
  checks,
}: NonNullable<Extract<LoginPreview, { kind: 'failure' }>['run']>): Pick<Answer, 'run' | 'checks'> {
  return { run: { duration_ms, cpu_ms, logs, trace: trace.map((event) => ({ ...event })) }, checks }
}
