/** What the story of a migration is told with: a real Ferry, the legacy store, and a ledger of both. @module */
import { hash } from 'bcryptjs'
import { expect } from 'vitest'
import type { TemplateScript } from '../../templates/index.ts'
import { templates } from '../../templates/index.ts'
import type { Ferry } from '../support/ferry-process.ts'
import { startFerry } from '../support/ferry-process.ts'
import type { Answer } from '../support/http-call.ts'
import type { MariaDb } from '../support/mariadb.ts'
import type { Outbox } from '../support/outbox.ts'
import { openOutbox } from '../support/outbox.ts'
import { statementsOf } from '../templates/support/sql-files.ts'

/** Names and password of now. */
export interface Person {
  email: string
  username: string
  password: string
}

/** Somebody with a row in the legacy store; the id is the one that a migration gives. */
export interface LegacyPerson extends Person {
  user_id: string
}

/** What happened since the ledger was compared last. */
interface News {
  /** Who is stored now and was not. */
  stored?: Person[]
  migrated?: number
  /** By `action for purpose`. */
  runs?: { [action_and_purpose: string]: number }
}

/** One connection from its first day to its last. */
export interface Story {
  ferry: Ferry
  outbox: Outbox
  connection: { id: string; name: string }
  /** Everyone who is stored, and so should be able to log in. */
  everyone: Person[]
  /** Somebody of whom nobody has heard. */
  someone(name: string): Person
  addLegacy(name: string): Promise<LegacyPerson>
  /** @returns the id in the legacy store */
  addRow(email: string, username: string | null, password: string): Promise<string>
  /** All that the legacy store has. */
  rows(): Promise<unknown>
  login(name: string, password: string): Promise<Answer>
  signUp(person: Partial<Person>): Promise<Answer>
  askReset(email: string): Promise<Answer>
  /** @throws with the status, when there is no ticket */
  ticketFor(email: string): Promise<string>
  openLink(link: string): Promise<Answer>
  /** As the form of the page sends it. */
  submit(link: string, password: string, password_again?: string): Promise<Answer>
  /** @throws with the status and the text of a refusal */
  patchUser(user_id: string, change: object): Promise<Answer>
  replaceScripts(scripts: { [action in TemplateScript]?: string }): Promise<void>
  /** Kills it and starts it again. */
  restart(): Promise<void>
  findStored(email: string): Promise<object | undefined>
  /** Fails when anything else happened: another row, another run. */
  expectSince(news: News): Promise<void>
  /** By either name, with no script and no other password. */
  expectEveryoneIn(): Promise<void>
}

const OPTIONS = { requires_username: true, strategy_version: 2 }

/** Starts a Ferry with the scripts of the template `mysql`; whoever opens the story closes its `ferry`. */
export async function openStory(mariadb: MariaDb): Promise<Story> {
  const mysql = templates.find(({ id }) => id === 'mysql')
  if (!mysql) throw new Error('there is no template mysql')
  for (const statement of statementsOf(mysql.schema?.text ?? '')) await mariadb.query(statement)
  const ferry = await startFerry()
  ferry.canaries.add('the password of the database', mariadb.password)
  const connection = await ferry.createConnection({
    login: mysql.scripts.login,
    configuration: {
      MYSQL_HOST: mariadb.host,
      MYSQL_PORT: String(mariadb.port),
      MYSQL_USER: mariadb.user,
      MYSQL_PASSWORD: mariadb.password,
      MYSQL_DATABASE: mariadb.database,
    },
    options: { ...OPTIONS, customScripts: mysql.scripts },
  })
  const everyone: Person[] = []
  let migrated = 0
  const runs: { [action_and_purpose: string]: number } = {}

  const someone: Story['someone'] = (name) => ({
    email: `${name}@example.com`,
    username: name,
    password: ferry.canaries.make(`the password of ${name}`),
  })
  const addRow: Story['addRow'] = async (email, username, password) => {
    const sql =
      'insert into users (email, username, nickname, password, email_verified) values (?, ?, ?, ?, true)'
    const row = [email, username, `Nick of ${username}`, await hash(password, 4)]
    return String(((await mariadb.query(sql, row)) as { insertId: number }).insertId)
  }
  const login: Story['login'] = (name, password) => ferry.login(connection, name, password)
  const post = (path: string, body: object): Promise<Answer> =>
    ferry.call(`/dbconnections/${path}`, {
      method: 'POST',
      body: { client_id: ferry.admin.client_id, connection: connection.name, ...body },
    })

  async function readLedger(): Promise<Required<{ [field in keyof News]: unknown }>> {
    const { body } = await ferry.api('GET', `connections/${connection.id}/migration`)
    const now = body as {
      users: number
      migrated: number
      runs: { action: string; purpose: string; runs: number }[]
    }
    const stored = (await ferry.users(connection)).map(({ email }) => email).toSorted()
    expect(now.users).toBe(stored.length)
    const counts = now.runs.map((count) => [`${count.action} for ${count.purpose}`, count.runs])
    return { stored, migrated: now.migrated, runs: Object.fromEntries(counts) }
  }

  const expectSince: Story['expectSince'] = async (news) => {
    everyone.push(...(news.stored ?? []))
    migrated += news.migrated ?? 0
    for (const [run, times] of Object.entries(news.runs ?? {})) runs[run] = (runs[run] ?? 0) + times
    const stored = everyone.map(({ email }) => email).toSorted()
    // What a request by mail sets going goes on behind its answer.
    await expect.poll(readLedger, { timeout: 10_000 }).toEqual({ stored, migrated, runs })
  }

  return {
    ferry,
    outbox: openOutbox(ferry.data_dir),
    connection,
    everyone,
    someone,
    async addLegacy(name) {
      const person = someone(name)
      return { ...person, user_id: `auth0|${await addRow(person.email, name, person.password)}` }
    },
    addRow,
    rows: () => mariadb.query('select * from users order by id'),
    login,
    signUp: (person) => post('signup', person),
    askReset: (email) => post('change_password', { email }),
    async ticketFor(email) {
      const connection_id = connection.id
      const { body } = await ferry.api('POST', 'tickets/password-change', { connection_id, email })
      return (body as { ticket: string }).ticket
    },
    openLink: (link) => ferry.call(link.slice(ferry.url.length)),
    submit(link, password, password_again = password) {
      const { pathname, searchParams } = new URL(link)
      const ticket = searchParams.get('ticket') ?? ''
      return ferry.call(pathname, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ ticket, password, password_again }).toString(),
      })
    },
    patchUser: (user_id, change) => ferry.api('PATCH', `users/${encodeURIComponent(user_id)}`, change),
    async replaceScripts(customScripts) {
      const options = { ...OPTIONS, enabledDatabaseCustomization: true, import_mode: true, customScripts }
      await ferry.api('PATCH', `connections/${connection.id}`, { options })
    },
    async restart() {
      await ferry.kill()
      await ferry.start()
    },
    findStored: async (email) => (await ferry.users(connection)).find((user) => user.email === email),
    expectSince,
    async expectEveryoneIn() {
      const tries = everyone.map(async ({ email, username, password }) => {
        const names = [email, username.toUpperCase()]
        const right = await Promise.all(names.map((name) => login(name, password)))
        const wrong = await login(email, `${password}!`)
        return [email, ...[...right, wrong].map(({ status }) => status)]
      })
      const expected = everyone.map(({ email }) => [email, 200, 200, 403])
      expect(await Promise.all(tries)).toEqual(expected)
      await expectSince({})
    },
  }
}
