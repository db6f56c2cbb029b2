import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

test('npm run demo moves a user, ends by itself with status 0, and leaves nothing behind', async () => {
  const data_dir = join(inject('serverPlans').run_dir, 'demo-data')
  mkdirSync(data_dir)
  const { stdout } = await promisify(execFile)(process.execPath, ['server/demo/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, FERRY_DATA_DIR: data_dir },
  })
  expect(stdout).toContain('the legacy store is switched off')
  expect(stdout).toContain('"user_id": "auth0|1"')
  expect(stdout).toMatch(/Ann at an application .* signed in .* sign-in page/)
  expect(stdout).toMatch(/Ann at another application .* signed in .* no page/)
  expect(stdout).not.toContain('Not as told')
  expect(existsSync(data_dir) ? readdirSync(data_dir) : []).toEqual([])
})
