/** The sample legacy store: a first migration with no database at hand. @module */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ferry, FerryConnection } from '../support/ferry-process.ts'
import { startFerry } from '../support/ferry-process.ts'

let ferry: Ferry
let connection: FerryConnection
beforeAll(async () => {
  // Scripts may reach nothing private: the sample is the only thing inside that they find.
  ferry = await startFerry({ FERRY_SANDBOX_ALLOW: '' })
  const { body } = await ferry.api('POST', 'sample-store', { enabled_clients: [ferry.admin.client_id] })
  const installed = body as { connection_id: string; connection: string }
  expect(body).toMatchObject({ people: 200, first_person: { email: 'ada@sample.test' } })
  expect(await ferry.api('GET', 'sample-store')).toMatchObject({ status: 200, body: installed })
  connection = { id: installed.connection_id, name: installed.connection }
})
afterAll(() => ferry.close())

const login = async (who: string, password: string) => {
  const { status, body } = await ferry.login(connection, who, password)
  const { error } = body as { error?: string }
  return error === undefined ? status : `${status} ${error}`
}

test('people of the sample move at their first login, and its odd rows show what a migration meets', async () => {
  expect(await login('ada@sample.test', 'analytical-engine')).toBe(200)
  expect(await login('ada@sample.test', 'analytical-engine')).toBe(200)
  expect(await ferry.loginRuns(connection)).toBe(1)
  expect(await login('ada@sample.test', 'wrong')).toBe('403 invalid_grant')

  expect(await login('grace@sample.test', 'nanosecond-wire')).toBe(200)
  expect(await login('twin@sample.test', 'first-of-two')).toBe(200)
  expect(await login('twin@sample.test', 'second-of-two')).toBe('403 invalid_grant')
  expect(await login('nomail', 'no-address-here')).toBe('400 invalid_profile')
  expect(await login('oddmail', 'address-of-no-form')).toBe('400 invalid_profile')
  expect(await login('noid@sample.test', 'without-an-id')).toBe('400 script_error')
  expect(await login('plain@sample.test', 'never-hashed')).toBe(200)
  expect(await login('natalja@sample.test', 'пароль-длинный')).toBe(200)
  expect(await login('colon@sample.test', 'with: a colon')).toBe(200)
  expect(await login('short@sample.test', 'abc')).toBe(200)
  const ids = (await ferry.users(connection)).map(({ user_id }) => user_id)
  expect(ids.toSorted()).toEqual([
    'auth0|sample|1',
    'auth0|sample|11',
    'auth0|sample|2',
    'auth0|sample|3',
    'auth0|sample|6',
    'auth0|sample|8',
    'auth0|sample|9',
  ])
})

test('it is asked again after a restart, answers twice with the same, and goes when it is removed', async () => {
  await ferry.kill()
  await ferry.start()
  expect(await login('text-id@sample.test', 'an-id-of-letters')).toBe(200)
  const again = await ferry.api('POST', 'sample-store', {})
  expect(again.body).toMatchObject({ connection_id: connection.id })

  const { body } = await ferry.api('GET', `connections/${connection.id}`)
  const { options } = body as { options: { configuration: { SERVICE_PASSWORD: string } } }
  expect(options.configuration.SERVICE_PASSWORD).toMatch(/^kept\./)

  await ferry.api('DELETE', 'sample-store')
  expect((await ferry.call('/api/v2/sample-store')).status).toBe(401)
  await expect(ferry.api('GET', 'sample-store')).rejects.toThrow('404')
  expect(readdirSync(join(ferry.data_dir, 'sample'))).toEqual([])
  expect(await ferry.users(connection)).toEqual([])
})

test('where a connection has its name already, it is not installed, and the answer says what to do', async () => {
  const { body } = await ferry.api('POST', 'connections', { name: connection.name, strategy: 'auth0' })
  await expect(ferry.api('POST', 'sample-store', {})).rejects.toThrow('409')
  await ferry.api('DELETE', `connections/${(body as { id: string }).id}`)
})
