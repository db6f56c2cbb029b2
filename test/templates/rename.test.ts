import { createConnection } from 'mysql2/promise'
import { describe, expect, test } from 'vitest'
import { renameTemplate } from '../../templates/in-worker.ts'
import type { Template, TemplateScript } from '../../templates/index.ts'
import { TEMPLATE_SCRIPTS, templates } from '../../templates/index.ts'
import { describeMariaDb } from '../support/mariadb.ts'
import { describePostgres } from '../support/postgres.ts'
import { useSandbox } from '../support/sandbox.ts'
import { useMongo } from '../support/use-mongo.ts'
import { templateOf } from './support/use-template.ts'

type Names = Parameters<typeof renameTemplate>[1]

/** Scripts that a template has. */
const actionsOf = ({ scripts }: Template): TemplateScript[] =>
  TEMPLATE_SCRIPTS.filter((action) => scripts[action] !== undefined)

const renamable = templates.filter(({ store }) => store !== undefined && store.dialect !== 'ldap')

/** Every table and column gets a name that is nowhere else. */
function allNames({ store }: Template): Names {
  return Object.fromEntries(
    (store?.tables ?? []).map(({ name, columns }, table) => [
      name,
      {
        name: `crm.t${table} order`,
        columns: Object.fromEntries(
          columns.flatMap(({ name: column, fixed }, index) =>
            fixed ? [] : [[column, `x${table}_${index}`]],
          ),
        ),
      },
    ]),
  )
}

function renamed(template: Template, names: Names): Template {
  const result = renameTemplate(template, names)
  if (result.kind !== 'renamed') throw new Error(JSON.stringify(result))
  return result.template
}

/** What of a script goes to the database. */
const statementsIn = (source: string): string[] =>
  [...source.matchAll(/(['"`])(\s*(?:SELECT|INSERT|UPDATE|DELETE)\b(?:(?!(?<!\\)\1)[\s\S])*)\1/g)].map(
    ([, , text = '']) => text,
  )

describe('the names that a template says to use', () => {
  test.each(templates.filter(({ store }) => store))('those of $id are in its schema', ({ store, schema }) => {
    const text = (schema?.text ?? '').toUpperCase()
    if (store?.dialect === 'ldap' || store?.dialect === 'mongodb') return
    for (const { name, columns } of store?.tables ?? []) {
      const start = text.indexOf(`CREATE TABLE ${name.toUpperCase()} (`)
      expect(start, name).toBeGreaterThanOrEqual(0)
      const definition = text.slice(start, text.indexOf('\n)', start))
      for (const column of columns) {
        const [type = ''] = column.type.split(',')
        expect(definition, column.name).toContain(`\n  ${column.name.toUpperCase()} ${type.toUpperCase()}`)
      }
    }
  })
})

describe.each(renamable)('the renamed template $id', (template) => {
  const sandbox = useSandbox()

  test.each(actionsOf(template))('%s compiles in the sandbox', async (action) => {
    const script = renamed(template, allNames(template)).scripts[action]
    // Compiled, and not called: there is no store.
    const source = `function (...args) { const action = (${script}); args.at(-1)(null, typeof action) }`
    const { outcome } = await sandbox.run(source, { args: [] })
    expect(outcome).toEqual({ kind: 'value', value: 'function' })
  })

  test('no statement has an old name but as what the script calls a result', () => {
    const names = allNames(template)
    const after = renamed(template, names)
    for (const action of actionsOf(template)) {
      expect(after.scripts[action]).not.toBe(template.scripts[action])
      for (const statement of statementsIn(after.scripts[action] ?? '')) {
        const rest = statement.replace(/ AS \w+/g, '').replace(/[@:$]\w+|'[^']*'/g, '')
        for (const { name, columns } of template.store?.tables ?? []) {
          for (const old of [name, ...columns.map((column) => column.name)]) {
            expect(rest, `${action}: ${old}`).not.toMatch(
              new RegExp(`(?<![\\w.])${RegExp.escape(old)}(?![\\w.(])`),
            )
          }
        }
      }
    }
  })

  test('names that stay change nothing, byte for byte', () => {
    expect(renamed(template, {}).scripts).toEqual(template.scripts)
    const same = Object.fromEntries((template.store?.tables ?? []).map(({ name }) => [name, { name }]))
    expect(renamed(template, same).scripts).toEqual(template.scripts)
  })
})

test('only what a name stands for is renamed: parameters, keys of the configuration and fields of the profile stay', () => {
  const { scripts } = renamed(templateOf('mysql'), {
    users: { name: 'wp_users', columns: { email: 'user_email', password: 'user_pass' } },
  })
  expect(scripts.login).toContain(
    "'SELECT id, `user_email` AS email, username, nickname, `user_pass` AS password, email_verified FROM `wp_users` WHERE `user_email` = ? OR username = ?'",
  )
  expect(scripts.login).toContain('password: configuration.MYSQL_PASSWORD')
  expect(scripts.login).toContain('email: user.email,')
  expect(scripts.create).toContain(
    "'INSERT INTO `wp_users` (`user_email`, username, nickname, `user_pass`, email_verified) VALUES (?, ?, ?, ?, FALSE)'",
  )
})

test('a column of one table is not that of another with the same name', () => {
  const { scripts } = renamed(templateOf('aspnet-membership'), {
    Users: { name: 'dbo.aspnet_Users', columns: { UserId: 'Uid' } },
  })
  expect(scripts.login).toContain('SELECT u.[Uid] AS UserId, u.UserName, m.Email')
  expect(scripts.login).toContain('FROM [dbo].[aspnet_Users] u')
  expect(scripts.login).toContain('JOIN Memberships m ON m.UserId = u.[Uid]')
  expect(scripts.delete).toContain('DELETE FROM Memberships WHERE UserId = @id')
  expect(scripts.delete).toContain('DELETE FROM [dbo].[aspnet_Users] WHERE [Uid] = @id')
})

test('each database gets names quoted in its own way', () => {
  const of = (id: string, table: string, name: string) =>
    statementsIn(renamed(templateOf(id), { [table]: { name } }).scripts.delete ?? '')[0]
  expect(of('mysql', 'users', 'shop.user table')).toContain('FROM `shop`.`user table` ')
  expect(of('postgresql', 'users', 'Users')).toContain('FROM "Users" ')
  expect(of('sqlserver', 'dbo.Users', 'order')).toContain('FROM [order] ')
  expect(of('oracle', 'USERS', 'crm.people')).toContain('FROM "CRM"."PEOPLE" ')
})

test.each<[string, Names, object]>([
  ['an empty one', { users: { name: '' } }, { table: 'users', message: 'is empty' }],
  ['a quotation mark', { users: { name: 'a`b' } }, { message: expect.stringContaining('may have letters') }],
  ['an end of the statement', { users: { columns: { email: "e'; DROP TABLE x" } } }, { column: 'email' }],
  ['a line end', { users: { name: 'a\nb' } }, { message: expect.stringContaining('may have letters') }],
  [
    'a part of a template',
    { users: { name: '$' + '{x}' } },
    { message: expect.stringContaining('may have letters') },
  ],
  ['a space at its end', { users: { name: 'users ' } }, { message: 'begins or ends with a space' }],
  ['too many dots', { users: { name: 'a.b.c.d' } }, { message: expect.stringContaining('too many dots') }],
  [
    'a column with a dot',
    { users: { columns: { email: 'u.mail' } } },
    { message: expect.stringContaining('has a dot') },
  ],
  ['65 letters', { users: { name: 'x'.repeat(65) } }, { message: 'is longer than 64 bytes' }],
  [
    'a column twice',
    { users: { columns: { email: 'USERNAME' } } },
    { message: expect.stringContaining('another column') },
  ],
  [
    'an unknown table',
    { people: { name: 'x' } },
    { table: 'people', message: 'is no table of the template' },
  ],
  [
    'an unknown column',
    { users: { columns: { mail: 'x' } } },
    { column: 'mail', message: 'is no column of the table' },
  ],
])('%s is refused, and said why', (_, names, problem) => {
  expect(renameTemplate(templateOf('mysql'), names)).toMatchObject({ kind: 'invalid', problems: [problem] })
})

test('MongoDB’s own field stays, and templates without names of their own have none to change', () => {
  expect(renameTemplate(templateOf('mongodb'), { users: { columns: { _id: 'id' } } })).toMatchObject({
    kind: 'invalid',
    problems: [{ column: '_id' }],
  })
  for (const id of ['ldap', 'blank', 'json-service']) {
    expect(renameTemplate(templateOf(id), {})).toEqual({ kind: 'not_renamable' })
  }
})

const ANN = { email: 'Ann@Example.com', username: 'Ann', password: 'correct horse battery staple' }
const HASH = '$2b$10$xM0zv8FC6o3ITcaKszh7uOTQ/ER4jRMOe8xFdHXGOy/qXNgInINHK'

/** Each of the seven scripts, against a table that was there before. */
function testLife(
  start: () => Promise<{ template: Template; configuration: { [key: string]: string } }>,
  ann_email = ANN.email,
): void {
  const sandbox = useSandbox({ allow: ['127.0.0.1', 'localhost'] })
  test('logs in, looks up, creates, verifies, changes and deletes', async () => {
    const { template, configuration } = await start()
    const run = async (action: TemplateScript, ...args: (string | boolean | object)[]) => {
      const { outcome } = await sandbox.run('', {
        script: { action, source: template.scripts[action] ?? '', revision: action },
        configuration: { values: configuration, revision: '1' },
        args: args as never,
      })
      return outcome
    }
    const done = { kind: 'value', value: true }
    const profile = { kind: 'value', value: { email: ann_email, email_verified: true, nickname: 'Ann' } }
    expect(await run('login', ann_email, ANN.password)).toMatchObject(profile)
    expect(await run('login', ann_email, 'wrong')).toMatchObject({ class: 'WrongUsernameOrPasswordError' })
    expect(await run('get_user', ann_email)).toMatchObject(profile)
    expect(await run('create', { email: 'new@example.com', username: 'new', password: 'of new' })).toEqual({
      kind: 'none',
    })
    expect(await run('create', { email: ann_email, password: 'x' })).toMatchObject({ code: 'user_exists' })
    expect(await run('verify', 'new@example.com')).toEqual(done)
    expect(await run('change_password', 'new@example.com', 'another')).toEqual(done)
    expect(await run('change_email', 'new@example.com', 'newer@example.com', true)).toEqual(done)
    const found = await run('login', 'newer@example.com', 'another')
    expect(found).toMatchObject({
      value: { email: 'newer@example.com', username: 'new', email_verified: true },
    })
    const { value } = found as unknown as { value: { user_id: string } }
    expect(await run('delete', value.user_id)).toEqual({ kind: 'none' })
    expect(await run('get_user', 'newer@example.com')).toEqual({ kind: 'none' })
  })
}

/** Words that are reserved, capitals that are told apart, and a space. */
const ODD = {
  name: 'user',
  columns: {
    id: 'key',
    email: 'userEmail',
    username: 'login name',
    nickname: 'select',
    password: 'pass-hash',
    email_verified: 'isVerified',
  },
}

describeMariaDb('the renamed template mysql, against a table that was made by hand', (mariadb) => {
  testLife(async () => {
    const { host, port, user, password, database } = mariadb()
    const connection = await createConnection({ host, port, user, password, database })
    await connection.query(
      'CREATE TABLE `user` (`key` INT AUTO_INCREMENT PRIMARY KEY, `userEmail` VARCHAR(254) NOT NULL UNIQUE, `login name` VARCHAR(99) UNIQUE, `select` VARCHAR(99), `pass-hash` CHAR(60) NOT NULL, `isVerified` BOOLEAN NOT NULL)',
    )
    await connection.query('INSERT INTO `user` VALUES (7, ?, ?, ?, ?, TRUE)', [
      ANN.email,
      ANN.username,
      'Ann',
      HASH,
    ])
    await connection.end()
    return {
      template: renamed(templateOf('mysql'), { users: { ...ODD, name: `${database}.user` } }),
      configuration: {
        MYSQL_HOST: host,
        MYSQL_PORT: String(port),
        MYSQL_USER: user,
        MYSQL_PASSWORD: password,
        MYSQL_DATABASE: database,
      },
    }
  })
})

describePostgres('the renamed template postgresql, against a table that was made by hand', (postgres) => {
  testLife(async () => {
    const { host, port, user, password, database, query } = postgres()
    await query('CREATE SCHEMA "Shop"')
    await query(
      'CREATE TABLE "Shop"."user" ("key" serial PRIMARY KEY, "userEmail" text NOT NULL UNIQUE, "login name" text UNIQUE, "select" text, "pass-hash" text NOT NULL, "isVerified" boolean NOT NULL DEFAULT FALSE)',
    )
    await query('INSERT INTO "Shop"."user" VALUES (4711, $1, $2, $3, $4, TRUE)', [
      ANN.email,
      ANN.username,
      'Ann',
      HASH,
    ])
    return {
      template: renamed(templateOf('postgresql'), { users: { ...ODD, name: 'Shop.user' } }),
      configuration: {
        POSTGRES_HOST: host,
        POSTGRES_PORT: String(port),
        POSTGRES_USER: user,
        POSTGRES_PASSWORD: password,
        POSTGRES_DATABASE: database,
      },
    }
  })
})

describe('the renamed template mongodb', () => {
  testLife(async () => {
    const mongo = await useMongo()
    const { MongoClient } = await import('mongodb')
    const client = new MongoClient(mongo.url)
    const people = client.db(mongo.database).collection('crm.people')
    await people.insertOne({
      userEmail: 'ann@example.com',
      'login-name': 'ann',
      nick: 'Ann',
      pass: HASH,
      isVerified: true,
    })
    await client.close()
    return {
      template: renamed(templateOf('mongodb'), {
        users: {
          name: 'crm.people',
          columns: {
            email: 'userEmail',
            username: 'login-name',
            nickname: 'nick',
            password: 'pass',
            email_verified: 'isVerified',
          },
        },
      }),
      configuration: { MONGODB_URL: mongo.url, MONGODB_DATABASE: mongo.database },
    }
  }, 'ann@example.com')
})
