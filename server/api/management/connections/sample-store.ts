/** `/api/v2/sample-store`: Ferry's own. A legacy store to try a migration with, without a database. @module */
import * as z from 'zod'
import { templates } from '../../../../templates/index.ts'
import { ApiError } from '../../../common/errors.ts'
import { randomSecret } from '../../../common/ids.ts'
import { FIRST_PERSON, samplePeople } from '../../../sample/people.ts'
import type { Connection } from '../../../store/contract.ts'
import type { Deps } from '../../http/deps.ts'
import { defineRoute } from '../../route/route.ts'
import { ClientId, unknownClient } from './connection.ts'
import { DEFAULT_OPTIONS } from './options.ts'

/** Name of the connection that leads to it. */
const SAMPLE_CONNECTION = 'sample-legacy-store'
/** The template whose scripts ask it. */
const TEMPLATE = 'basic-auth-service'

const SampleStore = z
  .object({
    connection_id: z.string().describe('The ID of the connection that leads to the store.'),
    connection: z.string().describe('The name of that connection.'),
    people: z.int().describe('How many people the store has.'),
    first_person: z
      .object({
        email: z.string().describe('The email address.'),
        password: z.string().describe('The password.'),
      })
      .describe('A fictional person to sign in as.'),
  })
  .meta({ id: 'SampleStore', description: 'The sample legacy store.' })

const PATH = '/api/v2/sample-store'

export const installSampleStore = defineRoute({
  method: 'post',
  path: PATH,
  name: 'installSampleStore',
  tag: 'Sample store',
  summary: 'Install the sample legacy store',
  description:
    'Ferry’s own. Makes a legacy store with 200 fictional people, and a connection in import mode that leads to it. When it is installed already, it answers what is there.',
  scopes: ['create:connections'],
  body: z
    .object({
      enabled_clients: z
        .array(ClientId)
        .max(100)
        .default([])
        .describe('The IDs of the clients that may use the connection.'),
    })
    .meta({ id: 'SampleStoreCreate', description: 'Who may use the sample store.', examples: [{}] }),
  status: 201,
  result: SampleStore,
  errors: ['connection_conflict'],
  async handle(deps, { actor, body }) {
    const { tenant_id } = deps.tenant
    const known = await findInstalled(deps)
    if (known) return known
    const access = await deps.sample.install(tenant_id, randomSecret())
    const template = templates.find(({ id }) => id === TEMPLATE)
    if (!template) throw new Error(`there is no template ${TEMPLATE}`)
    const created = await deps.store.createConnection(
      tenant_id,
      {
        name: SAMPLE_CONNECTION,
        strategy: 'auth0',
        display_name: 'Sample legacy store',
        options: { ...DEFAULT_OPTIONS, enabledDatabaseCustomization: true, import_mode: true },
        scripts: { ...template.scripts },
        configuration: {
          SERVICE_URL: access.url,
          SERVICE_USER: access.user,
          SERVICE_PASSWORD: access.password,
        },
        enabled_clients: body.enabled_clients,
      },
      actor,
    )
    if (created.kind === 'no_client') throw unknownClient(created.client_id)
    if (created.kind === 'name_taken') {
      throw new ApiError(
        'connection_conflict',
        `A connection named ${SAMPLE_CONNECTION} exists already: rename or delete it first`,
      )
    }
    return describe(created.connection, deps.sample.people(tenant_id) ?? 0)
  },
})

export const getSampleStore = defineRoute({
  method: 'get',
  path: PATH,
  name: 'getSampleStore',
  tag: 'Sample store',
  summary: 'Get the sample legacy store',
  description: 'Ferry’s own. Answers where the sample store is connected, and one person to sign in as.',
  scopes: ['read:connections'],
  result: SampleStore,
  errors: ['not_found'],
  async handle(deps) {
    const known = await findInstalled(deps)
    if (!known) throw new ApiError('not_found', 'The sample legacy store is not installed.')
    return known
  },
})

const SamplePerson = z
  .object({
    email: z.string().optional().describe('The email address. Missing for one person.'),
    username: z.string().optional().describe('The username, of the few who have one.'),
    name: z.string().describe('The name.'),
    password: z.string().describe('The password, as it was when the store was installed.'),
    oddity: z.string().optional().describe('What is unusual about the person. For people.'),
  })
  .meta({ id: 'SamplePerson', description: 'A fictional person of the sample store.' })

export const listSamplePeople = defineRoute({
  method: 'get',
  path: `${PATH}/people`,
  name: 'listSamplePeople',
  tag: 'Sample store',
  summary: 'List the people of the sample legacy store',
  description:
    'Ferry’s own. Answers the 200 fictional people with their passwords, as they were when the store was installed. Those with something unusual come first.',
  scopes: ['read:connections'],
  result: z
    .object({
      connection_id: z.string().describe('The ID of the connection that leads to the store.'),
      people: z.array(SamplePerson).describe('The people.'),
    })
    .meta({ id: 'SamplePeople', description: 'The people of the sample store.' }),
  errors: ['not_found'],
  async handle(deps) {
    const known = await findInstalled(deps)
    if (!known) throw new ApiError('not_found', 'The sample legacy store is not installed.')
    const people = samplePeople().map(({ email, username, nickname, password, oddity }) => ({
      ...(email !== null && { email }),
      ...(username !== null && { username }),
      name: nickname ?? '',
      password,
      ...(oddity !== undefined && { oddity }),
    }))
    return { connection_id: known.connection_id, people }
  },
})

export const removeSampleStore = defineRoute({
  method: 'delete',
  path: PATH,
  name: 'removeSampleStore',
  tag: 'Sample store',
  summary: 'Remove the sample legacy store',
  description:
    'Ferry’s own. Removes the sample store, its connection, and the users who came through it. Removing it when it is not installed succeeds.',
  scopes: ['delete:connections'],
  async handle(deps) {
    const { tenant_id } = deps.tenant
    const known = await findInstalled(deps)
    if (known) await deps.store.deleteConnection(tenant_id, known.connection_id)
    await deps.sample.remove(tenant_id)
  },
})

async function findInstalled({ store, tenant, sample }: Deps) {
  const people = sample.people(tenant.tenant_id)
  if (people === undefined) return undefined
  const connection = await store.findConnectionByName(tenant.tenant_id, SAMPLE_CONNECTION)
  return connection && describe(connection, people)
}

function describe({ connection_id, name }: Connection, people: number): z.input<typeof SampleStore> {
  return { connection_id, connection: name, people, first_person: FIRST_PERSON }
}
