import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('K8: a password that is compared with other tries is nowhere in memory afterwards', async () => {
  const program = join(import.meta.dirname, '../../support/kept-in-memory.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [program])
  expect(JSON.parse(stdout)).toEqual({ password: 0, kept: true })
})
