import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { samplePeople } from '../../../server/sample/people.ts'
import { createSampleTables } from '../../../server/sample/table.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'

const CY = { email: 'cy@sample.test', password: 'a-new-row' }

test('no id of the sample store is one that a table with numbers or UUIDs has', () => {
  const ids = samplePeople().flatMap(({ id }) => (id === null ? [] : [id]))
  expect(ids).toHaveLength(199)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !id.startsWith('sample|'))).toEqual([])
})

test('a new row gets the next id, with the prefix', async () => {
  const tables = createSampleTables(temporaryFolder())
  await tables.create('ten_a', 'application')
  expect(await tables.open('ten_a')?.add(CY)).toBe(true)
  expect(tables.open('ten_a')?.find(CY.email)?.id).toBe('sample|201')
  expect(tables.open('ten_a')?.remove('sample|201')).toBe(true)
})

test('a table from before ids had a prefix keeps its ids, also for new rows', async () => {
  const folder = join(temporaryFolder(), 'sample')
  mkdirSync(folder)
  const row = { id: 7, email: 'ada@sample.test', username: null, nickname: null, email_verified: true }
  const rows = [
    { ...row, password: 'plain' },
    { ...row, id: null, email: 'noid@sample.test', password: 'plain' },
  ]
  writeFileSync(join(folder, 'ten_a.json'), JSON.stringify({ application: 'application', rows }))
  const table = createSampleTables(folder).open('ten_a')
  expect(table?.find('ada@sample.test')?.id).toBe(7)
  expect(await table?.add(CY)).toBe(true)
  expect(table?.find(CY.email)?.id).toBe(8)
  expect(table?.remove('7')).toBe(true)
})
