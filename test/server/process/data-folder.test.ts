import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'
import { embeddedTest } from '../../support/test-store.ts'

const start = (FERRY_DATA_DIR: string) =>
  startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    { FERRY_DATA_DIR },
  )

test('a data folder is created with its parent folders, and is private', async () => {
  const folder = join(temporaryFolder(), 'a/b')
  await start(folder)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
})

test('a data folder that is a file, or below one, is explained in the error', async () => {
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

const hasProc = existsSync('/proc/self/status')
test.skipIf(!hasProc).each(['/proc/ferry', '/proc/ferry/data', '/proc', '/sys/ferry', '/sys/kernel'])(
  `a data folder at %s is told in words at once${hasProc ? '' : ' (skipped: there is no /proc)'}`,
  async (path) => {
    const began = performance.now()
    await expect(start(path)).rejects.toThrow(`FERRY_DATA_DIR ${path} is on a file system of the kernel`)
    expect(performance.now() - began).toBeLessThan(2_000)
  },
)

test('a data folder that is a broken link is explained in the error', async () => {
  const link = join(temporaryFolder(), 'link')
  symlinkSync('/nowhere/at/all', link)
  await expect(start(link)).rejects.toThrow('it contains a broken link')
  await expect(start(join(link, 'below'))).rejects.toThrow(
    /FERRY_DATA_DIR .* (?:cannot be created|is a file)/,
  )
})

embeddedTest('the store is not in it')('a link to a folder is a data folder', async () => {
  const folder = temporaryFolder()
  const link = join(temporaryFolder(), 'link')
  symlinkSync(folder, link)
  await start(link)
  expect(readdirSync(folder)).toContain('ferry.db')
})

test('a start leaves no test file behind', async () => {
  const folder = temporaryFolder()
  await start(folder)
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
})

embeddedTest('FERRY_SECRET is demanded')(
  'a store whose master key is missing is explained in the error, and no new key is created',
  async () => {
    const folder = temporaryFolder()
    await (await start(folder)).stop()
    rmSync(join(folder, 'secret'))
    await expect(start(folder)).rejects.toThrow(
      /The master key of the store .* is missing: FERRY_SECRET is not set/,
    )
    expect(readdirSync(folder)).not.toContain('secret')
  },
)
