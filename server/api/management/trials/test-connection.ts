/** Tests the way to a legacy store: `POST /api/v2/connections/{id}/test` and `POST /api/v2/templates/{id}/test`. @module */
import * as z from 'zod'
import { templates } from '../../../../templates/index.ts'
import { ApiError } from '../../../common/errors.ts'
import { STORE_STEPS } from '../../../migration/trials/store-steps.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { ConfigurationInput, ConnectionParams, findConnection } from '../connections/connection.ts'
import { isProposed, plainWith } from '../connections/plain-keys.ts'
import { RenamedTables, renamed } from '../templates/renamed.ts'

const ConnectionTest = z
  .object({
    ok: z.boolean().describe('Whether the legacy store answered.'),
    steps: z
      .array(
        z
          .object({
            id: z.enum(STORE_STEPS).describe('Names the step. For programs.'),
            ok: z
              .boolean()
              .nullable()
              .describe('Whether the step succeeded; null when it was not reached or not needed.'),
            detail: z.string().describe('What happened, and what to change. For people.'),
          })
          .meta({ id: 'ConnectionTestStep', description: 'A step on the way to a legacy store.' }),
      )
      .describe('The steps, in their order.'),
    duration_ms: z.number().describe('How long the run took, in milliseconds.'),
  })
  .meta({ id: 'ConnectionTest', description: 'Whether a legacy store answers.' })

const HOW =
  'Asks the store once for a person who does not exist, in the sandbox, with the rules and limits of a test run. Answers how far it came: name of the host, address, encryption, credentials, query. Nothing is stored, and the answer is 200 also when a step fails.'

const ownOf = (which: string): string => ['Ferry’s own.', HOW, which].join(' ')

export const testConnection = defineRoute({
  method: 'post',
  path: '/api/v2/connections/:id/test',
  name: 'testConnection',
  tag: 'Test runs',
  summary: 'Test whether the legacy store of a connection answers',
  description: ownOf(
    'The saved `get_user` script runs, or `login` if there is no other, with the saved configuration, or with values that are not saved yet.',
  ),
  scopes: ['update:connections'],
  without_recent_sign_in: 'live_run',
  // Another host beside the stored password reads the stored values out.
  needs_recent_sign_in: ({ body }) => body.configuration !== undefined,
  params: ConnectionParams,
  body: z
    .object({
      configuration: ConfigurationInput.optional().describe(
        'Values that are not saved yet. Keys that are not named have their saved values.',
      ),
    })
    .meta({
      id: 'ConnectionTestCreate',
      description: 'Values to test a connection with.',
      examples: [{}, { configuration: { DB_PORT: '5433' } }],
    }),
  result: ConnectionTest,
  errors: ['inexistent_connection'],
  async handle(deps, { tenant, params, body, signal }) {
    const { connection_id, scripts, configuration, options } = await findConnection(deps, params.id)
    const action = scripts.get_user?.source.trim() ? 'get_user' : 'login'
    const source = scripts[action]?.source ?? ''
    if (source.trim() === '') {
      throw invalidField('scripts', 'The connection has no get_user and no login script: save one first')
    }
    const values = { ...configuration.values, ...body.configuration }
    return deps.flows.trials.testStore({
      tenant_id: tenant.tenant_id,
      connection_id,
      options,
      action,
      source,
      configuration: values,
      plain: plainWith(configuration, values),
      signal,
    })
  },
})

export const testTemplate = defineRoute({
  method: 'post',
  path: '/api/v2/templates/:id/test',
  name: 'testTemplate',
  tag: 'Test runs',
  summary: 'Test a legacy store with the scripts of a template',
  description: ownOf(
    'The `get_user` script of the template runs with the values of the body, before there is a connection. Errors show hosts, users, databases and ports.',
  ),
  scopes: ['update:connections'],
  params: z.object({ id: z.string().min(1).max(100).describe('The ID of the template.') }),
  body: z
    .object({
      configuration: ConfigurationInput.default({}).describe('Values for the keys of the template.'),
      tables: RenamedTables.default({}),
    })
    .meta({
      id: 'TemplateTest',
      description: 'Values and names to test a template with.',
      examples: [{ configuration: { MYSQL_HOST: 'legacy-db.example.com' } }],
    }),
  result: ConnectionTest,
  errors: ['inexistent_template'],
  async handle(deps, { tenant, params, body: { configuration, tables }, signal }) {
    const template = templates.find(({ id }) => id === params.id)
    if (!template) throw new ApiError('inexistent_template')
    const isRenamed = Object.keys(tables).length > 0
    const { scripts } = isRenamed ? await renamed(deps, tenant.tenant_id, template, tables) : template
    return deps.flows.trials.testStore({
      tenant_id: tenant.tenant_id,
      connection_id: `template-${template.id}`,
      options: {},
      action: 'get_user',
      source: scripts.get_user,
      configuration,
      plain: Object.keys(configuration).filter((key) => isProposed(key, configuration[key] ?? '')),
      signal,
    })
  },
})
