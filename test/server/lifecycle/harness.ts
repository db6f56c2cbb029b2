/** Runs one cell of the life-cycle matrix against a real server, and looks into its store. @module */

import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { vi } from 'vitest'
import type { Action, Json, ScriptCall, ScriptOutcome } from '../../../runtime/index.ts'
import { PASSWORD_REALM_GRANT } from '../../../server/clients.ts'
import { createGate } from '../../../server/password/gate.ts'
import { createPasswords } from '../../../server/password/hash.ts'
import { createSecrets } from '../../../server/secrets/index.ts'
import type { NewUser, Store } from '../../../server/store/contract.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import type { FakeRuntime } from '../../support/fake-runtime.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'
import type { Cell, Mode, ScriptAnswer } from './cells.ts'

export const OLD = 'Correct-Horse-9'
export const NEW = 'Battery-Staple-7'

const CLIENT = { client_id: 'matrix', client_secret: 'a-secret-of-the-matrix-that-is-long-enough' }
const SECRET = 'a master key of the matrix, long enough'

const SWITCHES: { [mode in Mode]: { enabledDatabaseCustomization: boolean; import_mode: boolean } } = {
  local: { enabledDatabaseCustomization: false, import_mode: false },
  off: { enabledDatabaseCustomization: false, import_mode: true },
  legacy: { enabledDatabaseCustomization: true, import_mode: false },
  import: { enabledDatabaseCustomization: true, import_mode: true },
}

const source = 'function script () {}'
const SCRIPTS = {
  login: source,
  get_user: source,
  create: source,
  verify: source,
  change_password: source,
  delete: source,
  change_email: source,
}

/** A cell with names of its own. */
export interface Place extends Cell {
  connection: string
  connection_id: string
  email: string
  username: string | undefined
  /** In the legacy store; of the stored user too, unless it never was there. */
  external_id: string
  /** Of the stored user, or of the one who would be. */
  user_id: string
  /** Loopback address of its own, so that nobody's failures count for another. */
  ip: string
}

/** All that the store says of the cell's connection. */
export interface Stored {
  user:
    | {
        user_id: string
        external_id: string
        email: string | null
        email_verified: boolean
        username: string | null
        name: Json
        user_metadata: Json
        app_metadata: Json
        blocked: boolean
        logins_count: number
        was_reset: boolean
        migrated_by: string | null
        password_hash: string | null
      }
    | undefined
  users: number
  migrated: number
}

/** A server in which every cell has its connection and its user. */
export interface Matrix {
  places: readonly Place[]
  /** @returns the HTTP answer, the scripts that ran, what was seen of a letter or a search result */
  run(place: Place): Promise<{ answer: Answer; runs: string[]; seen: boolean | undefined }>
  stored(place: Place): Stored
  /** Whether the password belongs to the hash. */
  verify(hash: string, password: string): Promise<boolean>
}

const withUsername = ({ operation }: Cell): boolean =>
  operation === 'login_username' || operation === 'patch_username'

/** Seeds a store, starts a server on it. @param cells those that are to be run */
export async function openMatrix(
  cells: readonly Cell[],
  whenDone: (work: () => void | Promise<void>) => void,
): Promise<Matrix> {
  const data_dir = temporaryFolder(whenDone)
  const passwords = createPasswords(createGate({ running: 4, queued: 1_000 }))
  const hash = await passwords.hash(OLD)
  const store = await createSqliteStore({ data_dir, secrets: createSecrets({ master: SECRET }) })
  const { tenant_id } = await store.ensureTenant('default')
  const places = await Promise.all(cells.map((cell, index) => seed(store, tenant_id, hash, cell, index)))
  await store.close()

  const script = createScripts(places)
  const server = await startTestServer(
    script.runtime,
    {
      FERRY_DATA_DIR: data_dir,
      FERRY_SECRET: SECRET,
      FERRY_ADMIN_CLIENT_ID: CLIENT.client_id,
      FERRY_ADMIN_CLIENT_SECRET: CLIENT.client_secret,
    },
    whenDone,
  )
  const granted = await server.token({
    grant_type: 'client_credentials',
    ...CLIENT,
    audience: `${server.url}/api/v2/`,
  })
  const { access_token } = granted.body as { access_token: string }
  const db = new DatabaseSync(join(data_dir, 'ferry.db'), { readOnly: true })
  whenDone(() => db.close())
  const api = (method: string, path: string, body?: unknown): Promise<Answer> =>
    server.call(`/api/v2/${path}`, { method, body, headers: { authorization: `Bearer ${access_token}` } })
  const post = (path: string, body: object, { ip }: Place): Promise<Answer> =>
    server.call(path, { method: 'POST', body, local_address: ip })

  /** The secret of a link that an administrator makes. */
  async function link(kind: 'password-change' | 'email-verification', body: object): Promise<string> {
    const { status, text, body: made } = await api('POST', `tickets/${kind}`, body)
    if (status !== 201) throw new Error(text)
    return new URL((made as { ticket: string }).ticket).searchParams.get('ticket') ?? ''
  }

  const submit = (page: string, fields: { [name: string]: string }): Promise<Answer> =>
    server.call(`/u/${page}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    })

  const login = (place: Place, username: string): Promise<Answer> =>
    post(
      '/oauth/token',
      { grant_type: PASSWORD_REALM_GRANT, realm: place.connection, username, password: OLD, ...CLIENT },
      place,
    )

  const signUp = (place: Place): Promise<Answer> => {
    const { connection, email } = place
    const { client_id } = CLIENT
    return post('/dbconnections/signup', { client_id, connection, email, password: OLD }, place)
  }

  const postUser = ({ connection, email }: Place): Promise<Answer> =>
    api('POST', 'users', { connection, email, password: OLD, verify_email: false })

  const path = ({ user_id }: Place): string => `users/${encodeURIComponent(user_id)}`
  const patch = (place: Place, body: object): Promise<Answer> => api('PATCH', path(place), body)

  /** Who was deleted had the link before that; where a script is asked, the link was made after it. */
  async function resetLink(place: Place): Promise<string> {
    const { state, connection_id, email, user_id } = place
    if (wasDeletedWithLink(place)) {
      const secret = await link('password-change', { user_id })
      await api('DELETE', path(place))
      return secret
    }
    const isStored = !['legacy_only', 'deleted', 'tombstoned'].includes(state)
    return link('password-change', isStored ? { user_id } : { connection_id, email })
  }

  async function verificationLink(place: Place): Promise<string> {
    const secret = await link('email-verification', { user_id: place.user_id })
    if (wasDeletedWithLink(place)) await api('DELETE', path(place))
    return secret
  }

  /** The log says what became of a request that is worked on after its answer. */
  async function requestReset(place: Place): Promise<{ answer: Answer; seen: boolean }> {
    const { connection, connection_id, email } = place
    const { client_id } = CLIENT
    const answer = await post('/dbconnections/change_password', { client_id, connection, email }, place)
    const type = await vi.waitFor(
      () => {
        const entry = db
          .prepare("select type from logs where connection_id = ? and type in ('scpr', 'fcpr')")
          .get(connection_id)
        if (!entry) throw new Error('nothing is logged yet')
        return entry.type
      },
      { timeout: 10_000, interval: 20 },
    )
    return { answer, seen: type === 'scpr' }
  }

  async function search({ email, user_id }: Place): Promise<{ answer: Answer; seen: boolean }> {
    const answer = await api('GET', `users?q=${encodeURIComponent(`email:"${email}"`)}`)
    const byEmail = await api('GET', `users-by-email?email=${encodeURIComponent(email)}`)
    const ids = (found: Answer) => (found.body as { user_id: string }[]).map((user) => user.user_id)
    if (String(ids(answer)) !== String(ids(byEmail))) throw new Error('the two searches differ')
    return { answer, seen: ids(answer).includes(user_id) }
  }

  /** What comes before the operation is done by scripts that say yes. */
  async function prepare(place: Place): Promise<string> {
    if (place.operation === 'reset_confirm') return resetLink(place)
    return place.operation === 'verify_link' ? verificationLink(place) : ''
  }

  async function operate(place: Place, ticket: string): Promise<{ answer: Answer; seen?: boolean }> {
    const { email, username = '', connection_id } = place
    switch (place.operation) {
      case 'login_email':
        return { answer: await login(place, email) }
      case 'login_username':
        return { answer: await login(place, username) }
      case 'sign_up':
      case 'sign_up_create':
      case 'sign_up_proof':
        return { answer: await signUp(place) }
      case 'post_user':
      case 'post_user_create':
      case 'post_user_proof':
        return { answer: await postUser(place) }
      case 'reset_request':
        return requestReset(place)
      case 'reset_confirm':
        return { answer: await submit('reset-password', { ticket, password: NEW, password_again: NEW }) }
      case 'patch_email':
        return { answer: await patch(place, { email: `new-${email}` }) }
      case 'patch_username':
        return { answer: await patch(place, { username: `n-${username}` }) }
      case 'patch_verified':
        return { answer: await patch(place, { email_verified: true }) }
      case 'patch_password':
        return { answer: await patch(place, { password: NEW }) }
      case 'patch_name':
        return { answer: await patch(place, { name: 'Changed' }) }
      case 'patch_metadata':
        return { answer: await patch(place, { app_metadata: { changed: true } }) }
      case 'patch_blocked':
        return { answer: await patch(place, { blocked: place.state !== 'blocked' }) }
      case 'verify_link':
        return { answer: await submit('email-verification', { ticket }) }
      case 'delete':
        return { answer: await api('DELETE', path(place)) }
      case 'delete_by_email':
        return {
          answer: await api(
            'DELETE',
            `connections/${connection_id}/users?email=${encodeURIComponent(email)}`,
          ),
        }
      case 'search':
        return search(place)
    }
  }

  return {
    places,
    async run(place) {
      const ticket = await prepare(place)
      const { answer, seen } = await script.during(place, () => operate(place, ticket))
      return { answer, runs: script.ranOf(place), seen }
    },
    stored: ({ connection_id }) => readStored(db, connection_id),
    verify: (phc, password) => passwords.verify(phc, password),
  }
}

/** Such a user is deleted by the cell itself, once the link is made. */
function wasDeletedWithLink({ operation, mode, state }: Cell): boolean {
  if (state !== 'deleted' && state !== 'tombstoned') return false
  if (operation === 'verify_link') return true
  if (operation !== 'reset_confirm') return false
  return mode === 'local' || mode === 'off' || (mode === 'import' && state === 'tombstoned')
}

async function seed(
  store: Store,
  tenant_id: string,
  hash: string,
  cell: Cell,
  index: number,
): Promise<Place> {
  const { mode, state } = cell
  const connection = `c${index}`
  const external_id = state === 'local_only' ? `own-${index}` : `legacy-${index}`
  const place = {
    ...cell,
    connection,
    email: `person-${index}@example.com`,
    username: withUsername(cell) ? `person${index}` : undefined,
    external_id: `legacy-${index}`,
    user_id: `auth0|${external_id}`,
    ip: `127.${1 + Math.floor(index / 62_500)}.${Math.floor(index / 250) % 250}.${1 + (index % 250)}`,
  }
  const made = await store.createConnection(
    tenant_id,
    {
      name: connection,
      strategy: 'auth0',
      options: {
        ...SWITCHES[mode],
        requires_username: withUsername(cell),
        ferry_tombstones: state === 'tombstoned',
      },
      scripts: SCRIPTS,
      configuration: {},
      enabled_clients: [CLIENT.client_id],
    },
    'test',
  )
  if (made.kind !== 'created') throw new Error(made.kind)
  const { connection_id } = made.connection
  const whole = { ...place, connection_id }
  if (state === 'unknown' || state === 'legacy_only') return whole
  const isCached = state === 'cached' || (state === 'blocked' && mode === 'legacy')
  const user: NewUser = {
    connection_id,
    external_id,
    user_id: place.user_id,
    email: place.email,
    email_key: place.email,
    email_verified: false,
    ...(place.username === undefined ? {} : { username: place.username, username_key: place.username }),
    profile: { name: 'Seeded' },
    user_metadata: { seeded: true },
    app_metadata: {},
    blocked: state === 'blocked',
    logged_in: true,
    ...(isCached ? {} : { password_hash: hash }),
    ...(isCached || state === 'local_only' ? {} : { migrated_by: 'login' }),
  }
  const result = await store.createUser(tenant_id, user)
  if (result.kind !== 'created') throw new Error(result.kind)
  const isDeleted = (state === 'deleted' || state === 'tombstoned') && !wasDeletedWithLink(cell)
  if (isDeleted) await store.deleteUser(tenant_id, place.user_id, { tombstone: state === 'tombstoned' })
  return whole
}

/** Scripts that answer what the cell says while it runs, and yes before. */
function createScripts(places: readonly Place[]): {
  runtime: FakeRuntime
  during<T>(place: Place, work: () => Promise<T>): Promise<T>
  ranOf(place: Place): string[]
} {
  const byConnection = new Map(places.map((place) => [place.connection_id, place]))
  const ran = new Map<string, string[]>()
  const runtime = createFakeRuntime((call) => {
    const place = byConnection.get(call.connection_id)
    if (!place) throw new Error('a script of no cell ran')
    const runs = ran.get(place.connection_id)
    runs?.push(call.script.action)
    return outcomeOf(runs ? answerOf(place, call.script.action) : 'profile', call, place)
  })
  return {
    runtime,
    during(place, work) {
      ran.set(place.connection_id, [])
      return work()
    },
    ranOf: ({ connection_id }) => ran.get(connection_id) ?? [],
  }
}

/** The cell's answer is that of one script; the others of a chain do what lets it come that far. */
function answerOf({ operation, answer }: Place, action: Action): ScriptAnswer {
  const [, , step] = /^(sign_up|post_user)(_create|_proof)?$/.exec(operation) ?? [undefined, undefined, '-']
  if (step === '-') return answer
  const asked = step === '_create' ? 'create' : step === '_proof' ? 'login' : 'get_user'
  if (action === asked) return answer
  return action === 'get_user' ? 'none' : 'profile'
}

const PROFILES: readonly Action[] = ['login', 'get_user']

function outcomeOf(
  answer: ScriptAnswer,
  { script: { action }, args }: ScriptCall,
  place: Place,
): ScriptOutcome {
  const isProfile = PROFILES.includes(action)
  switch (answer) {
    case 'profile':
      return { kind: 'value', value: isProfile ? profileOf(place, String(args[0])) : true }
    case 'none':
      return { kind: 'none' }
    case 'validation':
      return { kind: 'rejection', class: 'ValidationError', code: 'nope', message: 'Not that.' }
    case 'error':
      return { kind: 'failure', code: 'script_error', message: 'boom' }
    case 'timeout':
      return { kind: 'failure', code: 'script_timeout', message: 'too long' }
    case 'invalid':
      return isProfile
        ? { kind: 'value', value: { email: place.email } }
        : { kind: 'failure', code: 'invalid_profile', message: 'cannot be copied' }
    case 'unavailable':
      return { kind: 'failure', code: 'legacy_unavailable', message: 'ECONNREFUSED' }
  }
}

/** Of the cell's person; of somebody else when a name is asked for that is not theirs. */
function profileOf({ email, username, external_id }: Place, asked: string): Json {
  const isTheirs = asked === email || asked === username
  if (!isTheirs)
    return {
      user_id: `other-${external_id}`,
      ...(asked.includes('@') ? { email: asked } : { email: `other-${email}`, username: asked }),
    }
  return {
    user_id: external_id,
    email,
    ...(username === undefined ? {} : { username }),
    email_verified: true,
    name: 'Legacy',
    app_metadata: { from: 'legacy' },
  }
}

function readStored(db: DatabaseSync, connection_id: string): Stored {
  const rows = db
    .prepare(
      `select users.*, identities.external_id, identities.password_hash from users
         join identities using (tenant_id, user_id) where identities.connection_id = ?`,
    )
    .all(connection_id)
  if (rows.length > 1) throw new Error('more than one user in the connection')
  const counts = db
    .prepare('select users, migrated from user_counts where connection_id = ?')
    .get(connection_id)
  const [row] = rows
  const json = (text: unknown): Json => JSON.parse(String(text))
  return {
    user: row && {
      user_id: String(row.user_id),
      external_id: String(row.external_id),
      email: row.email as string | null,
      email_verified: row.email_verified === 1,
      username: row.username as string | null,
      name: (json(row.profile) as { name?: Json }).name ?? null,
      user_metadata: json(row.user_metadata),
      app_metadata: json(row.app_metadata),
      blocked: row.blocked === 1,
      logins_count: Number(row.logins_count),
      was_reset: row.last_password_reset !== null,
      migrated_by: row.migrated_by as string | null,
      password_hash: row.password_hash as string | null,
    },
    users: Number(counts?.users ?? 0),
    migrated: Number(counts?.migrated ?? 0),
  }
}
