/** The connection and the person that a cell has for itself, and how both come into the store. @module */
import type { NewUser, Store } from '../../../server/store/contract.ts'
import type { Cell, Mode } from './cells.ts'

/** What people have until an operation changes it. */
export const OLD = 'Correct-Horse-9'
/** What they choose then. */
export const NEW = 'Battery-Staple-7'
/** What nobody has. */
export const WRONG = 'Wrong-Donkey-3'

/** The one client, which may do all. */
export const CLIENT = { client_id: 'matrix', client_secret: 'a-secret-of-the-matrix-that-is-long-enough' }

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

const withUsername = ({ operation }: Cell): boolean =>
  operation === 'login_username' || operation === 'patch_username'

/** Such a user is deleted by the cell itself, once the link is made. */
export function wasDeletedWithLink({ operation, mode, state }: Cell): boolean {
  if (state !== 'deleted' && state !== 'tombstoned') return false
  if (operation === 'verify_link') return true
  if (operation !== 'reset_confirm') return false
  return mode === 'local' || mode === 'off' || (mode === 'import' && state === 'tombstoned')
}

/** @param hash of the old password */
export async function seed(
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
