/** Runs the cells of the life-cycle matrix against a real server. @module */
import { vi } from 'vitest'
import { createPasswords } from '../../../server/password/hash.ts'
import { createHashGate } from '../../../server/password/hash-gate.ts'
import { ensureAdminClient } from '../../../server/process/first-client.ts'
import { createSecrets } from '../../../server/secrets/index.ts'
import { PASSWORD_REALM_GRANT } from '../../../server/tenancy/clients.ts'
import type { Answer } from '../../support/http-call.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'
import { askStore, openTestStore } from '../../support/test-store.ts'
import type { Cell } from './cells.ts'
import type { Place } from './place.ts'
import { CLIENT, NEW, OLD, seed, WRONG, wasDeletedWithLink } from './place.ts'
import { createScripts } from './scripts.ts'
import type { Stored } from './stored.ts'
import { readStored } from './stored.ts'

const SECRET = 'a master key of the matrix, long enough'

/** A server in which every cell has its connection and its user. */
export interface Matrix {
  places: readonly Place[]
  /** @returns the HTTP answer, the scripts that ran, what was seen of a letter or a search result */
  run(place: Place): Promise<{ answer: Answer; runs: string[]; seen: boolean | undefined }>
  stored(place: Place): Promise<Stored>
  /** Whether the password belongs to the hash. */
  verify(hash: string, password: string): Promise<boolean>
}

/** Seeds a store, starts a server on it. @param cells those that are to be run */
export async function openMatrix(
  cells: readonly Cell[],
  whenDone: (work: () => void | Promise<void>) => void,
): Promise<Matrix> {
  const data_dir = temporaryFolder(whenDone)
  const passwords = createPasswords(createHashGate(4, 1_000))
  const hash = await passwords.hash('tenant', OLD)
  const store = await openTestStore({ data_dir, secrets: createSecrets({ master: SECRET }) }, whenDone)
  const { tenant_id } = await store.ensureTenant('default')
  await ensureAdminClient(store, tenant_id, CLIENT)
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

  const login = (place: Place, username: string, password = OLD): Promise<Answer> =>
    post(
      '/oauth/token',
      { grant_type: PASSWORD_REALM_GRANT, realm: place.connection, username, password, ...CLIENT },
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
      async () => {
        const [entry] = await askStore(
          data_dir,
          "select type from logs where connection_id = $1 and type in ('scpr', 'fcpr')",
          connection_id,
        )
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
      case 'login_wrong':
        return { answer: await login(place, email, WRONG) }
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
      // Logins are counted beside the answer; whoever asks for a user waits for that.
      await api('GET', path(place))
      return { answer, runs: script.ranOf(place), seen }
    },
    stored: ({ connection_id }) => readStored(data_dir, connection_id),
    verify: (phc, password) => passwords.verify('tenant', phc, password),
  }
}
