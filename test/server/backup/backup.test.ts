import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runBackupCommand } from '../../../server/backup/command.ts'
import { BackupError } from '../../../server/backup/errors.ts'
import { restoreBackup } from '../../../server/backup/restore-backup.ts'
import { readConfig } from '../../../server/common/config.ts'
import { createSecrets } from '../../../server/secrets/index.ts'
import type { Store } from '../../../server/store/contract.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import { createRunFolder, removeRunFolder } from '../../support/run-folder.ts'
import { addConnection, sampleUser } from '../store/contract/samples.ts'

const KEY = 'the master key of the tests, long enough'
const OTHER = 'another master key, which is long enough too'

let folder: string
let data_dir: string
let file: string
beforeEach(() => {
  folder = createRunFolder()
  data_dir = join(folder, 'data')
  file = join(folder, 'ferry.backup')
})
afterEach(() => removeRunFolder(folder))

const open = (dir = data_dir, master = KEY) =>
  createSqliteStore({ data_dir: dir, secrets: createSecrets({ master }) })

/** Runs a command as the operator types it. @returns what it prints */
async function run(
  words: string[],
  { dir = data_dir, key = KEY }: { dir?: string; key?: string | null } = {},
): Promise<string> {
  const environment = { FERRY_DATA_DIR: dir, ...(key === null ? {} : { FERRY_SECRET: key }) }
  return await runBackupCommand(words, readConfig(environment), { version: '1.2.3', say: () => undefined })
}

const restored = () => join(folder, 'restored')

async function fill(store: Store): Promise<{ tenant_id: string; connection_id: string }> {
  const { tenant_id } = await store.ensureTenant('default')
  const { connection_id } = await addConnection(store, tenant_id, {
    configuration: { DB_PASSWORD: 'canary-7f2a' },
  })
  await store.createUser(tenant_id, sampleUser(connection_id, 'ann'))
  return { tenant_id, connection_id }
}

async function filledBackup(words: string[] = []): Promise<{ tenant_id: string; connection_id: string }> {
  const store = await open()
  const ids = await fill(store)
  await store.close()
  await run(['backup', file, ...words])
  return ids
}

/** Every file below a folder, with its bytes. */
function contents(dir: string): { [name: string]: string } {
  return Object.fromEntries(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [
        join(entry.parentPath, entry.name),
        readFileSync(join(entry.parentPath, entry.name), 'base64'),
      ]),
  )
}

test('a backup that is made while users are written has every user that was stored before it, and opens', async () => {
  const store = await open()
  const { tenant_id, connection_id } = await fill(store)
  let written = 0
  let is_over = false
  const writer = (async () => {
    while (!is_over) await store.createUser(tenant_id, sampleUser(connection_id, `u${written++}`))
  })()
  while (written < 200) await new Promise((resolve) => setTimeout(resolve, 1))
  const before = written - 1
  const said = await run(['backup', file])
  is_over = true
  await writer
  await store.close()
  expect(said).toContain('is a whole backup')
  expect(said).toContain('The master key is not in it. It is the setting FERRY_SECRET')

  await run(['restore', file], { dir: restored() })
  const again = await open(restored())
  for (let user = 0; user < before; user++) {
    expect(await again.findUser(tenant_id, `auth0|u${user}`), `u${user}`).toBeDefined()
  }
  const connection = await again.findConnection(tenant_id, connection_id)
  expect(connection?.configuration.values).toMatchObject({ DB_PASSWORD: 'canary-7f2a' })
  await again.close()
})

test('a backup and what is restored from it are private, and nothing else is left in the folders', async () => {
  await filledBackup()
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await run(['restore', file], { dir: restored() })
  expect(statSync(restored()).mode & 0o777).toBe(0o700)
  expect(statSync(join(restored(), 'ferry.db')).mode & 0o777).toBe(0o600)
  expect(readdirSync(restored())).toEqual(['ferry.db'])
  expect(readdirSync(folder).filter((name) => name.startsWith('ferry.backup'))).toEqual(['ferry.backup'])
})

test('sample stores are in the backup, and are restored byte for byte', async () => {
  const store = await open()
  await fill(store)
  await store.close()
  mkdirSync(join(data_dir, 'sample'))
  writeFileSync(join(data_dir, 'sample', 'ten_1.json'), '{"rows":[]}')
  expect(await run(['backup', file])).toContain('sample stores: 1')
  expect(await run(['restore', file], { dir: restored() })).toContain('sample stores: 1')
  expect(readFileSync(join(restored(), 'sample', 'ten_1.json'), 'utf8')).toBe('{"rows":[]}')
})

describe('the master key', () => {
  test('stays out of the backup; the command says that it is the file in the data folder', async () => {
    writeFileSync(join(folder, 'key'), '')
    mkdirSync(data_dir, { mode: 0o700 })
    writeFileSync(join(data_dir, 'secret'), `${KEY}\n`, { mode: 0o600 })
    const store = await open()
    await fill(store)
    await store.close()
    expect(await run(['backup', file], { key: null })).toContain(`It is the file ${data_dir}/secret`)
    expect(readFileSync(file).includes(KEY)).toBe(false)
    await expect(run(['restore', file], { dir: restored(), key: null })).rejects.toThrow(
      'The backup does not contain its master key. Nothing was restored. Set FERRY_SECRET, or put the file',
    )
    expect(readdirSync(restored())).toEqual([])
    writeFileSync(join(restored(), 'secret'), `${KEY}\n`, { mode: 0o600 })
    await run(['restore', file], { dir: restored(), key: null })
    expect(readdirSync(restored()).toSorted()).toEqual(['ferry.db', 'secret'])
  })

  test('goes along with --with-key, and the restored folder needs no setting', async () => {
    const { tenant_id, connection_id } = await filledBackup(['--with-key'])
    expect(await run(['restore', file], { dir: restored(), key: null })).toContain(
      `The master key of the backup is ${restored()}/secret.`,
    )
    expect(statSync(join(restored(), 'secret')).mode & 0o777).toBe(0o600)
    const store = await open(restored(), readFileSync(join(restored(), 'secret'), 'utf8').trim())
    expect(await store.findConnection(tenant_id, connection_id)).toBeDefined()
    await store.close()
  })

  test('that does not open the backup is refused, and nothing is restored', async () => {
    await filledBackup()
    await expect(run(['restore', file], { dir: restored(), key: OTHER })).rejects.toThrow(
      'is not the master key that this store was sealed with',
    )
    expect(readdirSync(restored())).toEqual([])
  })

  test('that does not open the store makes no backup', async () => {
    const store = await open()
    await fill(store)
    await store.close()
    await expect(run(['backup', file], { key: OTHER })).rejects.toThrow('is not the master key')
    expect(readdirSync(folder).filter((name) => name.startsWith('ferry.backup'))).toEqual([])
  })
})

describe('what is not a whole backup is refused, and nothing is restored:', () => {
  const spoil: { [what: string]: () => void } = {
    'an empty file': () => truncateSync(file, 0),
    'a file that was cut off by one byte': () => truncateSync(file, statSync(file).size - 1),
    'a file that was cut in the middle': () => truncateSync(file, Math.floor(statSync(file).size / 2)),
    'a file with something behind its end': () => appendFileSync(file, 'x'),
    'a database that is no backup': () => writeFileSync(file, readFileSync(join(data_dir, 'ferry.db'))),
    'a file with one changed byte in the store': () => flip(10_000),
    'a file with one changed byte in its index': () => flip(statSync(file).size - 60),
  }
  /** Changes one bit. */
  function flip(at: number): void {
    const bytes = readFileSync(file)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(file, bytes)
  }

  test.each(Object.keys(spoil))('%s', async (what) => {
    await filledBackup()
    spoil[what]?.()
    await expect(run(['restore', file], { dir: restored() })).rejects.toThrow('is not a whole backup')
    expect(existsSync(restored()) ? readdirSync(restored()) : []).toEqual([])
  })

  test.each(['../outside', '/tmp/outside', 'sample/../../outside', 'ferry.db-wal', 'ferry.lock'])(
    'an index that names the file %s',
    async (name) => {
      await filledBackup()
      const bytes = readFileSync(file)
      const end = bytes.subarray(-'\nferry-backup-1 0000000000\n'.length).toString()
      const length = Number(/\d{10}/.exec(end)?.[0])
      const before = bytes.length - end.length - length
      const index = JSON.parse(bytes.toString('utf8', before, before + length))
      index.parts.push({ name, bytes: 0, sha256: '0'.repeat(64) })
      const text = Buffer.from(JSON.stringify(index))
      const tail = Buffer.from(`\nferry-backup-1 ${String(text.length).padStart(10, '0')}\n`)
      writeFileSync(file, Buffer.concat([bytes.subarray(0, before), text, tail]))
      await expect(run(['restore', file], { dir: restored() })).rejects.toThrow('its index cannot be read')
    },
  )
})

describe('nothing is ever replaced:', () => {
  test('a file that exists is not written over by a backup', async () => {
    await filledBackup()
    const before = readFileSync(file, 'base64')
    await expect(run(['backup', file])).rejects.toThrow('exists already')
    expect(readFileSync(file, 'base64')).toBe(before)
  })

  test('a folder with a store is not restored into', async () => {
    await filledBackup()
    const before = contents(data_dir)
    await expect(run(['restore', file])).rejects.toThrow('is not empty (it contains ferry.db')
    expect(contents(data_dir)).toEqual(before)
  })

  test('what a killed restore has left is removed by the next one', async () => {
    await filledBackup()
    mkdirSync(join(restored(), '.restore-0123', 'sample'), { recursive: true })
    writeFileSync(join(restored(), '.restore-0123', 'ferry.db'), 'half')
    await run(['restore', file], { dir: restored() })
    expect(readdirSync(restored())).toEqual(['ferry.db'])
  })
})

test('a restore that was killed while it gave files their names can be repeated', async () => {
  const store = await open()
  await fill(store)
  await store.close()
  mkdirSync(join(data_dir, 'sample'))
  writeFileSync(join(data_dir, 'sample', 'ten_1.json'), '{"rows":[]}')
  await run(['backup', file, '--with-key'])
  mkdirSync(join(restored(), '.restore-0123', 'sample'), { recursive: true })
  mkdirSync(join(restored(), 'sample'))
  writeFileSync(join(restored(), 'sample', 'ten_1.json'), 'of the first try')
  writeFileSync(join(restored(), 'secret'), `${KEY}\n`, { mode: 0o600 })
  await run(['restore', file], { dir: restored(), key: null })
  expect(readdirSync(restored()).toSorted()).toEqual(['ferry.db', 'sample', 'secret'])
  expect(readFileSync(join(restored(), 'sample', 'ten_1.json'), 'utf8')).toBe('{"rows":[]}')
})

test('a folder with sample stores alone is not taken for a killed restore', async () => {
  await filledBackup()
  mkdirSync(join(restored(), 'sample'), { recursive: true })
  await expect(run(['restore', file], { dir: restored() })).rejects.toThrow(
    'is not empty (it contains sample)',
  )
})

test('a store that a server makes during the restore stays, and the operator is told', async () => {
  await filledBackup()
  const openSecrets = () => {
    writeFileSync(join(restored(), 'ferry.db'), 'of the server')
    return createSecrets({ master: KEY })
  }
  await expect(restoreBackup({ data_dir: restored(), file, openSecrets })).rejects.toThrow(
    'has a file ferry.db now: a server was started there meanwhile. Its store was not replaced.',
  )
  expect(readFileSync(join(restored(), 'ferry.db'), 'utf8')).toBe('of the server')
})

test.each([
  [['backup'], 'Usage: npm run backup'],
  [['backup', 'a', 'b'], 'Usage: npm run backup'],
  [['backup', 'a', '--with-keys'], "Unknown option '--with-keys'"],
  [['restore', 'a', '--with-key'], '--with-key belongs to npm run backup'],
  [['restore', 'missing-file'], 'missing-file is not there'],
])('the mistake %j is answered in words', async (words, text) => {
  const store = await open()
  await store.close()
  const failure = await run(words).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(BackupError)
  expect((failure as Error).message).toContain(text)
})

test('a folder without a store, and a target folder that is missing, are told in words', async () => {
  await expect(run(['backup', file])).rejects.toThrow(`There is no store in ${data_dir}`)
  const store = await open()
  await store.close()
  await expect(run(['backup', join(folder, 'missing', 'file')])).rejects.toThrow(
    'is not there. Check the path.',
  )
})

test('the backup of a newer Ferry is refused with the version to start', async () => {
  const store = await open()
  await fill(store)
  await store.close()
  await run(['backup', file, '--with-key'])
  const db = new DatabaseSync(join(data_dir, 'ferry.db'))
  db.exec("insert into schema_migrations values (9999, 'of tomorrow', 'x', 1)")
  db.close()
  await expect(run(['backup', `${file}-2`])).rejects.toThrow('A newer Ferry has written this store')
})
