/** The values that scripts read as `configuration`: written, one or several at a time, and never read. @module */
import * as z from 'zod'
import type { Action } from '../../../../runtime/index.ts'
import { ApiError } from '../../../common/errors.ts'
import type { Connection } from '../../../store/contract.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { namesOf } from '../members/actors.ts'
import { ConfigurationInput, ConnectionParams, findConnection, KeyName } from './connection.ts'
import { isProposed, plainWith } from './plain-keys.ts'

const PATH = '/api/v2/connections/:id/configuration'
const KeyParams = ConnectionParams.extend({
  key: z.string().min(1).max(128).describe('The name of the key.'),
})

const ConfigurationKey = z
  .object({
    key: z.string().describe('The name of the key.'),
    secret: z
      .boolean()
      .describe('False: errors, logs and traces may show the value, unless a secret key has the same one.'),
    proposed_plain: z
      .boolean()
      .describe(
        'True for a secret key that could be shown: its name is that of a host, user, database or port, and its value has no `@`, `://`, `=` or `;`.',
      ),
    set_at: z.iso.datetime().describe('When the value was set.'),
    set_by: z.string().describe('The ID of the client or member who set it.'),
    set_by_name: z.string().optional().describe('The name of that client or member, while it exists.'),
    used_by: z.array(z.string()).describe('The live scripts that read the key, as far as their texts show.'),
  })
  .meta({ id: 'ConfigurationKey', description: 'A key of a configuration, without its value.' })

export const listConfiguration = defineRoute({
  method: 'get',
  path: PATH,
  name: 'listConfigurationKeys',
  tag: 'Configuration',
  summary: 'List the keys of a connection’s configuration',
  description:
    'Ferry’s own. Lists the names of the keys, who set them and which live scripts read them. No endpoint answers a value.',
  scopes: ['read:connections'],
  params: ConnectionParams,
  result: z
    .object({ keys: z.array(ConfigurationKey).describe('The keys of the configuration.') })
    .meta({ id: 'ConfigurationKeys', description: 'The keys of a configuration.' }),
  errors: ['inexistent_connection'],
  async handle(deps, { tenant, params }) {
    const connection = await findConnection(deps, params.id)
    const keys = await deps.store.listConfigurationKeys(tenant.tenant_id, params.id)
    const { plain = [], values } = connection.configuration
    const names = await namesOf(
      deps,
      keys.map(({ set_by }) => set_by),
    )
    const readers = await readersOf(deps, connection)
    return {
      keys: keys.map(({ key, set_at, set_by }) => ({
        key,
        secret: !plain.includes(key),
        proposed_plain: !plain.includes(key) && isProposed(key, values[key] ?? ''),
        set_at: new Date(set_at).toISOString(),
        set_by,
        ...named(names.get(set_by)),
        used_by: readers.get(key) ?? [],
      })),
    }
  },
})

const named = (name: string | undefined): { set_by_name?: string } =>
  name === undefined ? {} : { set_by_name: name }

export const putConfiguration = defineRoute({
  method: 'put',
  path: `${PATH}/:key`,
  name: 'setConfigurationValue',
  tag: 'Configuration',
  summary: 'Set a value of a configuration',
  description:
    'Ferry’s own. Sets one value, and makes a new version of the connection unless the value is the same.',
  scopes: ['update:connections'],
  params: KeyParams,
  body: z.object({ value: z.string().describe('The value, which no endpoint answers.') }).meta({
    id: 'ConfigurationValue',
    description: 'The value of a key.',
    examples: [{ value: 'postgres://ferry@db.example.com/shop' }],
  }),
  errors: ['inexistent_connection'],
  async handle(deps, { actor, params: { id, key }, body }) {
    await changeValues(deps, id, actor, (values) =>
      values[key] === body.value ? undefined : { ...values, [key]: body.value },
    )
  },
})

export const patchConfiguration = defineRoute({
  method: 'patch',
  path: PATH,
  name: 'updateConfigurationKeys',
  tag: 'Configuration',
  summary: 'Set several values of a configuration, and change which ones are secret',
  description:
    'Ferry’s own. The values that are sent make one new version of the connection together, unless none of them differs; keys that are not named stay as they are. Values are secret at first. A value that is not secret may be shown in errors, logs and traces, unless a secret key has the same value. A key becomes secret again when its value changes to one that may contain a password.',
  scopes: ['update:connections'],
  params: ConnectionParams,
  body: z
    .object({
      values: z
        .record(KeyName, z.string())
        .default({})
        .describe('Values to set, by key. No endpoint answers them.'),
      secret: z
        .record(KeyName, z.boolean())
        .default({})
        .describe('Whether the value of each key is secret. Keys that are not named stay as they are.'),
    })
    .meta({
      id: 'ConfigurationKeysUpdate',
      description: 'Values to set, and which values are secret.',
      examples: [{ values: { DB_HOST: 'db.example.com', DB_PASSWORD: '…' }, secret: { DB_HOST: false } }],
    }),
  errors: ['inexistent_connection'],
  async handle(deps, { actor, params: { id }, body: { values, secret } }) {
    const stored = (await findConnection(deps, id)).configuration.values
    const unknown = Object.keys(secret).find((key) => !Object.hasOwn({ ...stored, ...values }, key))
    if (unknown !== undefined) {
      throw invalidField(`secret.${unknown}`, 'The configuration has no key of this name')
    }
    const isSame = (before: Values): boolean =>
      Object.entries(values).every(([key, value]) => before[key] === value)
    await changeValues(
      deps,
      id,
      actor,
      (before) => (isSame(before) ? undefined : { ...before, ...values }),
      'values',
    )
    await changeMarks(deps, id, secret)
  },
})

/** @param secret whether each key is secret; keys that were deleted meanwhile are left alone */
async function changeMarks(deps: Deps, id: string, secret: { [key: string]: boolean }): Promise<void> {
  if (Object.keys(secret).length === 0) return
  for (;;) {
    const { name, configuration } = await findConnection(deps, id)
    const { values, revision } = configuration
    const is_plain = Object.fromEntries(
      Object.entries(secret).flatMap(([key, isSecret]) =>
        Object.hasOwn(values, key) ? [[key, !isSecret]] : [],
      ),
    )
    const result = await deps.store.setPlainConfiguration(deps.tenant.tenant_id, id, is_plain, revision)
    if (result.kind === 'missing') throw new ApiError('inexistent_connection')
    if (result.kind === 'stale') continue
    const changes = [
      ...toldOf(result.plain, 'shown in errors, logs and traces from now on'),
      ...toldOf(result.secret, 'secret again'),
    ]
    if (changes.length === 0) return
    const description = `Configuration: ${changes.join('; ')}.`
    deps.events.record({ type: 'w', description, connection: { connection_id: id, name } })
    return
  }
}

const toldOf = (keys: string[], what: string): string[] =>
  keys.length === 0 ? [] : [`${keys.join(', ')} ${keys.length === 1 ? 'is' : 'are'} ${what}`]

export const deleteConfiguration = defineRoute({
  method: 'delete',
  path: `${PATH}/:key`,
  name: 'deleteConfigurationValue',
  tag: 'Configuration',
  summary: 'Delete a value of a configuration',
  description:
    'Ferry’s own. Deletes one key with its value, and makes a new version of the connection. Deleting a key that does not exist succeeds.',
  scopes: ['update:connections'],
  params: KeyParams,
  errors: ['inexistent_connection'],
  async handle(deps, { actor, params: { id, key } }) {
    await changeValues(deps, id, actor, ({ [key]: old, ...others }) =>
      old === undefined ? undefined : others,
    )
  },
})

type Values = Connection['configuration']['values']

/** @param change gives undefined when nothing is to change */
async function changeValues(
  deps: Deps,
  connection_id: string,
  actor: string,
  change: (values: Values) => Values | undefined,
  field: 'value' | 'values' = 'value',
): Promise<void> {
  for (;;) {
    const { configuration, revision } = await findConnection(deps, connection_id)
    const changed = change(configuration.values)
    if (!changed) return
    const checked = ConfigurationInput.safeParse(changed)
    if (!checked.success) {
      const [{ message = '' } = {}] = checked.error.issues
      throw invalidField(field, message)
    }
    const result = await deps.store.updateConnection(
      deps.tenant.tenant_id,
      connection_id,
      { configuration: checked.data, plain_configuration: plainWith(configuration, checked.data) },
      actor,
      revision,
    )
    if (result.kind === 'updated') return
    if (result.kind === 'missing') throw new ApiError('inexistent_connection')
  }
}

/** Readers that the syntax tree shows: `configuration.KEY`, `configuration['KEY']`, or destructuring. */
async function readersOf(
  { tenant: { tenant_id }, text }: Pick<Deps, 'tenant' | 'text'>,
  { scripts }: Connection,
): Promise<Map<string, string[]>> {
  const readers = new Map<string, string[]>()
  for (const [action, { source }] of Object.entries(scripts)) {
    const reading = await text.readScript(tenant_id, action as Action, source)
    if (reading === 'too_long') continue
    for (const key of reading.configuration_keys) readers.set(key, [...(readers.get(key) ?? []), action])
  }
  return readers
}
