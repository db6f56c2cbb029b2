import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSignUpFlow } from '../../../server/migration/sign-up/sign-up.ts'
import { createDeletionFlow } from '../../../server/migration/users/delete-user.ts'
import { MODES, openFlow } from '../../support/flow.ts'
import { useSandbox } from '../../support/sandbox.ts'

/** A legacy store behind HTTP: `PUT`, `GET` and `DELETE` of `/people/{address or id}`. */
const people = new Map<string, { user_id: string; email: string; password: string; plan: string }>()
const service = createServer((request, response) => {
  const name = decodeURIComponent(request.url?.replace('/people/', '') ?? '')
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    if (request.method === 'PUT') {
      people.set(name, JSON.parse(Buffer.concat(chunks).toString()))
      response.writeHead(201).end('{}')
    } else if (request.method === 'DELETE') {
      const found = people.entries().find(([, person]) => person.user_id === name)
      if (found) people.delete(found[0])
      response.writeHead(found ? 204 : 404).end()
    } else {
      const person = people.get(name)
      response.writeHead(person ? 200 : 404).end(JSON.stringify(person ?? {}))
    }
  })
})

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })
beforeAll(() => new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => service.close(resolve)))

/** As people write them: plain functions with callbacks, one async, and success with and without a second argument. */
const SCRIPTS = {
  get_user: `function getByEmail (email, callback) {
    fetch(configuration.URL + encodeURIComponent(email.toLowerCase()))
      .then((answer) => answer.status === 404 ? null : answer.json())
      .then((person) => callback(null, person && { user_id: person.user_id, email: person.email }), callback)
  }`,
  login: `async function login (email, password, callback) {
    const answer = await fetch(configuration.URL + encodeURIComponent(email.toLowerCase()))
    const person = await answer.json()
    if (person.password !== password) return callback(new WrongUsernameOrPasswordError(email))
    callback(null, { user_id: person.user_id, email: person.email, app_metadata: { plan: person.plan } })
  }`,
  create: `function create (user, callback) {
    if (user.email.endsWith('@banned.example')) {
      return callback(new ValidationError('banned', 'Not from there.'))
    }
    const row = { user_id: 'row-' + user.email, email: user.email.toLowerCase(), password: user.password, plan: user.plan }
    fetch(configuration.URL + encodeURIComponent(row.email), { method: 'PUT', body: JSON.stringify(row) })
      .then((answer) => callback(null, answer), callback)
  }`,
  delete: `function remove (id, callback) {
    fetch(configuration.URL + encodeURIComponent(id), { method: 'DELETE' })
      .then((answer) => answer.ok ? callback(null) : callback(new Error('not there')), callback)
  }`,
}

test('in real sandboxes: legacy mode writes to the legacy store, import mode never does, and a deletion removes the record', async () => {
  const flow = await openFlow(() => ({ kind: 'none' }))
  const { store, tenant_id, login } = flow
  const deps = { ...flow.deps, runtime: sandbox.runtime() }
  const { signUp } = createSignUpFlow(deps)
  const URL = `http://127.0.0.1:${(service.address() as AddressInfo).port}/people/`
  const connect = async (name: string, options: typeof MODES.legacy) => {
    const { connection_id } = await flow.connection(name, options)
    const change = { scripts: SCRIPTS, configuration: { URL } }
    const result = await store.updateConnection(tenant_id, connection_id, change, 'test')
    if (result.kind !== 'updated') throw new Error(result.kind)
    return result.connection
  }
  const legacy = await connect('legacy', MODES.legacy)
  const imports = await connect('import', MODES.import)
  const person = (connection: typeof legacy, email: string) => ({
    tenant: { tenant_id, name: 'default' },
    connection,
    client_id: 'app',
    email,
    password: 'Correct-Horse-9',
    profile: {},
    user_metadata: {},
    app_metadata: {},
    custom: { plan: 'gold' },
    purpose: 'sign_up' as const,
  })

  const made = await signUp(person(legacy, 'Ann@example.com'))
  expect(made).toMatchObject({
    kind: 'created',
    user: { user_id: 'auth0|row-Ann@example.com', email: 'ann@example.com', app_metadata: { plan: 'gold' } },
  })
  expect([...people.keys()]).toEqual(['ann@example.com'])
  expect(await signUp(person(legacy, 'ann@example.com'))).toEqual({ kind: 'exists', by: 'email' })
  expect(await signUp(person(legacy, 'x@banned.example'))).toEqual({
    kind: 'validation',
    code: 'banned',
    message: 'Not from there.',
    run_id: expect.any(String),
  })

  // The same store behind a connection that imports: Ann is taken, Ben becomes a user of Ferry alone.
  expect(await signUp(person(imports, 'ANN@example.com'))).toEqual({ kind: 'exists', by: 'email' })
  expect(await signUp(person(imports, 'ben@example.com'))).toMatchObject({ kind: 'created' })
  expect([...people.keys()]).toEqual(['ann@example.com'])
  expect((await login(imports, 'ben@example.com', 'Correct-Horse-9')).kind).toBe('success')

  if (made.kind !== 'created') throw new Error(made.kind)
  expect(await createDeletionFlow(deps).deleteUser({ tenant_id }, made.user)).toEqual({ kind: 'deleted' })
  expect(people.size).toBe(0)
  // Its row is gone, so the script fails, and that is no success.
  expect(await createDeletionFlow(deps).deleteUser({ tenant_id }, made.user)).toMatchObject({
    kind: 'failed',
    code: 'script_error',
  })
})
