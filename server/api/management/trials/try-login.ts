/** `POST /api/v2/connections/{id}/try-login`: Ferry's own. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import type { FoundWay } from '../../../migration/decision/decide.ts'
import { reportLogin, reportPreview, runOfLogin } from '../../../migration/trials/login-report.ts'
import type { LoginPreview } from '../../../migration/trials/preview-login.ts'
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
import type { Answer } from './try-login-answer.ts'
import { TryLogin } from './try-login-answer.ts'
import { Ran } from './try-script.ts'

/** The scopes that most applications request. */
const TRIED_SCOPES = ['openid', 'profile', 'email']

/** A login that was answered a moment ago is among these. */
const NEWEST_RUNS = 50

const Claims = z.record(z.string(), z.custom<Json>())

export const tryLogin = defineRoute({
  method: 'post',
  path: '/api/v2/connections/:id/try-login',
  name: 'tryLogin',
  tag: 'Test runs',
  summary: 'Try a sign-in, and get its steps',
  description:
    'Ferry’s own. Signs a person in as the token endpoint would, and answers the steps in their order. A preview stores nothing. A real trial is a sign-in like any other: it imports the user, is logged, and counts as a failed attempt when the password is wrong. No tokens are made. The answer is 200 also when the sign-in fails.',
  scopes: ['update:connections'],
  without_recent_sign_in: 'live_run',
  // Which imports the user.
  needs_recent_sign_in: ({ body }) => body.mode === 'real',
  params: ConnectionParams,
  body: z
    .object({
      identifier: typedText(1_024)
        .refine((typed) => typed.trim() !== '', 'must not be empty')
        .describe('The email address or username, as it is typed to sign in.'),
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
      description: 'The sign-in to try.',
      examples: [{ identifier: 'ann@example.com', password: 'correct horse battery', mode: 'preview' }],
    }),
  result: TryLogin,
  errors: ['inexistent_connection', 'too_many_attempts', 'too_many_requests'],
  async handle(deps, { tenant, params, body, ip }) {
    const connection = await findConnection(deps, params.id)
    const started = performance.now()
    const way = await deps.flows.trials.findWay({
      tenant_id: tenant.tenant_id,
      connection,
      identifier: body.identifier,
    })
    const found = { ...way, found_ms: performance.now() - started }
    const attempt = { connection, found, ...body }
    return body.mode === 'real' ? logIn(deps, attempt, ip) : preview(deps, attempt)
  },
})

interface Attempt {
  connection: Connection
  found: FoundWay & { found_ms: number }
  identifier: string
  password: string
  client_id?: string | undefined
}

/** The protected flow itself, in the name of an application that may use the connection. */
async function logIn(deps: Deps, attempt: Attempt, ip: string | undefined): Promise<Answer> {
  const { connection, identifier, password } = attempt
  const client = await clientOf(deps, attempt)
  const started_at = performance.now()
  const result = await protectedLogin(deps, { client, connection, identifier, password, ip, started_at })
  const scope = TRIED_SCOPES.join(' ')
  recordLogin(deps, { client, connection, identifier, audience: undefined, scope }, result)
  const run = await recordedRun(deps, connection, runOfLogin(result))
  const report = reportLogin(attempt.found, result, run?.duration_ms)
  if (result.kind !== 'success') return { ...report, ...(run && { run }) }
  const { user } = result
  const { client_id } = client
  return {
    ...report,
    user: { user_id: user.user_id, ...(user.email === undefined ? {} : { email: user.email }) },
    id_token_claims: Claims.parse(
      deps.tokens.idTokenClaims({ client_id, user, scopes: TRIED_SCOPES, life_s: idTokenLife(client) }),
    ),
    ...(run && { run }),
  }
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

async function preview(deps: Deps, attempt: Attempt): Promise<Answer> {
  const { connection, identifier, password, found } = attempt
  const { tenant_id } = deps.tenant
  const told = await deps.flows.trials.previewLogin(found, { tenant_id, connection, identifier, password })
  const run = told.kind === 'compared_here' ? undefined : told.run
  return { ...reportPreview(found, told), ...(run && { run: ranOf(run) }) }
}

function ranOf({
  duration_ms,
  cpu_ms,
  logs,
  trace,
}: NonNullable<Extract<LoginPreview, { kind: 'failure' }>['run']>): Answer['run'] {
  return { duration_ms, cpu_ms, logs, trace: trace.map((event) => ({ ...event })) }
}
