import { afterAll, beforeAll, expect, test } from 'vitest'
import { templates, whatCanChange } from '../../../templates/index.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

let server: TestServer
beforeAll(async () => {
  const runtime = createFakeRuntime(() => ({ kind: 'none' }))
  server = await startTestServer(runtime, {}, afterAll)
})

test('templates are listed without their texts, in the order of the list', async () => {
  const { api } = server
  const { status, body } = await api('GET', 'templates')
  expect(status).toBe(200)
  expect(body).toEqual(
    templates.map(
      ({ scripts: _scripts, schema: _schema, sample: _sample, store: _store, ...summary }) => summary,
    ),
  )
})

test.each(templates)('the template $id can be put into a connection as it comes', async (template) => {
  const { api } = server
  const { status, body } = await api('GET', `templates/${template.id}`)
  const { scripts, ...rest } = template
  expect({ status, body }).toEqual({
    status: 200,
    body: { ...rest, can_change: whatCanChange(template), customScripts: scripts },
  })
  const { customScripts } = body as { customScripts: object }
  const created = await api('POST', 'connections', {
    name: template.id,
    strategy: 'auth0',
    options: { enabledDatabaseCustomization: true, customScripts },
  })
  expect(created).toMatchObject({ status: 201, body: { options: { customScripts } } })
})

test('a template that is not there is 404', async () => {
  const { api } = server
  expect(await api('GET', 'templates/sybase')).toMatchObject({
    status: 404,
    body: { statusCode: 404, errorCode: 'inexistent_template', message: 'The template does not exist.' },
  })
})

test('templates are for those who may read connections', async () => {
  const { call } = server
  for (const path of ['/api/v2/templates', '/api/v2/templates/mysql']) {
    expect((await call(path)).status).toBe(401)
  }
})

test('a template is given out with other names; a name that cannot be is named', async () => {
  const { api } = server
  const rename = (id: string, tables: object) => api('POST', `templates/${id}/rename`, { tables })
  const { status, body } = await rename('mysql', { users: { name: 'people', columns: { email: 'mail' } } })
  expect(status).toBe(200)
  const { customScripts, store, schema } = body as {
    customScripts: { login: string }
    store: { tables: { name: string; columns: { name: string }[] }[] }
    schema?: { text: string }
  }
  expect(customScripts.login).toContain('SELECT id, `mail` AS email')
  expect(store.tables).toMatchObject([
    { name: 'people', columns: [{ name: 'id' }, { name: 'mail' }, {}, {}, {}, {}] },
  ])
  expect(schema?.text).toContain('CREATE TABLE `people` (')
  expect(schema?.text).toContain('  `mail` VARCHAR(254) NOT NULL,')
  expect(await rename('mysql', { users: { columns: { email: 'a`b' } } })).toMatchObject({
    status: 400,
    body: {
      message: expect.stringMatching(/The name may have letters.*on property tables\.users\.columns\.email/),
    },
  })
  expect(await rename('blank', {})).toMatchObject({ status: 400 })
  expect(await rename('sybase', {})).toMatchObject({ status: 404 })
})

test('a template is given out without the columns that a table lacks; one that the scripts need is refused', async () => {
  const { api } = server
  const { body: before } = await api('GET', 'templates/mysql')
  const { store } = before as { store: { tables: { columns: { name: string; without?: string }[] }[] } }
  const optional = store.tables[0]?.columns.filter(({ without }) => without !== undefined)
  expect(optional?.map(({ name }) => name)).toEqual(['username', 'nickname', 'email_verified'])
  const rename = (columns: object) =>
    api('POST', 'templates/mysql/rename', { tables: { users: { columns } } })
  const { status, body } = await rename({ username: null, email_verified: null })
  expect(status).toBe(200)
  const after = body as { customScripts: { [script: string]: string }; schema: { text: string } }
  expect(after.customScripts.login).toContain(
    "'SELECT id, email, nickname, password FROM users WHERE email = ?'",
  )
  expect(after.customScripts).not.toHaveProperty('verify')
  expect(after.schema.text).not.toMatch(/username|email_verified/)
  expect(await rename({ password: null })).toMatchObject({
    status: 400,
    body: {
      message: expect.stringMatching(
        /scripts need this column.*on property tables\.users\.columns\.password/,
      ),
    },
  })
})

test('a template says in words what of it can be changed', async () => {
  const { api } = server
  const said = async (id: string) =>
    ((await api('GET', `templates/${id}`)).body as { can_change: string }).can_change
  expect(await said('mysql')).toBe(
    'Tables and columns can have other names. Your store may lack username, nickname and email_verified.',
  )
  expect(await said('wordpress')).toMatch(/None can be left out/)
  expect(await said('ldap')).toMatch(/change them in the scripts/)
  expect(await said('okta')).toMatch(/read no table/)
})

test.each(templates)('deploying $id warns of no key when the required ones are set', async (template) => {
  const { api } = server
  const required = template.configuration.filter((key) => key.required)
  const { body } = await api('POST', 'connections', {
    name: `warns-${template.id}`,
    strategy: 'auth0',
    options: {
      enabledDatabaseCustomization: true,
      customScripts: template.scripts,
      configuration: Object.fromEntries(required.map(({ key, example }) => [key, example])),
    },
  })
  const { id } = body as { id: string }
  expect(await api('GET', `connections/${id}/versions/1`)).toMatchObject({
    status: 200,
    body: { missing_configuration: [] },
  })
})
