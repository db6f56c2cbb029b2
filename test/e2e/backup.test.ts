import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, onTestFinished, test } from 'vitest'
import { startFerry } from '../support/ferry-process.ts'
import { isEmbedded } from '../support/test-store.ts'

const LOGIN = `function login(email, password, callback) {
  if (password !== configuration.PASSWORD) return callback(new WrongUsernameOrPasswordError(email))
  callback(null, { user_id: email, email })
}`

/** @returns what the command prints */
async function command(words: string[], data_dir: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['server/backup/main.ts', ...words], {
    env: { PATH: process.env.PATH, FERRY_DATA_DIR: data_dir },
  })
  return stdout
}

const skipped = isEmbedded() ? '' : ' (skipped: only the embedded store has such backups)'

test.runIf(isEmbedded())(
  `a server that is lost goes on from its backup: everyone who was stored before it signs in without the script${skipped}`,
  async () => {
    const { run_dir } = inject('serverPlans')
    const file = join(run_dir, `${randomBytes(4).toString('hex')}.backup`)
    const ferry = await startFerry()
    onTestFinished(() => ferry.close())
    const password = ferry.canaries.make('PASSWORD')
    const connection = await ferry.createConnection({ login: LOGIN, configuration: { PASSWORD: password } })
    const signIn = async (person: string) => (await ferry.login(connection, person, password)).status
    const people = Array.from({ length: 10 }, (_, number) => `p${number}@example.com`)
    for (const person of people) expect(await signIn(person)).toBe(200)

    let is_over = false
    const visitors = (async () => {
      for (let number = 0; !is_over; number++) expect(await signIn(`later${number}@example.com`)).toBe(200)
    })()
    expect(await command(['backup', file], ferry.data_dir)).toContain('is a whole backup')
    is_over = true
    await visitors

    await ferry.kill()
    const key = join(ferry.data_dir, 'secret')
    const kept = readFileSync(key)
    rmSync(ferry.data_dir, { recursive: true })
    mkdirSync(ferry.data_dir, { mode: 0o700 })
    writeFileSync(key, kept, { mode: 0o600 })
    expect(await command(['restore', file], ferry.data_dir)).toContain('has the store of')
    await ferry.start()
    const stored = (await ferry.users(connection)).map(({ email }) => email)
    expect(stored).toEqual(expect.arrayContaining(people))
    const runs = await ferry.loginRuns(connection)
    for (const person of people) expect(await signIn(person), person).toBe(200)
    expect(await ferry.loginRuns(connection)).toBe(runs)
  },
  120_000,
)
