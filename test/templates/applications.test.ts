import { createHash, createHmac } from 'node:crypto'
import { hash as bcrypt } from 'bcryptjs'
import { describe, expect, test } from 'vitest'
import { describeMariaDb } from '../support/mariadb.ts'
import { describePostgres } from '../support/postgres.ts'
import { useSandbox } from '../support/sandbox.ts'
import type { TemplateBackend } from './support/backend.ts'
import { openMySql } from './support/mysql.ts'
import { openPostgres } from './support/postgresql.ts'
import { testTemplate } from './support/suite.ts'
import { templateOf } from './support/use-template.ts'

const unknown_ids = ['4711', '999999999999999999']
const PASSWORD = 'of the old days, ü'

/** Signs Ann in with a hash of one's own in place of hers. */
function testHashes(
  id: string,
  open: () => Promise<{ backend: TemplateBackend; store(hash: string): Promise<unknown> }>,
  hashes: { [name: string]: () => Promise<string> | string },
  configuration: { [key: string]: string } = {},
): void {
  const sandbox = useSandbox({ allow: ['127.0.0.1', 'localhost'] })
  test.each(Object.entries(hashes))('reads %s', async (name, hash) => {
    const { backend, store } = await open()
    try {
      await backend.reset()
      await store(await hash())
      const source = templateOf(id).scripts.login
      const login = async (password: string) => {
        const { outcome } = await sandbox.run(source, {
          connection_id: `con_${name}`,
          configuration: { values: { ...backend.configuration(), ...configuration }, revision: '1' },
          args: ['ann@example.com', password],
        })
        return outcome
      }
      expect(await login(PASSWORD)).toMatchObject({ kind: 'value', value: { email: 'Ann@Example.com' } })
      expect(await login(`${PASSWORD}!`)).toMatchObject({ class: 'WrongUsernameOrPasswordError' })
    } finally {
      await backend.close()
    }
  })
}

/** A right password of an account that is switched off, and a wrong one. */
function testBlocked(
  id: string,
  open: () => Promise<{ backend: TemplateBackend; block(): Promise<unknown> }>,
): void {
  const sandbox = useSandbox({ allow: ['127.0.0.1', 'localhost'] })
  test('a blocked account is told as blocked to whoever knows its password, and to nobody else', async () => {
    const { backend, block } = await open()
    try {
      await backend.reset()
      await block()
      const login = async (password: string) => {
        const configuration = { values: backend.configuration(), revision: '1' }
        const args = ['ann@example.com', password]
        return (await sandbox.run(templateOf(id).scripts.login, { configuration, args })).outcome
      }
      expect(await login('correct horse battery staple')).toMatchObject({ class: 'UnauthorizedError' })
      expect(await login('wrong')).toMatchObject({ class: 'WrongUsernameOrPasswordError' })
    } finally {
      await backend.close()
    }
  })
}

const phpBcrypt = async (text: string): Promise<string> => (await bcrypt(text, 4)).replace('$2b$', '$2y$')

describeMariaDb('the template wordpress', (mariadb) => {
  const traits = { unknown_ids, verification: false }
  testTemplate('wordpress', () => openMySql('wordpress', mariadb(), 'wp_users'), traits)
  testHashes(
    'wordpress',
    async () => ({
      backend: await openMySql('wordpress', mariadb(), 'wp_users'),
      store: (hash) => mariadb().query(`UPDATE wp_users SET user_pass = '${hash}' WHERE user_login = 'Ann'`),
    }),
    {
      'MD5, as until WordPress 2.4': () => createHash('md5').update(PASSWORD).digest('hex'),
      'bcrypt, as plugins wrote it': () => phpBcrypt(PASSWORD),
      'bcrypt of an HMAC, as since WordPress 6.8': async () =>
        `$wp${await phpBcrypt(createHmac('sha384', 'wp-sha384').update(PASSWORD).digest('base64'))}`,
    },
  )
})

describeMariaDb('the template drupal-7', (mariadb) => {
  const open = () => openMySql('drupal-7', mariadb())
  testTemplate('drupal-7', open, { unknown_ids, verification: false })
  testBlocked('drupal-7', async () => ({
    backend: await open(),
    block: () => mariadb().query('UPDATE users SET status = 0'),
  }))
})

describeMariaDb('the template drupal-10', (mariadb) => {
  const open = () => openMySql('drupal-10', mariadb(), 'users_field_data')
  testTemplate('drupal-10', open, { unknown_ids, verification: false })
  testBlocked('drupal-10', async () => ({
    backend: await open(),
    block: () => mariadb().query('UPDATE users_field_data SET status = 0'),
  }))
})

describeMariaDb('the template laravel', (mariadb) => {
  testTemplate('laravel', () => openMySql('laravel', mariadb()), { unknown_ids, usernames: false })
  testHashes(
    'laravel',
    async () => ({
      backend: await openMySql('laravel', mariadb()),
      store: (hash) => mariadb().query(`UPDATE users SET password = '${hash}' WHERE name = 'Ann'`),
    }),
    { bcrypt: () => phpBcrypt(PASSWORD) },
  )
})

describePostgres('the template django', (postgres) => {
  const open = () => openPostgres('django', postgres(), 'auth_user')
  testTemplate('django', open, { unknown_ids, verification: false })
  testHashes(
    'django',
    async () => ({
      backend: await open(),
      store: (hash) => postgres().query(`UPDATE auth_user SET password = '${hash}' WHERE username = 'Ann'`),
    }),
    {
      'salted SHA-1 of old versions': () =>
        `sha1$salt$${createHash('sha1').update(`salt${PASSWORD}`).digest('hex')}`,
    },
  )
  testBlocked('django', async () => ({
    backend: await open(),
    block: () => postgres().query('UPDATE auth_user SET is_active = FALSE'),
  }))
})

describePostgres('the template rails-devise', (postgres) => {
  const open = () => openPostgres('rails-devise', postgres())
  testTemplate('rails-devise', open, { unknown_ids, usernames: false })
  testHashes(
    'rails-devise',
    async () => ({
      backend: await open(),
      store: (hash) =>
        postgres().query(`UPDATE users SET encrypted_password = '${hash}' WHERE email = 'Ann@Example.com'`),
    }),
    { 'bcrypt with a pepper': () => bcrypt(`${PASSWORD}a pepper`, 4) },
    { DEVISE_PEPPER: 'a pepper' },
  )
  testBlocked('rails-devise', async () => ({
    backend: await open(),
    block: () => postgres().query('UPDATE users SET locked_at = now()'),
  }))
  describe('a table without Confirmable and Lockable', () => {
    const sandbox = useSandbox({ allow: ['127.0.0.1', 'localhost'] })
    test('signs people in, whose email is not known to be verified', async () => {
      const backend = await open()
      try {
        await backend.reset()
        await postgres().query('ALTER TABLE users DROP confirmed_at, DROP locked_at')
        const { outcome } = await sandbox.run(templateOf('rails-devise').scripts.login, {
          configuration: { values: backend.configuration(), revision: '1' },
          args: ['ann@example.com', 'correct horse battery staple'],
        })
        expect(outcome).toMatchObject({ kind: 'value', value: { email_verified: false } })
      } finally {
        await backend.close()
      }
    })
  })
})
