/** A connection as the Management API takes and shows it. @module */
import * as z from 'zod'
import type { Json } from '../../../runtime/index.ts'
import { DEFAULT_LIMITS } from '../../../runtime/index.ts'
import { ApiError } from '../../errors.ts'
import { FACTOR_RULES } from '../../migration/mfa-factors.ts'
import { PASSWORD_OPTIONS } from '../../password/rules.ts'
import type { Connection, NewConnection } from '../../store/contract.ts'
import type { Deps } from '../route.ts'
import { isStorable, isStorableText, SentJson, UNSTORABLE } from '../storable.ts'
import { toMarks } from './configuration-marks.ts'

const AnyJson = z.custom<Json>()
const MAX_CONFIGURATION_BYTES = 1024 * 1024
const MOST_CONFIGURATION_KEYS = 500
/** Of options but scripts and configuration: each version keeps them, and lists of versions compare them. */
const MOST_OPTIONS_CHARACTERS = 100_000
const keyName = z.string().regex(/^[^\p{Cc}]{1,128}$/u, 'must be a key of 1 to 128 characters')

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
  .record(keyName, z.string().refine(isStorableText, UNSTORABLE))
  .refine(
    (values) => Object.keys(values).length <= MOST_CONFIGURATION_KEYS,
    `has more than ${MOST_CONFIGURATION_KEYS} keys`,
  )
  .refine(
    (values) =>
      Object.entries(values).reduce((sum, [k, v]) => sum + k.length + v.length, 0) <= MAX_CONFIGURATION_BYTES,
    'is longer than 1 MiB in all',
  )

/** Unknown options are kept and returned. */
export const OptionsInput = z
  .object({
    customScripts: z.record(z.string().regex(/^\w{1,64}$/, 'must be a script name'), ScriptSource).optional(),
    configuration: ConfigurationInput.optional(),
    enabledDatabaseCustomization: z.boolean().optional(),
    import_mode: z.boolean().optional(),
    requires_username: z.boolean().optional(),
    disable_signup: z.boolean().optional(),
    brute_force_protection: z.boolean().optional(),
    enable_script_context: z.boolean().optional(),
    ferry_tombstones: z
      .boolean()
      .optional()
      .describe('Ferry’s own: whoever is deleted does not come back out of the legacy store'),
    ferry_mfa_factors: z
      .enum(FACTOR_RULES)
      .optional()
      .describe(
        'Ferry’s own: what becomes of a profile with `mfa_factors`, which cannot be kept yet. `refuse` (default): nobody signs in ' +
          'with it; `drop`: people sign in without their second factor',
      ),
    strategy_version: z.union([z.literal(1), z.literal(2)]).optional(),
    ...PASSWORD_OPTIONS,
    non_persistent_attrs: z.array(z.string().refine(isStorableText, UNSTORABLE)).optional(),
    set_user_root_attributes: z.enum(['on_each_login', 'on_first_login', 'never_on_login']).optional(),
  })
  .catchall(SentJson)
  .refine((options) => Object.keys(options).every(isStorableText), 'has a key that cannot be stored')
  .refine(
    ({ customScripts: _, configuration: __, ...rest }) =>
      JSON.stringify(rest).length <= MOST_OPTIONS_CHARACTERS,
    `is longer than ${MOST_OPTIONS_CHARACTERS} characters without customScripts and configuration`,
  )
  .refine(
    (options) => options.attributes === undefined || options.requires_username === undefined,
    'Cannot set both options.attributes and options.requires_username',
  )

export const ConnectionName = z
  .string()
  .regex(
    /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,126}[a-zA-Z0-9])?$/,
    'must have 1 to 128 letters, digits and dashes, and start and end with a letter or digit',
  )

/** Fields that both creating and changing take. */
export const connectionFields = {
  display_name: text(128).optional(),
  enabled_clients: z.array(ClientId).max(1_000).optional(),
  realms: z.array(text(128)).max(100).optional(),
  metadata: z.record(z.string().max(255), z.string().max(255)).refine(isStorable, UNSTORABLE).optional(),
}

const Flag = z.object({ active: z.boolean() })

export const ManagementConnection = z.object({
  id: z.string(),
  name: z.string(),
  strategy: z.string(),
  display_name: z.string().optional(),
  options: z
    .record(z.string(), AnyJson)
    .describe('Values of `configuration` are marks: sent back, they keep the value'),
  enabled_clients: z.array(z.string()),
  realms: z.array(z.string()),
  metadata: z.record(z.string(), z.string()).optional(),
  is_domain_connection: z.boolean(),
  authentication: Flag,
  connected_accounts: Flag,
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
    authentication: { active: true },
    connected_accounts: { active: false },
  }
}

/** @returns options, scripts and configuration apart, as the store keeps them; undefined members left out */
export function splitOptions(
  options: z.output<typeof OptionsInput>,
): Pick<NewConnection, 'options' | 'scripts' | 'configuration'> {
  const { customScripts = {}, configuration = {}, ...rest } = options
  return { options: definedOnly(rest), scripts: customScripts, configuration }
}

function definedOnly(fields: { [name: string]: Json | undefined }): { [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  )
}

/** What a new connection has when nothing else is said, after an answer that was recorded at Auth0. */
export const DEFAULT_OPTIONS: { readonly [name: string]: Json } = {
  mfa: { active: true, return_enroll_settings: true },
  passwordPolicy: 'good',
  strategy_version: 2,
  authentication_methods: {
    password: { enabled: true, api_behavior: 'required' },
    passkey: { enabled: false },
  },
  passkey_options: {
    challenge_ui: 'both',
    progressive_enrollment_enabled: true,
    local_enrollment_enabled: true,
  },
  brute_force_protection: true,
}

/** `ETag` and `If-Match` of a connection. */
export const etagOf = ({ revision }: Connection): string => `"${revision}"`

/** Path of one connection. */
export const ConnectionParams = z.object({ id: z.string().min(1).max(100) })

/** @throws {ApiError} inexistent_connection */
export async function findConnection({ store, tenant }: Deps, id: string): Promise<Connection> {
  const connection = await store.findConnection(tenant.tenant_id, id)
  if (!connection) throw new ApiError('inexistent_connection')
  return connection
}
