/** A connection as the Management API takes and shows it. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { DEFAULT_LIMITS } from '../../../../runtime/index.ts'
import { ApiError } from '../../../common/errors.ts'
import { USERNAME_OPTIONS } from '../../../migration/identifier-rules.ts'
import { FACTOR_RULES } from '../../../migration/mfa-factors.ts'
import { PASSWORD_OPTIONS } from '../../../password/rules.ts'
import type { Connection, NewConnection } from '../../../store/contract.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { isStorable, isStorableText, SentJson, UNSTORABLE } from '../../shapes/storable.ts'
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

/** null takes a key out. */
const ConfigurationChange = z
  .record(keyName, z.string().nullable())
  .transform(withoutNull)
  .pipe(ConfigurationInput)

/** Options that do nothing are kept and returned: see `CONNECTION_FIELDS`. */
export const OptionsInput = z
  .object({
    customScripts: z.record(z.string().regex(/^\w{1,64}$/, 'must be a script name'), ScriptSource).nullish(),
    configuration: ConfigurationChange.nullish(),
    enabledDatabaseCustomization: z.boolean().nullish(),
    import_mode: z.boolean().nullish(),
    ...USERNAME_OPTIONS,
    disable_signup: z.boolean().nullish(),
    disable_self_service_change_password: z.boolean().nullish(),
    brute_force_protection: z.boolean().nullish(),
    enable_script_context: z.boolean().nullish(),
    ferry_tombstones: z
      .boolean()
      .nullish()
      .describe('Ferry’s own: whoever is deleted does not come back out of the legacy store'),
    ferry_mfa_factors: z
      .enum(FACTOR_RULES)
      .nullish()
      .describe(
        'Ferry’s own: what becomes of a profile with `mfa_factors`, which cannot be kept yet. `refuse` (default): nobody signs in ' +
          'with it; `drop`: people sign in without their second factor',
      ),
    strategy_version: z.union([z.literal(1), z.literal(2)]).nullish(),
    ...PASSWORD_OPTIONS,
    non_persistent_attrs: z.array(z.string().refine(isStorableText, UNSTORABLE)).nullish(),
    set_user_root_attributes: z.enum(['on_each_login', 'on_first_login', 'never_on_login']).nullish(),
  })
  .catchall(SentJson)
  .refine((options) => Object.keys(options).every(isStorableText), 'has a key that cannot be stored')
  .refine(
    ({ customScripts: _, configuration: __, ...rest }) =>
      JSON.stringify(rest).length <= MOST_OPTIONS_CHARACTERS,
    `is longer than ${MOST_OPTIONS_CHARACTERS} characters without customScripts and configuration`,
  )

/**
 * What no single option shows.
 *
 * @throws {ApiError} invalid_body
 */
function checkTogether({ attributes, requires_username }: z.output<typeof OptionsInput>): void {
  if (attributes && requires_username !== undefined && requires_username !== null) {
    throw invalidField('options', 'Cannot set both options.attributes and options.requires_username')
  }
}

export const ConnectionName = z
  .string()
  .regex(
    /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,126}[a-zA-Z0-9])?$/,
    'must have 1 to 128 letters, digits and dashes, and start and end with a letter or digit',
  )

/** Fields that both creating and changing take. */
export const connectionFields = {
  display_name: text(128).nullish(),
  enabled_clients: z.array(ClientId).max(1_000).nullish(),
  realms: z
    .array(text(128))
    .length(1, 'must be the name of the connection alone, or be left out')
    .nullish()
    .describe('The name of the connection alone: that is what `realm` at the token endpoint names'),
  metadata: z.record(z.string().max(255), z.string().max(255)).refine(isStorable, UNSTORABLE).nullish(),
  show_as_button: z.boolean().nullish(),
  is_domain_connection: z.boolean().nullish(),
  authentication: z.looseObject({ active: z.boolean().optional() }).nullish(),
  connected_accounts: z.looseObject({ active: z.boolean().optional() }).nullish(),
}

/** @throws {ApiError} invalid_body */
export function checkRealms(realms: readonly string[] | null | undefined, name: string): void {
  if (!realms || realms[0] === name) return
  throw invalidField(
    'realms',
    'must be the name of the connection alone, or be left out: it is what realm names at the token endpoint',
  )
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
  show_as_button: z.boolean().optional(),
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
    ...(connection.show_as_button === undefined ? {} : { show_as_button: connection.show_as_button }),
    authentication: { active: true },
    connected_accounts: { active: false },
  }
}

/**
 * Parts options, scripts and configuration, as the store keeps them. An option that is null is not set.
 *
 * @throws {ApiError} invalid_body
 */
export function splitOptions(
  options: z.output<typeof OptionsInput>,
): Pick<NewConnection, 'options' | 'scripts' | 'configuration'> {
  checkTogether(options)
  const { customScripts, configuration, ...rest } = options
  return {
    options: withoutNull(rest as { [name: string]: Json | undefined }),
    scripts: customScripts ?? {},
    configuration: configuration ?? {},
  }
}

function withoutNull<T>(fields: { [name: string]: T | null | undefined }): { [name: string]: T } {
  return Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, T & {}] => entry[1] !== undefined && entry[1] !== null,
    ),
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

/** @returns error for a client in `enabled_clients` that does not exist */
export function unknownClient(client_id: string): ApiError {
  return invalidField(
    'enabled_clients',
    `has a client that does not exist: ${client_id}. Create it, or leave it out`,
  )
}

/** Path of one connection. */
export const ConnectionParams = z.object({ id: z.string().min(1).max(100) })

/** @throws {ApiError} inexistent_connection */
export async function findConnection({ store, tenant }: Deps, id: string): Promise<Connection> {
  const connection = await store.findConnection(tenant.tenant_id, id)
  if (!connection) throw new ApiError('inexistent_connection')
  return connection
}
