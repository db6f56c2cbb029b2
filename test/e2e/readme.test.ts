import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hash } from 'bcryptjs'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Ferry } from '../support/ferry-process.ts'
import { projectFile, startFerry } from '../support/ferry-process.ts'
import { describeMariaDb } from '../support/mariadb.ts'
import { describePostgres } from '../support/postgres.ts'
import type { LegacyServer } from './legacy-suite.ts'

const ANN = { email: 'ann@example.com', password: 'correct-horse-battery' }

const README = projectFile('README.md')
const blocksOf = (language: string): string[] =>
  [...README.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text)

/** The README's commands from "Your own users" on, without those that start the server. */
function commands(values: { [name: string]: string }): string {
  const own = README.slice(README.indexOf('## Your own users'), README.indexOf('## What a script may do'))
  const blocks = blocksOf('sh').filter((block) => own.includes(block) && !block.includes('npm start'))
  const known = new Set<string>()
  const text = blocks
    .join('echo "--- next"\n')
    .replaceAll(/^(export )?([A-Z_]+)=[\w.:/@-]+$/gm, (line, exported, name) => {
      known.add(name)
      return values[name] === undefined ? line : `${exported ?? ''}${name}='${values[name]}'`
    })
  expect([...known].sort()).toEqual(Object.keys(values).sort())
  return text
}

async function runInShell(text: string, cwd: string): Promise<string> {
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', text], {
    cwd,
    // As for a newcomer: `node` is whatever is on the path.
    env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  shell.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  shell.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const [status] = await once(shell, 'exit')
  expect(`${status}\n${output}`).toMatch(/^0\n/)
  return output
}

function testReadme(server: () => LegacyServer, script: string | undefined, placeholder: string): void {
  let ferry: Ferry
  let folder: string

  beforeAll(async () => {
    folder = join(inject('serverPlans').run_dir, `readme-${randomBytes(4).toString('hex')}`)
    mkdirSync(folder)
    writeFileSync(join(folder, 'login.js'), script ?? '')
    await server().query(
      'create table users (id integer primary key, email varchar(200), password varchar(100))',
    )
    const row = [1, ANN.email, await hash(ANN.password, 4)]
    await server().query(`insert into users values (${placeholder})`, row)
    ferry = await startFerry()
  })

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await ferry.close()
  })

  test('move when a newcomer follows the README, command by command', async () => {
    const { host, port, user, password, database } = server()
    const output = await runInShell(
      commands({
        FERRY: ferry.url,
        CLIENT_ID: ferry.admin.client_id,
        CLIENT_SECRET: ferry.admin.client_secret,
        DB_HOST: host,
        DB_PORT: String(port),
        DB_USER: user,
        DB_PASSWORD: password,
        DB_NAME: database,
        USER_EMAIL: ANN.email,
        USER_PASSWORD: ANN.password,
      }),
      folder,
    )
    const answers = output
      .split(/--- next\n|\n(?=\{)|(?<=\})(?=\{)/)
      .filter((part) => part.startsWith('{'))
      .map((part): unknown => JSON.parse(part))
    expect(answers).toMatchObject([
      { ok: true, result: { user_id: '1', email: ANN.email } },
      { token_type: 'Bearer' },
      { mode: 'import', users: 1, migrated: 1, events: [{ kind: 'migrated', user_id: 'auth0|1' }] },
      { runs: [{ action: 'login', outcome: 'value' }] },
    ])
  })
}

describeMariaDb('the users of a MariaDB', (mariadb) => testReadme(mariadb, blocksOf('js')[0], '?, ?, ?'))

describePostgres('the users of a PostgreSQL', (postgres) =>
  testReadme(postgres, blocksOf('js')[1], '$1, $2, $3'),
)

test('the README names the scripts that package.json has', () => {
  const scripts = Object.keys((JSON.parse(projectFile('package.json')) as { scripts: object }).scripts)
  const named = [...README.matchAll(/npm (?:run )?(start|test|demo|check|bench)/g)].map(([, name]) => name)
  expect(scripts).toEqual(expect.arrayContaining(named))
})
