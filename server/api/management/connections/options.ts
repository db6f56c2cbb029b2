/** The options of a connection, as the Management API takes them. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { OLD_TLS } from '../../../../runtime/index.ts'
import { IDENTIFIER_RULES } from '../../../migration/identifiers/aliases.ts'
import { USERNAME_OPTIONS } from '../../../migration/identifiers/identifier-rules.ts'
import { FACTOR_RULES } from '../../../migration/profile/mfa-factors.ts'
import { PASSWORD_OPTIONS } from '../../../password/rules.ts'
import type { NewConnection } from '../../../store/contract.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { isStorableText, SentJson, UNSTORABLE } from '../../shapes/storable.ts'
import { ConfigurationInput, KeyName, ScriptSource } from './connection.ts'

/** Of options but scripts and configuration: each version keeps them, and lists of versions compare them. */
const MOST_OPTIONS_CHARACTERS = 100_000
/** null takes a key out. */
const ConfigurationChange = z
  .record(KeyName, z.string().nullable())
  .transform(withoutNull)
  .pipe(ConfigurationInput)

/** Options that do nothing are kept and returned: see `CONNECTION_FIELDS`. */
export const OptionsInput = z
  .object({
    customScripts: z
      .record(z.string().regex(/^\w{1,64}$/, 'must be a script name'), ScriptSource)
      .nullish()
      .describe('The action scripts by name: `login`, `get_user`, `create` and so on.'),
    configuration: ConfigurationChange.nullish().describe(
      'The values that scripts read from `configuration`. A mark that was read keeps its value; null removes a key.',
    ),
    enabledDatabaseCustomization: z
      .boolean()
      .nullish()
      .describe('True: the scripts run. False: the connection is local, and no script runs.'),
    import_mode: z
      .boolean()
      .nullish()
      .describe(
        'True, with the scripts on: users are migrated at their first sign-in. False: the legacy store stays in charge.',
      ),
    ...USERNAME_OPTIONS,
    disable_signup: z.boolean().nullish().describe('True: people cannot sign up.'),
    disable_self_service_change_password: z
      .boolean()
      .nullish()
      .describe('True: people cannot ask for an email to set a new password.'),
    brute_force_protection: z
      .boolean()
      .nullish()
      .describe('False: wrong passwords are not counted at this connection.'),
    enable_script_context: z
      .boolean()
      .nullish()
      .describe('True: scripts get `context` before the callback. It cannot be turned off again.'),
    ferry_tombstones: z
      .boolean()
      .nullish()
      .describe('Ferry’s own. True: a user who is deleted does not come back from the legacy store.'),
    ferry_mfa_factors: z
      .enum(FACTOR_RULES)
      .nullish()
      .describe(
        'Ferry’s own. What happens to a profile with `mfa_factors`, which Ferry cannot keep yet. `refuse` (default): the sign-in ' +
          'fails. `drop`: people sign in without their second factor.',
      ),
    ferry_tls_min_version: z
      .enum([...OLD_TLS, 'TLSv1.2'])
      .nullish()
      .describe(
        'Ferry’s own. The oldest TLS that the scripts’ drivers take from a server, where a script does not say. `TLSv1.2` is ' +
          'the default. With `TLSv1` or `TLSv1.1` keys, certificates and ciphers of that time are taken too; each run that ' +
          'uses such a version has a warning in its log.',
      ),
    ferry_identifier: z
      .enum(IDENTIFIER_RULES)
      .nullish()
      .describe(
        'Ferry’s own. What the name that a person types at the first sign-in must be. `profile` (default): the email address or ' +
          'username of the profile. `alias`: any name by which `get_user` finds the same `user_id`; it becomes a further ' +
          'sign-in name of the user, who can have five.',
      ),
    ferry_count: ScriptSource.refine(
      (source) => source.trim() !== '',
      'has no script: leave it out or set it to null',
    )
      .nullish()
      .describe(
        'Ferry’s own. A script that counts the people of the legacy store: `function count (callback)`, which calls back with a whole ' +
          'number. It runs once a day, and when it is asked to, and is read as an action script is: from `configuration`, with `require`.',
      ),
    strategy_version: z
      .union([z.literal(1), z.literal(2)])
      .nullish()
      .describe('1: a user needs no email address. 2 (default): a user needs one.'),
    ...PASSWORD_OPTIONS,
    non_persistent_attrs: z
      .array(z.string().refine(isStorableText, UNSTORABLE))
      .nullish()
      .describe('Attributes of the profile that Ferry does not store.'),
    set_user_root_attributes: z
      .enum(['on_each_login', 'on_first_login', 'never_on_login'])
      .nullish()
      .describe('When the profile that a script returns replaces attributes of the user.'),
  })
  .catchall(SentJson)
  .refine((options) => Object.keys(options).every(isStorableText), 'has a key that cannot be stored')
  .refine(
    ({ customScripts: _, configuration: __, ...rest }) =>
      JSON.stringify(rest).length <= MOST_OPTIONS_CHARACTERS,
    `is longer than ${MOST_OPTIONS_CHARACTERS} characters without customScripts and configuration`,
  )
  .meta({
    id: 'ConnectionOptions',
    description: 'The options of a connection, with its scripts and configuration.',
  })

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
