/** Tables that lack what a template has: the scripts without those columns, and the common suite on such tables. */
import { parse } from 'acorn'
import { expect, test } from 'vitest'
import { adviseScript } from '../../runtime/advice/advise.ts'
import { renameTemplate } from '../../templates/in-worker.ts'
import { TEMPLATE_SCRIPTS, templates } from '../../templates/index.ts'
import { describeMariaDb } from '../support/mariadb.ts'
import { describePostgres } from '../support/postgres.ts'
import { openMySql } from './support/mysql.ts'
import { openPostgres } from './support/postgresql.ts'
import { testTemplateWithout } from './support/suite.ts'
import { optionalColumns, templateOf, templateWithout } from './support/use-template.ts'

const some = templates.filter(({ id }) => optionalColumns(id).length > 0)

/** Each optional column alone, all of them, and every pair. */
const cases = some.flatMap((template) => {
  const names = optionalColumns(template.id).map(({ name }) => name)
  const pairs = names.flatMap((a, at) => names.slice(at + 1).map((b) => [a, b]))
  return [...names.map((name) => [name]), ...pairs, names].map((without) => ({
    id: template.id,
    template,
    without,
  }))
})

test('id, e-mail and password of a template’s table can never be left out', () => {
  for (const { id, store } of templates) {
    for (const { name, becomes, without } of store?.tables[0]?.columns ?? []) {
      if (['user_id', 'email', 'checked, never stored'].includes(becomes))
        expect(without, `${id}: ${name}`).toBeUndefined()
    }
  }
})

test.each(cases)(
  '$id without $without: no script and no schema names the column',
  ({ id, template, without }) => {
    const after = templateWithout(id, without)
    for (const action of TEMPLATE_SCRIPTS) {
      const source = after.scripts[action]
      if (source === undefined) continue
      parse(source, { ecmaVersion: 'latest' })
      const configuration_keys = template.configuration.map(({ key }) => key)
      // Of pairs it would take long.
      if (without.length !== 2)
        expect(adviseScript({ action, source, configuration_keys }), action).toEqual([])
      const statements = source.replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, '')
      for (const name of without) {
        // A key of the profile, which is Ferry’s word.
        const rest = statements.replace(/^ {6}email_verified: .*$/m, '')
        expect(rest, `${action}: ${name}`).not.toMatch(
          new RegExp(`(?<![\\w.'@:$])${RegExp.escape(name)}\\b(?!')`),
        )
        expect(rest, `${action}: ${name}`).not.toContain(`row.${name}`)
      }
    }
    for (const name of without) {
      expect(after.schema?.text).not.toMatch(new RegExp(`\\b${RegExp.escape(name)}\\b`))
      expect(after.store?.tables[0]?.columns.map((column) => column.name)).not.toContain(name)
    }
    expect(after.schema?.text).not.toMatch(/,(?:\s*--.*)?\n\)/)
  },
)

test('verify goes with the column that says whether an e-mail was verified, and only with that', () => {
  expect(templateWithout('mysql', ['email_verified']).scripts.verify).toBeUndefined()
  expect(templateWithout('mysql', ['username']).scripts.verify).toBeDefined()
  expect(templateWithout('rails-devise', ['confirmed_at']).scripts.verify).toBeUndefined()
})

test('a column can be left out and others be renamed at once', () => {
  const result = renameTemplate(templateOf('mysql'), {
    users: { name: 'people', columns: { username: null, nickname: null, email: 'mail', password: 'hash' } },
  })
  if (result.kind !== 'renamed') throw new Error(result.kind)
  const { scripts, schema } = result.template
  expect(scripts.login).toContain(
    "'SELECT id, `mail` AS email, `hash` AS password, email_verified FROM `people` WHERE `mail` = ?'",
  )
  expect(scripts.create).toContain(
    "'INSERT INTO `people` (`mail`, `hash`, email_verified) VALUES (?, ?, FALSE)'",
  )
  expect(schema?.text).toContain('CREATE TABLE `people` (\n  id INT UNSIGNED')
  expect(schema?.text).toContain('  `mail` VARCHAR(254) NOT NULL,\n  `hash` VARCHAR(100) NOT NULL')
  expect(schema?.text).toContain('UNIQUE KEY users_email (`mail`)\n)')
})

test.each([
  [
    'a column that the scripts need',
    { users: { columns: { email: null } } },
    { column: 'email', message: /the scripts need this column/ },
  ],
  [
    'a column that the template does not have',
    { users: { columns: { phone: null } } },
    { column: 'phone', message: /no column of the table/ },
  ],
])('%s cannot be left out', (_, names, { column, message }) => {
  expect(renameTemplate(templateOf('mysql'), names)).toMatchObject({
    kind: 'invalid',
    problems: [{ table: 'users', column, message: expect.stringMatching(message) }],
  })
})

test('the name of a column that is left out is free for another', () => {
  const names = { users: { columns: { username: null, nickname: 'username' } } }
  expect(renameTemplate(templateOf('mysql'), names)).toMatchObject({ kind: 'renamed' })
})

const traits = { unknown_ids: ['4711', '999999999999999999'] }

describeMariaDb('the template mysql on a table with id, email and password alone', (mariadb) => {
  const without = optionalColumns('mysql').map(({ name }) => name)
  const open = () => openMySql('mysql', mariadb(), 'users', without)
  testTemplateWithout('mysql', without, open, traits, { brief: true })

  test('the schema with fewer columns and other names is accepted by the database, as one of those columns', async () => {
    const names = { users: { name: 'odd people', columns: { username: null, email: 'mail', id: 'key' } } }
    const result = renameTemplate(templateOf('mysql'), names)
    if (result.kind !== 'renamed') throw new Error(result.kind)
    await mariadb().query(result.template.schema?.text ?? '')
    const rows = (await mariadb().query('SHOW COLUMNS FROM `odd people`')) as { Field: string }[]
    expect(rows.map(({ Field }) => Field)).toEqual(['key', 'mail', 'nickname', 'password', 'email_verified'])
  })
})

describePostgres('the template postgresql on a table with id, email and password alone', (postgres) => {
  const without = optionalColumns('postgresql').map(({ name }) => name)
  const open = () => openPostgres('postgresql', postgres(), 'users', without)
  testTemplateWithout('postgresql', without, open, traits, { brief: true })
})

describePostgres('on PostgreSQL', (postgres) => {
  test.each(['postgresql', 'django', 'rails-devise'])(
    'the schema of %s with other names for all is accepted by the database',
    async (id) => {
      const tables = Object.fromEntries(
        (templateOf(id).store?.tables ?? []).map(({ name, columns }) => [
          name,
          {
            name: `${id} ${name}`,
            columns: Object.fromEntries(columns.map((one) => [one.name, `${one.name} of it`])),
          },
        ]),
      )
      const result = renameTemplate(templateOf(id), tables)
      if (result.kind !== 'renamed') throw new Error(result.kind)
      for (const statement of (result.template.schema?.text ?? '').split(/;\s*$/m))
        if (statement.trim() !== '') await postgres().query(statement)
      const [table] = result.template.store?.tables ?? []
      const rows = (await postgres().query(
        `SELECT column_name FROM information_schema.columns WHERE table_name = '${table?.name}'`,
      )) as { column_name: string }[]
      expect(rows.map((row) => row.column_name)).toEqual(
        expect.arrayContaining(table?.columns.map(({ name }) => name) ?? []),
      )
    },
  )
})
