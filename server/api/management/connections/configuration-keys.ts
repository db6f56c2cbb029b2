/** The values that scripts read as `configuration`, one by one: written, never read. @module */
import * as z from 'zod'
import type { Action } from '../../../../runtime/index.ts'
import { ApiError } from '../../../common/errors.ts'
import type { Connection } from '../../../store/contract.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { namesOf } from '../members/actors.ts'
import { ConfigurationInput, ConnectionParams, findConnection } from './connection.ts'
import { isProposed, plainWith } from './plain-keys.ts'

const PATH = '/api/v2/connections/:id/configuration'
const KeyParams = ConnectionParams.extend({ key: z.string().min(1).max(128) })

/** Names alone: no endpoint gives a value away, of a plain key neither. */
export const listConfiguration = defineRoute({
  method: 'get',
  path: PATH,
  summary: 'List the keys of a connection’s configuration',
  scopes: ['read:connections'],
  params: ConnectionParams,
  result: z.object({
    keys: z.array(
      z.object({
        key: z.string(),
        secret: z
          .boolean()
          .describe('false: errors, logs and traces show the value; what a secret key has too stays hidden'),
        proposed_plain: z
          .boolean()
          .describe(
            'Of a secret key: by name a host, user, database or port, with a value without @ :// = and ;',
          ),
        set_at: z.iso.datetime().describe('When it got the value that it has'),
        set_by: z.string().describe('Client or member'),
        set_by_name: z.string().optional().describe('While that member or client is there'),
        used_by: z
          .array(z.string())
          .describe('Live scripts that read it from `configuration`, as far as their text shows'),
      }),
    ),
  }),
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

/** Makes a new version of the connection, unless the value is the same. */
export const putConfiguration = defineRoute({
  method: 'put',
  path: `${PATH}/:key`,
  summary: 'Set one value of the configuration',
  scopes: ['update:connections'],
  params: KeyParams,
  body: z.object({ value: z.string() }),
  errors: ['inexistent_connection'],
  async handle(deps, { actor, params: { id, key }, body }) {
    await changeValues(deps, id, actor, (values) =>
      values[key] === body.value ? undefined : { ...values, [key]: body.value },
    )
  },
})

/**
 * Whether values may be shown. What a secret key has too stays hidden; and a plain key whose value changes to one that may
 * hold a credential is secret again.
 */
export const patchConfiguration = defineRoute({
  method: 'patch',
  path: PATH,
  summary: 'Say which values of the configuration are secret, and which errors, logs and traces may show',
  scopes: ['update:connections'],
  params: ConnectionParams,
  body: z.object({
    secret: z
      .record(z.string().min(1).max(128), z.boolean())
      .describe('By key; keys that are not named stay as they are, and each is secret at first'),
  }),
  errors: ['inexistent_connection'],
  async handle(deps, { params: { id }, body: { secret } }) {
    for (;;) {
      const { name, configuration } = await findConnection(deps, id)
      const { values, revision } = configuration
      const unknown = Object.keys(secret).find((key) => !Object.hasOwn(values, key))
      if (unknown !== undefined) {
        throw invalidField(`secret.${unknown}`, 'The configuration has no key of this name')
      }
      const is_plain = Object.fromEntries(Object.entries(secret).map(([key, isSecret]) => [key, !isSecret]))
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
  },
})

const toldOf = (keys: string[], what: string): string[] =>
  keys.length === 0 ? [] : [`${keys.join(', ')} ${keys.length === 1 ? 'is' : 'are'} ${what}`]

/** A key that is not there is no error. */
export const deleteConfiguration = defineRoute({
  method: 'delete',
  path: `${PATH}/:key`,
  summary: 'Remove one value of the configuration',
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
): Promise<void> {
  for (;;) {
    const { configuration, revision } = await findConnection(deps, connection_id)
    const changed = change(configuration.values)
    if (!changed) return
    const checked = ConfigurationInput.safeParse(changed)
    if (!checked.success) {
      const [{ message = '' } = {}] = checked.error.issues
      throw invalidField('value', message)
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

/** As far as the syntax tree shows: `configuration.KEY`, `configuration['KEY']`, or taken apart by name. */
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
