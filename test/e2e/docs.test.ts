/** Every code block of the documentation is run, parsed, or says why not. @module */
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { hash } from 'bcryptjs'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { PAGES } from '../../server/docs/pages.ts'
import { FIRST_PERSON } from '../../server/sample/people.ts'
import type { Ferry } from '../support/ferry-process.ts'
import { projectFile, startFerry } from '../support/ferry-process.ts'
import { describeMariaDb } from '../support/mariadb.ts'
import type { CodeBlock } from '../support/markdown.ts'
import { codeBlocks, fillIn } from '../support/markdown.ts'
import { describePostgres } from '../support/postgres.ts'
import { runInShell } from '../support/shell.ts'
import { isEmbedded } from '../support/test-store.ts'
import type { LegacyServer } from './legacy-suite.ts'

const ANN = { email: 'ann@example.com', password: 'correct-horse-battery' }
const ROOT = resolve(import.meta.dirname, '../..')

const BLOCKS = PAGES.flatMap(({ slug, file }) =>
  codeBlocks(projectFile(file)).map((block) => ({ ...block, slug, name: `${file}:${block.line}` })),
)
const RUN = BLOCKS.filter(({ no_run }) => no_run === undefined)
const START_SCRIPTS = RUN.filter(({ slug, language }) => slug === 'start' && language === 'js')

/** The folder in which a reader types: Ferry's own, with its modules, but what is written is thrown away. */
function makeFolder(): string {
  const folder = join(inject('serverPlans').run_dir, `docs-${randomBytes(4).toString('hex')}`)
  mkdirSync(folder)
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/** Shell blocks of a page as one text; what answers with an error status stops it. */
function commands(slug: string, values: { readonly [name: string]: string }): string {
  const texts = RUN.filter((block) => block.slug === slug && block.language === 'sh').map(withStatus)
  return fillIn(texts.join('\necho "--- next"\n'), values).text
}

function withStatus({ info, text }: CodeBlock): string {
  return info === 'answers-404' ? text : text.replaceAll('curl -sS', 'curl -sS --fail-with-body')
}

/** @returns the JSON among what was printed */
function answersIn(output: string): unknown[] {
  return output
    .split(/--- next\n|\n(?=[{[])|(?<=[}\]])(?=[{[])/)
    .map((part) => part.trim())
    .filter((part) => /^[{[]/.test(part))
    .map((part): unknown => JSON.parse(part))
}

function testStart(server: () => LegacyServer, database: string, placeholder: string): void {
  let ferry: Ferry
  let folder: string

  beforeAll(async () => {
    folder = makeFolder()
    const script = START_SCRIPTS.find(({ info }) => info === `login ${database}`)
    writeFileSync(join(folder, 'login.js'), script?.text ?? '')
    await server().query(
      'create table users (id integer primary key, email varchar(200), password varchar(100))',
    )
    await server().query(`insert into users values (${placeholder})`, [
      1,
      ANN.email,
      await hash(ANN.password, 4),
    ])
    ferry = await startFerry()
  })

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await ferry.close()
  })

  test('move when a newcomer follows “Start in five minutes”, command by command', async () => {
    const { host, port, user, password, database: name } = server()
    const values = {
      FERRY: ferry.url,
      CLIENT_ID: ferry.admin.client_id,
      CLIENT_SECRET: ferry.admin.client_secret,
      DB_HOST: host,
      DB_PORT: String(port),
      DB_USER: user,
      DB_PASSWORD: password,
      DB_NAME: name,
      USER_EMAIL: ANN.email,
      USER_PASSWORD: ANN.password,
    }
    const output = await runInShell(commands('start', values), folder)
    expect(output).toMatch(/^ey\S+$/m)
    expect(output.match(/^con_\w{16}$/gm)).toHaveLength(2)
    expect(answersIn(output)).toMatchObject([
      { ok: true, result: { user_id: '1', email: ANN.email } },
      { token_type: 'Bearer' },
      { mode: 'import', users: 1, migrated: 1, events: [{ kind: 'migrated', user_id: 'auth0|1' }] },
      { runs: [{ action: 'login', outcome: 'value' }] },
      { exists: true, scripts: { login: expect.stringContaining('function login') } },
      { version: expect.any(Number) },
    ])
  })

  test('with a wrong port the script says that the database cannot be reached', async () => {
    const script = START_SCRIPTS.find(({ info }) => info === `login ${database}`)
    const { user, password, database: name } = server()
    const connection = await ferry.createConnection({
      login: script?.text ?? '',
      configuration: { host: '127.0.0.1', port: '1', user, password, database: name },
    })
    const { body } = await ferry.api('POST', `connections/${connection.id}/scripts/login/try`, {
      arguments: ANN,
    })
    expect(body).toMatchObject({
      ok: false,
      error: { code: 'legacy_unavailable', error_code: 'ECONNREFUSED' },
    })
  })
}

describeMariaDb('the users of a MariaDB', (mariadb) => testStart(mariadb, 'mysql', '?, ?, ?'))

describePostgres('the users of a PostgreSQL', (postgres) => testStart(postgres, 'postgresql', '$1, $2, $3'))

describe('with the sample legacy store', () => {
  let ferry: Ferry
  let folder: string
  let sample: { connection_id: string; connection: string }

  beforeAll(async () => {
    folder = makeFolder()
    ferry = await startFerry()
    const { body } = await ferry.api('POST', 'sample-store', { enabled_clients: [ferry.admin.client_id] })
    sample = body as typeof sample
  })

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await ferry.close()
  })

  /** What the pages take from “Start in five minutes”, in the words of the page about the API. */
  function prologue(): string {
    const token = RUN.find(({ slug, text }) => slug === 'api' && text.startsWith('TOKEN='))
    return [
      `FERRY='${ferry.url}'`,
      `CLIENT_ID='${ferry.admin.client_id}'`,
      `CLIENT_SECRET='${ferry.admin.client_secret}'`,
      `CONNECTION='${sample.connection_id}'`,
      token?.text ?? '',
    ].join('\n')
  }

  const pages = [...new Set(RUN.filter(({ language }) => language === 'sh').map(({ slug }) => slug))].filter(
    (slug) => isEmbedded() || slug !== 'operations',
  )
  if (!isEmbedded()) {
    test.skip('the commands of the page “operations” succeed (skipped: they copy the embedded store)', () =>
      undefined)
  }

  // The mode is changed by the page about modes, so that comes last.
  test.each(pages.filter((slug) => slug !== 'start').toSorted((a) => (a === 'modes' ? 1 : -1)))(
    'the commands of the page “%s” succeed',
    async (slug) => {
      const text = commands(slug, {
        REALM: sample.connection,
        USER_EMAIL: FIRST_PERSON.email,
        USER_PASSWORD: FIRST_PERSON.password,
        DATA: ferry.data_dir,
      })
      const output = await runInShell(`${prologue()}\n${text}`, folder)
      expect(output).not.toMatch(/"statusCode":|"error_description":|^undefined$/m)
      if (slug === 'api') expect(output).toMatch(/^link: <.*\/docs\/errors#inexistent_user>; rel="help"/im)
    },
  )

  test.each(RUN.filter(({ slug, language }) => slug !== 'start' && language === 'js'))(
    'the script at $name does what the page says: $info',
    async ({ info, text }) => {
      const [, action, code] = /^(\w+)(?: fails: (\w+))?$/.exec(info) ?? []
      const { body } = await ferry.api('POST', `connections/${sample.connection_id}/scripts/${action}/try`, {
        arguments: FIRST_PERSON,
        script: text,
      })
      expect(body).toMatchObject(
        code === undefined
          ? { ok: true, result: { email: FIRST_PERSON.email } }
          : { ok: false, error: { code } },
      )
    },
  )
})

test('blocks of JSON are valid', () => {
  for (const { text } of RUN.filter(({ language }) => language === 'json')) JSON.parse(text)
})

test('each block is of a known language, and one that is not run says why', () => {
  expect([...new Set(BLOCKS.map(({ language }) => language))].toSorted()).toEqual([
    'caddy',
    'js',
    'json',
    'nginx',
    'sh',
    'sql',
    'text',
    'yaml',
  ])
  const silent = BLOCKS.filter(({ no_run }) => no_run === '').map(({ name }) => name)
  expect(silent).toEqual([])
  const counts = { run: RUN.length, not_run: BLOCKS.length - RUN.length }
  expect(counts).toEqual({ run: 43, not_run: 29 })
})
