/** Creating, changing and deleting connections. @module */
import * as z from 'zod'
import { ApiError } from '../../errors.ts'
import type { Connection, ConnectionChange } from '../../store/contract.ts'
import type { Deps } from '../route.ts'
import { defineRoute } from '../route.ts'
import { fromMarks, hasMarks } from './configuration-marks.ts'
import {
  ConnectionName,
  ConnectionParams,
  connectionFields,
  DEFAULT_OPTIONS,
  etagOf,
  ManagementConnection,
  OptionsInput,
  splitOptions,
  toManagementConnection,
} from './connection.ts'

/** `POST /api/v2/connections`. */
export const createConnection = defineRoute({
  method: 'post',
  path: '/api/v2/connections',
  summary: 'Create a connection',
  scopes: ['create:connections'],
  body: z.object({
    name: ConnectionName,
    strategy: z.literal('auth0', 'is not supported: the only strategy is auth0'),
    options: OptionsInput.optional(),
    ...connectionFields,
  }),
  status: 201,
  result: ManagementConnection,
  errors: ['connection_conflict'],
  async handle({ store }, { tenant, actor, body, setHeader }) {
    const { options, scripts, configuration } = splitOptions(body.options ?? {})
    const result = await store.createConnection(
      tenant.tenant_id,
      {
        ...body,
        options: { ...DEFAULT_OPTIONS, ...options },
        scripts,
        configuration,
        enabled_clients: body.enabled_clients ?? [],
      },
      actor,
    )
    if (result.kind === 'name_taken') throw new ApiError('connection_conflict')
    setHeader('ETag', etagOf(result.connection))
    return toManagementConnection(result.connection)
  },
})

const Unchangeable = (name: string) =>
  z
    .undefined(`Additional properties not allowed: ${name}. It is set when the connection is created`)
    .optional()

/** `PATCH /api/v2/connections/{id}`: `options` replaces what was there, whole. */
export const updateConnection = defineRoute({
  method: 'patch',
  path: '/api/v2/connections/:id',
  summary: 'Change a connection',
  scopes: ['update:connections'],
  params: ConnectionParams,
  headers: z.object({
    'if-match': z.string().optional().describe('`ETag` of the connection as it was read'),
  }),
  body: z.object({
    name: Unchangeable('name'),
    strategy: Unchangeable('strategy'),
    options: OptionsInput.optional(),
    ...connectionFields,
  }),
  result: ManagementConnection,
  errors: ['inexistent_connection', 'precondition_failed'],
  async handle(deps, { tenant, actor, params, headers, body, setHeader }) {
    const { name: _name, strategy: _strategy, options, ...fields } = body
    const change = { ...withoutUndefined(fields), ...(options ? splitOptions(options) : {}) }
    const connection = await changeConnection(
      deps,
      tenant.tenant_id,
      params.id,
      actor,
      headers['if-match'],
      change,
    )
    setHeader('ETag', etagOf(connection))
    return toManagementConnection(connection)
  },
})

/** Values behind marks are taken from the very revision that is replaced, even if another change comes in between. */
async function changeConnection(
  { store }: Deps,
  tenant_id: string,
  connection_id: string,
  actor: string,
  if_match: string | undefined,
  change: ConnectionChange,
): Promise<Connection> {
  for (;;) {
    const current = await store.findConnection(tenant_id, connection_id)
    if (!current) throw new ApiError('inexistent_connection')
    if (if_match !== undefined && if_match !== '*' && if_match !== etagOf(current)) {
      throw new ApiError('precondition_failed')
    }
    const { configuration: sent } = change
    const depends = if_match !== undefined || (sent !== undefined && hasMarks(connection_id, sent))
    const resolved = sent && { configuration: fromMarks(connection_id, sent, current.configuration.values) }
    const result = await store.updateConnection(
      tenant_id,
      connection_id,
      { ...change, ...resolved },
      actor,
      depends ? current.revision : undefined,
    )
    switch (result.kind) {
      case 'updated':
        return result.connection
      case 'missing':
        throw new ApiError('inexistent_connection')
      case 'stale':
    }
  }
}

function withoutUndefined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }
}

/** `DELETE /api/v2/connections/{id}`: takes its users with it. */
export const deleteConnection = defineRoute({
  method: 'delete',
  path: '/api/v2/connections/:id',
  summary: 'Delete a connection and its users',
  scopes: ['delete:connections'],
  params: ConnectionParams,
  async handle({ store, runtime }, { tenant, params }) {
    // Deleting what is not there is no error: clients repeat a DELETE whose answer was lost.
    await store.deleteConnection(tenant.tenant_id, params.id)
    runtime.retire(tenant.tenant_id, params.id)
  },
})
