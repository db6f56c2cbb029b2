/** `/api/v2/user-blocks`: who is refused after too many wrong passwords, and letting them in again. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { normaliseIdentifier } from '../../../migration/identifiers/identifier.ts'
import type { CountedPerson } from '../../../migration/identifiers/own-identity.ts'
import { countedPerson, keyOfSpellings } from '../../../migration/identifiers/own-identity.ts'
import { protectionSettings } from '../../../protection/settings.ts'
import type { FailedPerson, User } from '../../../store/contract.ts'
import type { Deps } from '../../http/deps.ts'
import { defineRoute } from '../../route/route.ts'
import { UserParams } from '../../shapes/management-user.ts'

const UserBlocks = z
  .object({
    blocked_for: z
      .array(
        z.object({
          identifier: z.string().describe('What the person types to sign in.'),
          ip: z
            .string()
            .optional()
            .describe(
              'The address, or the IPv6 network. Missing when the person is refused from everywhere.',
            ),
          connection: z.string().describe('The name of the connection.'),
        }),
      )
      .describe('The blocks, at most 1,000 for each identifier.'),
  })
  .meta({ id: 'UserBlocks', description: 'From where a person is refused after too many wrong passwords.' })

const IdentifierQuery = z.object({
  identifier: z
    .string()
    .min(1)
    .max(320)
    .describe('The email address or username, as it is typed to sign in.'),
})

/** Blocks that are told at most. */
const MOST_BLOCKS = 1_000

export const listBlocksByIdentifier = defineRoute({
  method: 'get',
  path: '/api/v2/user-blocks',
  name: 'listBlocksByIdentifier',
  tag: 'User blocks',
  summary: 'List blocks by identifier',
  description: 'Lists the blocks of a person in all connections, by what the person types to sign in.',
  scopes: ['read:users'],
  query: IdentifierQuery,
  result: UserBlocks,
  async handle(deps, { query }) {
    const key = normaliseIdentifier(query.identifier)
    const counted = await countedOf(deps, key)
    const blocks = await blocksOf(deps, [...new Set([...counted.values()].map((one) => one.key))])
    return {
      blocked_for: blocks.flatMap((block) => {
        const person = counted.get(block.connection_id)
        if (person?.key !== block.identifier) return []
        return [toBlock(person.is_stored ? block : { ...block, identifier: key })]
      }),
    }
  },
})

export const deleteBlocksByIdentifier = defineRoute({
  method: 'delete',
  path: '/api/v2/user-blocks',
  name: 'deleteBlocksByIdentifier',
  tag: 'User blocks',
  summary: 'Lift blocks by identifier',
  description:
    'Lifts the blocks of a person in all connections, by what the person types to sign in. Lifting blocks of a person who has none succeeds.',
  scopes: ['update:users'],
  query: IdentifierQuery,
  async handle(deps, { query }) {
    const { store, tenant, events } = deps
    const key = normaliseIdentifier(query.identifier)
    let lifted = await store.forgetLoginFailures(tenant.tenant_id, { person: key })
    for (const [connection_id, { key: person }] of await countedOf(deps, key)) {
      if (await store.forgetLoginFailures(tenant.tenant_id, { person, connection_id })) lifted = true
    }
    if (lifted) events.record({ type: 'ublkdu', user_name: query.identifier })
  },
})

export const listBlocksOfUser = defineRoute({
  method: 'get',
  path: '/api/v2/user-blocks/:id',
  name: 'listBlocksOfUser',
  tag: 'User blocks',
  summary: 'List the blocks of a user',
  description: 'Lists the blocks of a user, by every identifier that the user can type.',
  scopes: ['read:users'],
  params: UserParams,
  result: UserBlocks,
  errors: ['inexistent_user'],
  async handle(deps, { params }) {
    const user = await findUser(deps, params.id)
    const own = new Set(user.identities.map(({ connection }) => connection))
    const blocks = await blocksOf(deps, keysOf(user))
    return { blocked_for: blocks.filter(({ connection }) => own.has(connection)).map(toBlock) }
  },
})

export const deleteBlocksOfUser = defineRoute({
  method: 'delete',
  path: '/api/v2/user-blocks/:id',
  name: 'deleteBlocksOfUser',
  tag: 'User blocks',
  summary: 'Lift the blocks of a user',
  description: 'Lifts the blocks that wrong passwords caused. `blocked` of the user itself stays as it is.',
  scopes: ['update:users'],
  params: UserParams,
  errors: ['inexistent_user'],
  async handle(deps, { params }) {
    const { store, events } = deps
    const user = await findUser(deps, params.id)
    let lifted = false
    for (const { connection_id } of user.identities) {
      for (const person of keysOf(user).flatMap((key) => [key, keyOfSpellings(key)])) {
        if (await store.forgetLoginFailures(user.tenant_id, { person, connection_id })) lifted = true
      }
    }
    if (lifted) {
      events.record({ type: 'ublkdu', user_id: user.user_id, user_name: user.email ?? user.username })
    }
  },
})

async function findUser({ store, tenant }: Deps, user_id: string): Promise<User> {
  const user = await store.findUser(tenant.tenant_id, user_id)
  if (!user) throw new ApiError('inexistent_user')
  return user
}

/** Connections that one call looks into. */
const MOST_CONNECTIONS = 1_000

/** @returns by connection, whom the failures of whoever is typed so there are counted for */
async function countedOf(
  { store, tenant: { tenant_id } }: Deps,
  typed: string,
): Promise<Map<string, CountedPerson>> {
  const page = { kind: 'offset', offset: 0, limit: MOST_CONNECTIONS } as const
  const { items } = await store.pageConnectionIds(tenant_id, {}, page)
  const counted = await Promise.all(
    items.map(async (connection_id): Promise<[string, CountedPerson]> => {
      const stored =
        (await store.findLogin(tenant_id, connection_id, typed)) ??
        (await store.findAlias(tenant_id, connection_id, typed))
      return [connection_id, await countedPerson(store, { tenant_id, connection_id, typed }, stored)]
    }),
  )
  return new Map(counted)
}

/** What can be typed for a user. */
function keysOf({ email, username }: User): string[] {
  return [email, username].filter((name) => name !== undefined).map(normaliseIdentifier)
}

interface Block {
  identifier: string
  ip?: string
  connection: string
  connection_id: string
}

const toBlock = ({ connection_id: _, ...block }: Block): Omit<Block, 'connection_id'> => block

async function blocksOf({ store, tenant: { tenant_id } }: Deps, keys: readonly string[]): Promise<Block[]> {
  const { brute_force } = await protectionSettings(store, tenant_id)
  if (!brute_force.enabled || !brute_force.shields.includes('block')) return []
  const everywhere = brute_force.mode === 'count_per_identifier'
  const lists = await Promise.all(
    keys.map((key) => store.listFailedPersons(tenant_id, key, brute_force.max_attempts, MOST_BLOCKS)),
  )
  const failed = lists.flat().filter(({ address }) => (address === '') === everywhere)
  const names = await connectionNames({ store, tenant_id }, failed)
  return failed.flatMap(({ person, address, connection_id }) => {
    const connection = names.get(connection_id)
    if (connection === undefined) return []
    return [{ identifier: person, ...(address === '' ? {} : { ip: address }), connection, connection_id }]
  })
}

/** @returns names by id, without connections that count no failures */
async function connectionNames(
  { store, tenant_id }: { store: Deps['store']; tenant_id: string },
  failed: readonly FailedPerson[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const connection_id of new Set(failed.map((one) => one.connection_id))) {
    const connection = await store.findConnection(tenant_id, connection_id)
    if (connection && connection.options.brute_force_protection !== false) {
      names.set(connection_id, connection.name)
    }
  }
  return names
}
