/** A connection as the Management API takes and shows it. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { DEFAULT_LIMITS } from '../../../../runtime/index.ts'
import { ApiError } from '../../../common/errors.ts'
import type { Connection } from '../../../store/contract.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { isStorable, isStorableText, UNSTORABLE } from '../../shapes/storable.ts'
import { toMarks } from './configuration-marks.ts'

const AnyJson = z.custom<Json>()
const MAX_CONFIGURATION_BYTES = 1024 * 1024
const MOST_CONFIGURATION_KEYS = 500
/** Name of a key of the configuration. */
export const KeyName = z.string().regex(/^[^\p{Cc}]{1,128}$/u, 'must be a key of 1 to 128 characters')

/** Text of 1 to so many characters. */
export const text = (max_characters: number) =>
  z.string().min(1).max(max_characters).refine(isStorableText, UNSTORABLE)

/** Name of a client in lists of those that may use a connection. */
export const ClientId = text(200)

/** Text of one script. */
export const ScriptSource = z
  .string()
  .refine(
    (source) => Buffer.byteLength(source) <= DEFAULT_LIMITS.source_bytes,
    `is longer than ${DEFAULT_LIMITS.source_bytes} bytes`,
  )
  .refine((source) => source.isWellFormed(), 'has characters that cannot be stored')

/** Values are strings: scripts read them from the global `configuration`. */
export const ConfigurationInput = z
  .record(KeyName, z.string().refine(isStorableText, UNSTORABLE))
  .refine(
    (values) => Object.keys(values).length <= MOST_CONFIGURATION_KEYS,
    `has more than ${MOST_CONFIGURATION_KEYS} keys`,
  )
  .refine(
    (values) =>
      Object.entries(values).reduce((sum, [k, v]) => sum + k.length + v.length, 0) <= MAX_CONFIGURATION_BYTES,
    'is longer than 1 MiB in all',
  )

export const ConnectionName = z
  .string()
  .regex(
    /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,126}[a-zA-Z0-9])?$/,
    'must have 1 to 128 letters, digits and dashes, and start and end with a letter or digit',
  )

/** Fields that both creating and changing take. */
export const connectionFields = {
  display_name: text(128).nullish().describe('The name that people are shown.'),
  enabled_clients: z
    .array(ClientId)
    .max(1_000)
    .nullish()
    .describe('The IDs of the clients that may use the connection.'),
  realms: z
    .array(text(128))
    .length(1, 'must be the name of the connection alone, or be left out')
    .nullish()
    .describe('The name of the connection, and no other: it is what `realm` at the token endpoint names.'),
  metadata: z
    .record(z.string().max(255), z.string().max(255))
    .refine(isStorable, UNSTORABLE)
    .nullish()
    .describe('Texts by name, for programs.'),
  show_as_button: z.boolean().nullish().describe('Whether a sign-in page shows the connection as a button.'),
  is_domain_connection: z.boolean().nullish().describe('Whether the connection is shared by domains.'),
  authentication: z
    .looseObject({ active: z.boolean().optional().describe('Whether people can sign in.') })
    .nullish()
    .describe('Whether the connection is for signing in.'),
  connected_accounts: z
    .looseObject({ active: z.boolean().optional().describe('Whether tokens of other services are kept.') })
    .nullish()
    .describe('Whether the connection is for accounts at other services.'),
}

/** @throws {ApiError} invalid_body */
export function checkRealms(realms: readonly string[] | null | undefined, name: string): void {
  if (!realms || realms[0] === name) return
  throw invalidField(
    'realms',
    'must be the name of the connection alone, or be left out: it is what realm names at the token endpoint',
  )
}

export const ManagementConnection = z
  .object({
    id: z.string().describe('The ID of the connection.'),
    name: z.string().describe('The name of the connection, which `realm` at the token endpoint names.'),
    strategy: z.string().describe('Always `auth0`: a database connection.'),
    display_name: z.string().optional().describe('The name that people are shown.'),
    options: z
      .record(z.string(), AnyJson)
      .describe(
        'The options. The values of `configuration` are marks: a mark that is sent back keeps its value.',
      ),
    enabled_clients: z.array(z.string()).describe('The IDs of the clients that may use the connection.'),
    realms: z.array(z.string()).describe('The name of the connection.'),
    metadata: z.record(z.string(), z.string()).optional().describe('Texts by name, for programs.'),
    is_domain_connection: z.boolean().describe('Always false: Ferry has no organizations.'),
    show_as_button: z.boolean().optional().describe('Kept only: Ferry has no sign-in page of its own yet.'),
    authentication: z
      .object({ active: z.boolean().describe('Always true.') })
      .describe('Whether the connection is for signing in.'),
    connected_accounts: z
      .object({ active: z.boolean().describe('Always false.') })
      .describe('Whether the connection is for accounts at other services.'),
  })
  .meta({
    id: 'Connection',
    description: 'A database connection with its options and scripts.',
    examples: [
      {
        id: 'con_Wr3oGkKVXKDpQ5fE',
        name: 'legacy',
        strategy: 'auth0',
        options: {
          enabledDatabaseCustomization: true,
          import_mode: true,
          customScripts: { login: 'function login (email, password, callback) { … }' },
        },
        enabled_clients: ['Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW'],
        realms: ['legacy'],
        is_domain_connection: false,
        authentication: { active: true },
        connected_accounts: { active: false },
      },
    ],
  })

/** Where `fields` may leave members out. */
export const PartialConnection = ManagementConnection.partial().meta({
  id: 'PartialConnection',
  description: 'A `Connection`. With `fields` or `include_fields` it has only some of the members.',
})

/** Scripts byte for byte, configuration as marks. */
export function toManagementConnection(connection: Connection): z.input<typeof ManagementConnection> {
  const { connection_id, configuration } = connection
  const scripts = Object.entries(connection.scripts).map(([action, script]) => [action, script.source])
  return {
    id: connection_id,
    name: connection.name,
    strategy: connection.strategy,
    ...(connection.display_name === undefined ? {} : { display_name: connection.display_name }),
    options: {
      ...connection.options,
      ...(scripts.length === 0 ? {} : { customScripts: Object.fromEntries(scripts) }),
      ...(Object.keys(configuration.values).length === 0
        ? {}
        : { configuration: toMarks(connection_id, configuration.values) }),
    },
    enabled_clients: connection.enabled_clients,
    realms: connection.realms,
    ...(connection.metadata === undefined ? {} : { metadata: connection.metadata }),
    is_domain_connection: false,
    ...(connection.show_as_button === undefined ? {} : { show_as_button: connection.show_as_button }),
    authentication: { active: true },
    connected_accounts: { active: false },
  }
}

/** Headers of a change that must not undo somebody else’s. */
export const IfMatch = z.object({
  'if-match': z
    .string()
    .optional()
    .describe('The `ETag` of the connection as it was read. If it has changed since, the answer is 412.'),
})

/** `ETag` and `If-Match` of a connection. */
export const etagOf = ({ revision }: Connection): string => `"${revision}"`

/** @returns error for a client in `enabled_clients` that does not exist */
export function unknownClient(client_id: string): ApiError {
  return invalidField(
    'enabled_clients',
    `has a client that does not exist: ${client_id}. Create it, or leave it out`,
  )
}

/** Path of one connection. */
export const ConnectionParams = z.object({
  id: z.string().min(1).max(100).describe('The ID of the connection.'),
})

/** @throws {ApiError} inexistent_connection */
export async function findConnection({ store, tenant }: Deps, id: string): Promise<Connection> {
  const connection = await store.findConnection(tenant.tenant_id, id)
  if (!connection) throw new ApiError('inexistent_connection')
  return connection
}
