import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { StoreUnavailable } from '../../../server/store/contract/errors.ts'
import type { Operation } from '../../../server/store/engine/operation.ts'
import { all } from '../../../server/store/engine/operation.ts'
import { migrate } from '../../../server/store/migrate.ts'
import { MIGRATIONS } from '../../../server/store/schema/index.ts'
import type { Database } from '../../../server/store/sqlite/database.ts'
import { openDatabase } from '../../../server/store/sqlite/database.ts'
import { commitGroup } from '../../../server/store/sqlite/group-commit.ts'
import { createRunFolder, removeRunFolder } from '../../support/run-folder.ts'

let folder: string
let file: string
let db: Database
beforeEach(() => {
  folder = createRunFolder()
  file = join(folder, 'ferry.db')
  db = openDatabase(file, { read_only: false })
  db.write(migrate(MIGRATIONS, 1))
})
afterEach(() => {
  db.close()
  removeRunFolder(folder)
})

const insert = (id: string, name = id): Operation<unknown> =>
  all('insert into tenants (tenant_id, name, created_at) values ($1, $2, 1) returning tenant_id', id, name)

/** As another process sees them. */
function names(): unknown[] {
  const other = new DatabaseSync(file, { readOnly: true })
  const rows = other.prepare('select tenant_id from tenants order by tenant_id').all()
  other.close()
  return rows.map((row) => row.tenant_id)
}

test('R9: what no longer fits on the disk fails as unavailable, and is stored when there is space again', () => {
  // SQLite's own way to be full; the code is that of a full disk.
  db.exec('pragma max_page_count = 1')
  const large = () => insert('large', 'x'.repeat(1_000_000))
  const ends = commitGroup(db, [() => insert('a'), () => large(), () => insert('b')])
  expect(ends.map((end) => end.kind)).toEqual(['done', 'failed', 'done'])
  expect(ends[1]).toMatchObject({ error: { name: 'StoreUnavailable' } })
  expect(names()).toEqual(['a', 'b'])

  db.exec('pragma max_page_count = 1000000')
  expect(commitGroup(db, [() => large()])).toMatchObject([{ kind: 'done' }])
  expect(names()).toEqual(['a', 'b', 'large'])
})

test('R9: when the database gives up a whole group, every write of it fails and nothing of it is stored', () => {
  commitGroup(db, [() => insert('before')])
  // As SQLite does by itself when the log cannot be written.
  function* givenUp(): Operation<void> {
    yield* all('rollback')
    yield* insert('before')
  }
  const ends = commitGroup(db, [() => insert('a'), () => givenUp(), () => insert('b')])
  expect(ends.map((end) => end.kind)).toEqual(['failed', 'failed', 'failed'])
  for (const end of ends) expect(end.kind === 'failed' && end.error).toBeInstanceOf(StoreUnavailable)
  expect(names()).toEqual(['before'])
  expect(commitGroup(db, [() => insert('a')])).toMatchObject([{ kind: 'done' }])
})

test('a write that fails leaves nothing, and its neighbours in the group are stored', () => {
  function* halfway(): Operation<void> {
    yield* insert('half')
    yield* insert('half')
  }
  const ends = commitGroup(db, [
    () => insert('a'),
    () => halfway(),
    () => insert('b'),
    () => insert('c', 'a'),
    () => insert('d'),
  ])
  expect(ends.map((end) => end.kind)).toEqual(['done', 'failed', 'done', 'failed', 'done'])
  for (const end of ends) {
    if (end.kind === 'failed') expect(end.error).not.toBeInstanceOf(StoreUnavailable)
  }
  expect(names()).toEqual(['a', 'b', 'd'])
})

test('while another process holds the database, writes fail as unavailable and nothing is half-written', () => {
  const other = new DatabaseSync(file)
  other.exec('begin immediate')
  db.exec('pragma busy_timeout = 20')
  const [end] = commitGroup(db, [() => insert('a')])
  expect(end?.kind === 'failed' && end.error).toBeInstanceOf(StoreUnavailable)
  other.exec('rollback')
  other.close()
  expect(commitGroup(db, [() => insert('a')])).toMatchObject([{ kind: 'done' }])
  expect(names()).toEqual(['a'])
})
