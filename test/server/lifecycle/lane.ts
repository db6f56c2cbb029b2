/** How the steps of a life are taken at a real server. @module */
import { setImmediate as soon } from 'node:timers/promises'
import { expect } from 'vitest'
import * as z from 'zod'
import type { ScriptCall, ScriptOutcome } from '../../../runtime/index.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'
import type { Legacy, Mode, Step, Told } from './model.ts'
import { changeLegacy } from './model.ts'

const SWITCHES = {
  local: { enabledDatabaseCustomization: false, import_mode: false },
  legacy: { enabledDatabaseCustomization: true, import_mode: false },
  import: { enabledDatabaseCustomization: true, import_mode: true },
}
const source = 'function script () {}'
const customScripts = Object.fromEntries(
  ['login', 'get_user', 'create', 'change_password', 'change_email', 'delete'].map((name) => [name, source]),
)
/** @returns options of a connection in that mode */
export const optionsOf = (mode: Mode): object => ({
  ...SWITCHES[mode],
  customScripts,
  passwordPolicy: 'none',
  brute_force_protection: false,
})

const Listed = z.array(
  z.object({
    user_id: z.string(),
    email: z.string(),
    blocked: z.boolean().optional(),
    identities: z.array(z.object({ connection: z.string() })),
  }),
)
const Code = z.object({
  errorCode: z.string().optional(),
  code: z.string().optional(),
  error: z.string().optional(),
})

/** A server that can be stopped and started on its folder, with legacy stores of as many connections as are made. */
export async function openLane() {
  const stores = new Map<string, Legacy>()
  const runtime = createFakeRuntime(async (call) => {
    await soon()
    const legacy = stores.get(call.connection_id)
    if (!legacy) throw new Error('a script of no connection')
    const outcome = answer(call, legacy)
    await soon()
    return outcome
  })
  const environment = {
    FERRY_DATA_DIR: temporaryFolder(),
    FERRY_ADMIN_CLIENT_ID: 'admin',
    FERRY_ADMIN_CLIENT_SECRET: 'an-admin-secret-of-this-test-alone-0123456789',
  }
  const lane = { stores, runtime, server: await startTestServer(runtime, environment), restart }
  for (const shield of ['brute-force-protection', 'suspicious-ip-throttling']) {
    const { status } = await lane.server.api('PATCH', `attack-protection/${shield}`, { enabled: false })
    expect(status).toBe(200)
  }
  async function restart(): Promise<void> {
    await lane.server.stop()
    lane.server = await startTestServer(runtime, environment)
  }
  return lane
}

/** A server of its own for one life after another. */
export type Lane = Awaited<ReturnType<typeof openLane>>

/** What the tenant's scripts say of the legacy store. */
function answer({ script, connection_id, args }: ScriptCall, legacy: Legacy): ScriptOutcome {
  const [first, second] = args
  const found = legacy.rows.find(({ email }) => email === first)
  const said = (isDone: boolean): ScriptOutcome =>
    isDone ? { kind: 'value', value: true } : { kind: 'none' }
  switch (script.action) {
    case 'login':
    case 'get_user':
      if (!found || (script.action === 'login' && found.password !== second)) return { kind: 'none' }
      // An id is somebody's in one connection of the tenant alone.
      return { kind: 'value', value: { user_id: `${connection_id}/${found.id}`, email: found.email } }
    case 'create': {
      const made = z.object({ email: z.string(), password: z.string() }).parse(first)
      return said(changeLegacy(legacy, { op: 'legacy_add', ...made }))
    }
    case 'change_password':
      return said(
        changeLegacy(legacy, { op: 'legacy_password', email: String(first), password: String(second) }),
      )
    case 'change_email':
      return said(changeLegacy(legacy, { op: 'legacy_email', from: String(first), email: String(second) }))
    case 'delete':
      legacy.rows = legacy.rows.filter(({ id }) => `${connection_id}/${id}` !== first)
      return { kind: 'none' }
    default:
      throw new Error(script.action)
  }
}

/** @returns id in the legacy store; `own` of who never was there */
export const idOf = (user_id: string, connection_id: string): string => {
  const prefix = `auth0|${connection_id}/`
  return user_id.startsWith(prefix) ? user_id.slice(prefix.length) : 'own'
}

/** @returns users of the connection */
export async function listed({ api }: TestServer, name: string): Promise<z.output<typeof Listed>> {
  const { body } = await api('GET', 'users?per_page=100')
  return Listed.parse(body).filter(({ identities }) => identities[0]?.connection === name)
}

/** @returns the answer, which has the link */
export const askForLink = ({ api }: TestServer, connection_id: string, email: string): Promise<Answer> =>
  api('POST', 'tickets/password-change', { connection_id, email })

/** Takes one step. @param ticket of a reset */
export async function perform(
  lane: Lane,
  { name, connection_id, legacy }: { name: string; connection_id: string; legacy: Legacy },
  step: Step,
  ids: ReadonlyMap<string, string>,
  ticket: Answer | undefined,
): Promise<Pick<Told, 'status' | 'code'>> {
  const { api, login, call, admin } = lane.server
  const user = (email: string): string => `users/${encodeURIComponent(ids.get(email) ?? 'auth0|nobody')}`
  switch (step.op) {
    case 'login':
      return wire(await login(name, step.email, step.password))
    case 'sign_up': {
      const { email, password } = step
      const body = { client_id: admin.client_id, connection: name, email, password }
      return wire(await call('/dbconnections/signup', { method: 'POST', body }))
    }
    case 'reset': {
      if (ticket?.status !== 201) return wire(ticket ?? { status: 0, body: undefined })
      const { searchParams } = new URL(z.object({ ticket: z.string() }).parse(ticket.body).ticket)
      const { password } = step
      const fields = { ticket: searchParams.get('ticket') ?? '', password, password_again: password }
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const body = new URLSearchParams(fields).toString()
      return wire(await call('/u/reset-password', { method: 'POST', headers, body }))
    }
    case 'set_password':
      return wire(await api('PATCH', user(step.who), { password: step.password }))
    case 'set_email':
      return wire(await api('PATCH', user(step.who), { email: step.email }))
    case 'block':
      return wire(await api('PATCH', user(step.who), { blocked: step.blocked }))
    case 'delete':
      return wire(await api('DELETE', user(step.who)))
    case 'mode':
      return wire(await api('PATCH', `connections/${connection_id}`, { options: optionsOf(step.mode) }))
    case 'restart':
      await lane.restart()
      return { status: 200 }
    default:
      changeLegacy(legacy, step)
      return { status: 200 }
  }
}

function wire({ status, body }: Pick<Answer, 'status' | 'body'>): Pick<Told, 'status' | 'code'> {
  const { errorCode, code, error } = status < 400 ? {} : (Code.safeParse(body).data ?? {})
  const word = errorCode ?? code ?? error
  return word === undefined ? { status } : { status, code: word }
}
