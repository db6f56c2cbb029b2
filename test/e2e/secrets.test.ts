import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startFerry } from '../support/ferry-process.ts'

test('K3: a secret in a file of the data folder is found when the server ends', async () => {
  const ferry = await startFerry()
  const secret = ferry.canaries.make('a planted password')
  writeFileSync(join(ferry.data_dir, 'forgotten.log'), Buffer.from(`auth: ${secret}`).toString('base64'))
  await expect(ferry.close()).rejects.toThrow(/a planted password as base64.*forgotten\.log/)
})

test('K3: a secret in an answer is found when the server ends', async () => {
  const ferry = await startFerry()
  const secret = ferry.canaries.make('an echoed name')
  await ferry.createConnection({ login: `function login() { return ${JSON.stringify(secret)} }` })
  await expect(ferry.close()).rejects.toThrow(
    /an echoed name as plain text in the answer to \/api\/v2\/connections/,
  )
})

test('K1: the secret of the first client is told once and is in no file', async () => {
  const ferry = await startFerry()
  const told = ferry.output().split(ferry.admin.client_secret).length - 1
  await ferry.kill()
  await ferry.start()
  expect(told).toBe(1)
  expect(ferry.output().split(ferry.admin.client_secret)).toHaveLength(2)
  await ferry.close()
})
