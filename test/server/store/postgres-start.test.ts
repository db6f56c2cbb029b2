import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createSecrets } from '../../../server/secrets/index.ts'
import { StoreStartError } from '../../../server/store/contract.ts'
import { drive } from '../../../server/store/engine/operation.ts'
import { readAddress } from '../../../server/store/postgres/address.ts'
import { holdStore } from '../../../server/store/postgres/locks.ts'
import { checkServer } from '../../../server/store/postgres/start-checks.ts'
import type { PostgresSettings } from '../../../server/store/postgres.ts'
import { createPostgresStore } from '../../../server/store/postgres.ts'
import { databaseUrl, describePostgres } from '../../support/postgres.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'
import { freePort } from '../../support/servers.ts'
import { newTenant } from './contract/samples.ts'

const secrets = createSecrets({ master: 'the master key of a test, long enough' })

/** @returns the message for the operator */
async function refusal(settings: Partial<PostgresSettings> & { url: string }): Promise<string> {
  const error: unknown = await createPostgresStore({ secrets, ...settings }).then(
    (store) => store.close().then(() => 'it was opened'),
    (failure: unknown) => failure,
  )
  expect(error).toBeInstanceOf(StoreStartError)
  const { message } = error as StoreStartError
  expect(message).toContain('Nothing was changed')
  expect(message).not.toContain(new URL(settings.url).password)
  return message
}

const FACTS = {
  version: 150_000,
  version_name: '15.0',
  encoding: 'UTF8',
  commits: 'on',
  is_standby: 0,
  read_only: 'off',
  user_name: 'ferry',
  schema_name: 'public',
  may_create: 1,
}

test.each([
  [
    { version: 140_011, version_name: '14.11' },
    /runs PostgreSQL 14\.11, which is too old\. Upgrade it to 15/,
  ],
  [{ is_standby: 1 }, /read-only standby\. Let DATABASE_URL name the primary/],
  [{ schema_name: null, may_create: 0 }, /no schema for the user ferry/],
])('a PostgreSQL with %j is refused in words', (change, says) => {
  const rows = [{ ...FACTS, ...change }]
  expect(() =>
    drive(({ sql }) => (sql.includes('server_version') ? rows : []), checkServer('It', false)),
  ).toThrow(says)
})

describePostgres('a start on PostgreSQL', (postgres) => {
  test('creates everything in an empty database, and finds it again', async () => {
    const { url, drop } = await databaseUrl(postgres())
    const steps: (readonly string[])[] = []
    const onMigrated = (names: readonly string[]) => steps.push(names)
    const first = await createPostgresStore({ url, secrets, onMigrated })
    const tenant_id = await newTenant(first)
    await first.close()
    const second = await createPostgresStore({ url, secrets, onMigrated })
    expect((await second.listTenants()).map((tenant) => tenant.tenant_id)).toEqual([tenant_id])
    await second.close()
    expect(steps[0]).toContain('connections')
    expect(steps[1]).toEqual([])
    await drop()
  })

  test('of several servers that start at once on an empty database, one creates the schema, and all run', async () => {
    const { url, drop } = await databaseUrl(postgres())
    const steps: (readonly string[])[] = []
    const stores = await Promise.all(
      Array.from({ length: 4 }, () =>
        createPostgresStore({ url, secrets, connections: 8, onMigrated: (names) => steps.push(names) }),
      ),
    )
    expect(steps.filter((names) => names.length > 0)).toHaveLength(1)
    const tenants = await Promise.all(stores.map((store) => store.ensureTenant('one')))
    expect(new Set(tenants.map(({ tenant_id }) => tenant_id)).size).toBe(1)
    await Promise.all(stores.map((store) => store.close()))
    await drop()
  })

  test('an inspection says which steps are missing, and changes nothing', async () => {
    const { url, name, drop } = await databaseUrl(postgres())
    let steps: readonly string[] = []
    const store = await createPostgresStore({
      url,
      secrets,
      is_inspected: true,
      onMigrated: (names) => {
        steps = names
      },
    })
    await store.close()
    expect(steps).toContain('connections')
    const { url: admin } = await databaseUrl(postgres(), `template ${name}`)
    // A second inspection of the copy finds the same.
    const again = await createPostgresStore({ url: admin, secrets, is_inspected: true })
    await again.close()
    await drop()
  })

  describe('is refused in words', () => {
    test('by a server that nothing listens at', async () => {
      const url = `postgres://u:sesame@127.0.0.1:${await freePort()}/ferry`
      expect(await refusal({ url })).toMatch(
        /database ferry at 127.*nothing listens there\. Start PostgreSQL/,
      )
    })

    test('without such a database', async () => {
      const { user, password, host, port } = postgres()
      const url = `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/nowhere`
      expect(await refusal({ url })).toMatch(/nowhere.* does not exist\. Create it: create database/)
    })

    test('with a wrong password', async () => {
      const { url, drop } = await databaseUrl(postgres())
      const wrong = new URL(url)
      wrong.password = 'hunter2'
      expect(await refusal({ url: String(wrong) })).toMatch(/refused the password/)
      await drop()
    })

    test('with an encoding that cannot store every text', async () => {
      const latin = "encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0"
      const { url, drop } = await databaseUrl(postgres(), latin)
      expect(await refusal({ url })).toMatch(/encoding LATIN1.*encoding 'UTF8' template template0/)
      await drop()
    })

    test('without the privilege to create tables, and with tables that belong to somebody else', async () => {
      const { query } = postgres()
      const { url, name, drop } = await databaseUrl(postgres())
      await query(`create role ${name}_app login password 'sesame-open'`)
      const app = new URL(url)
      app.username = `${name}_app`
      app.password = 'sesame-open'
      expect(await refusal({ url: String(app) })).toMatch(
        /does not let the user .*_app create tables.*grant create/,
      )
      const owner = await createPostgresStore({ url, secrets })
      await owner.close()
      await run(url, `grant create on schema public to ${name}_app`)
      expect(await refusal({ url: String(app) })).toMatch(/tables of Ferry that the user .*_app may not use/)
      await drop()
      await query(`drop role ${name}_app`)
    })

    test('beside a table of another program by the name of one of Ferry’s', async () => {
      const { url, drop } = await databaseUrl(postgres())
      await run(url, 'create table users (id int)')
      expect(await refusal({ url })).toMatch(/table of another program.*a database or a schema of its own/)
      await drop()
    })

    test('when a newer Ferry has written the store', async () => {
      const { url, drop } = await databaseUrl(postgres())
      await createPostgresStore({ url, secrets }).then((store) => store.close())
      await run(url, "insert into schema_migrations values (9999, 'of the future', 'x', 1)")
      const opened = createPostgresStore({ url, secrets })
      await expect(opened).rejects.toMatchObject({ code: 'newer_schema' })
      await drop()
    })

    test('with another FERRY_SECRET', async () => {
      const { url, drop } = await databaseUrl(postgres())
      await createPostgresStore({ url, secrets }).then((store) => store.close())
      const other = createSecrets({ master: 'another master key of a test, long enough' })
      await expect(createPostgresStore({ url, secrets: other })).rejects.toMatchObject({
        code: 'wrong_secret',
      })
      await drop()
    })

    test('with synchronous_commit = off, unless the operator accepts it: then it is a warning', async () => {
      const { query } = postgres()
      const { url, name, drop } = await databaseUrl(postgres())
      await query(`alter database ${name} set synchronous_commit = off`)
      expect(await refusal({ url })).toMatch(
        /synchronous_commit = off.*FERRY_DATABASE_ALLOW_ASYNC_COMMIT=true/,
      )
      const warnings: string[] = []
      const onWarning = (text: string) => warnings.push(text)
      const store = await createPostgresStore({ url, secrets, may_lose_commits: true, onWarning })
      await store.close()
      expect(warnings).toEqual([expect.stringMatching(/synchronous_commit is off.* lost/)])
      await drop()
    })

    test('where transactions are read-only, and on a standby', async () => {
      const { query, stop, start } = postgres()
      const { url, name, drop } = await databaseUrl(postgres())
      await query(`alter database ${name} set default_transaction_read_only = on`)
      expect(await refusal({ url })).toMatch(/default_transaction_read_only is on/)
      await query(`alter database ${name} reset default_transaction_read_only`)
      const [shown] = await query('show data_directory')
      const signal = join((shown as { data_directory: string }).data_directory, 'standby.signal')
      await stop()
      writeFileSync(signal, '')
      await start()
      expect(await refusal({ url })).toMatch(/read-only standby\. Let DATABASE_URL name the primary/)
      await stop()
      rmSync(signal)
      await start()
      await drop()
    })

    test('while the store is copied; and a copy is refused while a server runs', async () => {
      const { url, drop } = await databaseUrl(postgres())
      const address = readAddress(url, undefined)
      const copying = await holdStore(address, 'alone', 'It')
      await expect(createPostgresStore({ url, secrets })).rejects.toMatchObject({
        code: 'in_use',
        message: expect.stringMatching(/is being copied/),
      })
      await copying.release()
      const store = await createPostgresStore({ url, secrets })
      await expect(holdStore(address, 'alone', 'It')).rejects.toThrow(/in use by a server.*Stop all servers/)
      await store.close()
      await drop()
    })

    test('by a certificate of an authority that is not trusted', async ({ skip }) => {
      const { tls } = postgres()
      if (!tls) return skip('openssl is not installed')
      const { url, drop } = await databaseUrl(postgres())
      const folder = temporaryFolder()
      const file = (name: string, pem: string) => {
        writeFileSync(join(folder, name), pem)
        return join(folder, name)
      }
      const full = `${url}?sslmode=verify-full`
      expect(await refusal({ url: full })).toMatch(/not trusted .*FERRY_DATABASE_CA/)
      expect(await refusal({ url: full, ca_file: file('other.pem', tls.other_ca) })).toMatch(/not trusted/)
      await expect(
        createPostgresStore({ url: full, secrets, ca_file: join(folder, 'none') }),
      ).rejects.toThrow(/FERRY_DATABASE_CA names cannot be read \(ENOENT\)/)
      for (const settings of [
        { url: full, ca_file: file('ca.pem', tls.ca) },
        { url: `${url}?sslmode=verify-ca`, ca_file: file('ca.pem', tls.ca) },
        { url: `${url}?sslmode=require` },
      ]) {
        const store = await createPostgresStore({ ...settings, secrets })
        await store.ping()
        await store.close()
      }
      await drop()
    })
  })

  /** Runs a command in a database. */
  async function run(url: string, command: string): Promise<void> {
    const client = new (await import('pg')).default.Client(url)
    await client.connect()
    await client.query(command)
    await client.end()
  }
})
