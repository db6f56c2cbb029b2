import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Ferry } from '../support/ferry-process.ts'
import { projectFile, startFerry } from '../support/ferry-process.ts'
import { codeBlocks, fillIn } from '../support/markdown.ts'
import { runInShell } from '../support/shell.ts'

const README = projectFile('README.md')
const START = projectFile('server/docs/start.md')

test('the README has three commands: to start, to watch a migration, and to run the tests as .ci/run does', () => {
  const commands = codeBlocks(README).filter(({ language }) => language === 'sh')
  expect(commands.map(({ text }) => text.trim())).toEqual([
    'npm ci && npm start',
    'npm run demo',
    'npm ci && npm test',
  ])
  const ci = projectFile('.ci/run').split('\n')
  expect(ci).toEqual(expect.arrayContaining(['npm ci', 'npm test']))
})

/** Commands of “Start in five minutes”, up to the one that creates the connection. */
describe('whoever makes a mistake on the way', () => {
  let ferry: Ferry
  let folder: string

  beforeAll(async () => {
    folder = join(inject('serverPlans').run_dir, `readme-${randomBytes(4).toString('hex')}`)
    mkdirSync(folder)
    writeFileSync(join(folder, 'login.js'), 'function login(email, password, callback) { callback(null) }')
    ferry = await startFerry()
  })

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await ferry.close()
  })

  const [fill = '', values = '', token = '', creation = ''] = codeBlocks(START)
    .filter(({ language, no_run }) => language === 'sh' && no_run === undefined)
    .map(({ text }) => text)

  const run = (text: string, changed: { [name: string]: string } = {}): Promise<string> => {
    const { client_id, client_secret } = ferry.admin
    const known = { FERRY: ferry.url, CLIENT_ID: client_id, CLIENT_SECRET: client_secret, ...changed }
    return runInShell(`${fillIn(fill, known).text}\n${values}\n${text}`, folder)
  }

  /** Codes and texts in quotation marks of the table’s first column. */
  const explained = START.slice(START.indexOf('## If something goes wrong'))
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|')[1] ?? '')
    .join()

  test('with a wrong secret is told so where the token should be, and finds the error in the table', async () => {
    expect(await run(token, { CLIENT_SECRET: 'wrong' })).toContain("error: 'access_denied'")
    expect(explained).toContain('`access_denied`')
  })

  test('with no token is told so where the connection should be', async () => {
    expect(await run(`TOKEN=\n${creation}`)).toContain('The Authorization header has no access token')
    expect(explained).toContain('The Authorization header has no access token')
  })

  test('and creates the connection twice is told that its name is taken, and how to change the one that is there', async () => {
    expect(await run(`${token}\n${creation}`)).toMatch(/^con_\w{16}$/m)
    expect(await run(`${token}\n${creation}`)).toMatch(/statusCode: 409/)
    expect(explained).toContain('`conflict`')
    expect(START).toContain('### Change what is there')
  })
})
