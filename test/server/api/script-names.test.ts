import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const SOURCE = 'function login (email, password, callback) { callback(null) }'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {},
    afterAll,
  )
})

test('a script under a name that no action has is refused, with the nearest name', async () => {
  const id = await server.connection('names')
  const misspelt = { login: SOURCE, get_usr: SOURCE }
  const writes = [
    await server.api('POST', 'connections', {
      name: 'other',
      strategy: 'auth0',
      options: { customScripts: misspelt },
    }),
    await server.api('PATCH', `connections/${id}`, { options: { customScripts: misspelt } }),
    await server.api('PUT', `connections/${id}/draft`, { scripts: misspelt }),
  ]
  for (const [index, { status, body }] of writes.entries()) {
    const property = index === 2 ? 'scripts' : 'options.customScripts'
    expect(status).toBe(400)
    expect(body).toMatchObject({
      message: `Payload validation error: 'There is no script get_usr: is get_user meant?' on property ${property}.get_usr.`,
    })
  }
  const far = await server.api('PUT', `connections/${id}/draft`, { scripts: { something: SOURCE } })
  expect((far.body as { message: string }).message).toContain(
    'There is no script something: use login, get_user, create',
  )
})

test('all seven actions are taken', async () => {
  const id = await server.connection('all')
  const names = ['login', 'get_user', 'create', 'verify', 'change_password', 'delete', 'change_email']
  const scripts = Object.fromEntries(names.map((name) => [name, SOURCE]))
  expect((await server.api('PUT', `connections/${id}/draft`, { scripts })).status).toBe(200)
  expect(
    (await server.api('PATCH', `connections/${id}`, { options: { customScripts: scripts } })).status,
  ).toBe(200)
})

test('a configuration of more than 500 keys, and options of more than 100,000 characters, are refused', async () => {
  const id = await server.connection('large')
  const patch = async (options: object) => {
    const { status, body } = await server.api('PATCH', `connections/${id}`, { options })
    return { status, ...(body as { message?: string }) }
  }
  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`K${i}`, 'v']))
  expect(await patch({ configuration: keys(501) })).toMatchObject({
    status: 400,
    message: expect.stringContaining('has more than 500 keys'),
  })
  expect(await patch({ configuration: keys(500) })).toMatchObject({ status: 200 })
  expect(await patch({ custom: 'x'.repeat(100_001) })).toMatchObject({
    status: 400,
    message: expect.stringContaining(
      'is longer than 100000 characters without customScripts and configuration',
    ),
  })
})

test('a body of more than 20,000 values is refused before it is read', async () => {
  const id = await server.connection('values')
  const { status, text } = await server.api('PATCH', `connections/${id}`, {
    options: { list: Array.from({ length: 20_001 }, () => 1) },
  })
  expect(status).toBe(400)
  expect(text).toContain('the body has more than 20000 values')
})

test('keys that scripts read are told from their syntax, not from any text that looks like it', async () => {
  const login = `function login (email, password, callback) {
    // configuration.COMMENTED
    const { HOST, PORT: port } = configuration
    connect(HOST, port, configuration['USER'], "configuration.TEXT")
    callback(null)
  }`
  const configuration = { HOST: 'a', PORT: 'b', USER: 'c', COMMENTED: 'd', TEXT: 'e', 'a.b': 'f' }
  const id = await server.connection('used', { customScripts: { login }, configuration })
  const { body } = await server.api('GET', `connections/${id}/configuration`)
  const used = (body as { keys: { key: string; used_by: string[] }[] }).keys
    .filter(({ used_by }) => used_by.length > 0)
    .map(({ key, used_by }) => `${key}: ${used_by}`)
  expect(used.toSorted()).toEqual(['HOST: login', 'PORT: login', 'USER: login'])
})
