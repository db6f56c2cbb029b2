import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFakeRuntime } from '../support/fake-runtime.ts'
import { startTestServer, temporaryFolder } from '../support/server-in-process.ts'

const start = (FERRY_DATA_DIR: string) =>
  startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    { FERRY_DATA_DIR },
  )

test('a data folder is made with what leads to it, and is private', async () => {
  const folder = join(temporaryFolder(), 'a/b')
  await start(folder)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
})

test('a data folder that is a file, or below one, is told in words', async () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  for (const path of [file, join(file, 'folder')]) {
    await expect(start(path)).rejects.toThrow(`FERRY_DATA_DIR ${path} is a file, or below one.`)
  }
})

const isRoot = process.getuid?.() === 0
test.skipIf(isRoot)(
  `a data folder of somebody else is told in words${isRoot ? ' (skipped: root may write anywhere)' : ''}`,
  async () => {
    const folder = join(temporaryFolder(), 'closed')
    mkdirSync(folder)
    chmodSync(folder, 0o500)
    await expect(start(folder)).rejects.toThrow('may not be written by this user')
  },
)
