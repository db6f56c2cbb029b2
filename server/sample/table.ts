/** The table of a sample legacy store: one JSON file in the data folder. @module */
/// <reference path="./bcrypt.d.ts" />
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compare, hash } from 'bcrypt'
import * as z from 'zod'
import { SAMPLE_ID_PREFIX, samplePeople } from './people.ts'

/** As low as in a ten-year-old store, so that 200 rows are hashed in a second. */
const BCRYPT_COST = 6

const Row = z.object({
  /** Numbers in older tables, from before ids had a prefix. */
  id: z.union([z.number(), z.string(), z.null()]),
  email: z.string().nullable(),
  username: z.string().nullable(),
  nickname: z.string().nullable(),
  email_verified: z.boolean(),
  /** bcrypt, or plain text in the oldest rows. */
  password: z.string(),
})

export type SampleRow = z.output<typeof Row>

const File = z.object({ application: z.string(), rows: z.array(Row) })

/** One tenant's table. */
export interface SampleTable {
  /** Hex SHA-256 of the application's password. */
  application: string
  rows(): readonly SampleRow[]
  /** The first row with this email or username; A–Z match in either case. */
  find(identifier: string): SampleRow | undefined
  isPassword(row: SampleRow, password: string): Promise<boolean>
  /** Adds a row. @returns false when the email or the username is taken */
  add(row: {
    email: string
    username?: string | undefined
    nickname?: string | undefined
    password: string
  }): Promise<boolean>
  /** @returns the reason of a refusal; undefined when the row was changed */
  change(
    identifier: string,
    change: {
      new_email?: string | undefined
      email_verified?: boolean | undefined
      password?: string | undefined
    },
  ): Promise<'missing' | 'taken' | undefined>
  /** @returns whether the row existed */
  remove(id: string): boolean
}

/** The tables of a data folder, each by its key. */
export interface SampleTables {
  keys(): string[]
  open(key: string): SampleTable | undefined
  /** Creates the table with its 200 people; an existing one stays unchanged. */
  create(key: string, application: string): Promise<void>
  drop(key: string): void
}

const KEY = /^[a-zA-Z0-9_]{1,64}$/
const lower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

/** @param folder created with the first table */
export function createSampleTables(folder: string): SampleTables {
  const opened = new Map<string, SampleTable>()
  const fileOf = (key: string): string => {
    if (!KEY.test(key)) throw new TypeError('a key of a sample table has letters, digits and _')
    return join(folder, `${key}.json`)
  }

  function open(key: string): SampleTable | undefined {
    const known = opened.get(key)
    if (known || !KEY.test(key) || !existsSync(fileOf(key))) return known
    const { application, rows } = File.parse(JSON.parse(readFileSync(fileOf(key), 'utf8')))
    const table = createTable(application, rows, (changed) =>
      write(fileOf(key), { application, rows: changed }),
    )
    opened.set(key, table)
    return table
  }

  return {
    keys: () =>
      existsSync(folder)
        ? readdirSync(folder).flatMap((name) =>
            name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : [],
          )
        : [],
    open,
    async create(key, application) {
      const known = open(key)
      if (known) {
        write(fileOf(key), { application, rows: [...known.rows()] })
        opened.delete(key)
        return
      }
      const rows = await Promise.all(
        samplePeople().map(async ({ is_plain, password, oddity: _, ...row }) => ({
          ...row,
          password: is_plain ? password : await hash(password, BCRYPT_COST),
        })),
      )
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      write(fileOf(key), { application, rows })
    },
    drop(key) {
      opened.delete(key)
      rmSync(fileOf(key), { force: true })
    },
  }
}

/** The next number, in the form of the table's ids. */
function nextId(rows: readonly SampleRow[]): number | string {
  const ids = rows.map(({ id }) => id)
  const hasPrefix = ids.some((id) => typeof id === 'string' && id.startsWith(SAMPLE_ID_PREFIX))
  const numbers = ids.map((id) => Number(hasPrefix ? String(id).slice(SAMPLE_ID_PREFIX.length) : id))
  const next = Math.max(...numbers.filter(Number.isSafeInteger)) + 1
  return hasPrefix ? SAMPLE_ID_PREFIX + next : next
}

function write(file: string, content: z.output<typeof File>): void {
  writeFileSync(`${file}.tmp`, JSON.stringify(content), { mode: 0o600 })
  renameSync(`${file}.tmp`, file)
}

function createTable(
  application: string,
  start: readonly SampleRow[],
  save: (rows: SampleRow[]) => void,
): SampleTable {
  let rows = [...start]
  const keep = (changed: SampleRow[]): void => {
    rows = changed
    save(rows)
  }
  const find = (identifier: string): SampleRow | undefined => {
    const key = lower(identifier)
    return rows.find((row) => [row.email, row.username].some((name) => name !== null && lower(name) === key))
  }
  return {
    application,
    rows: () => rows,
    find,
    isPassword: async (row, password) =>
      row.password.startsWith('$2') ? compare(password, row.password) : row.password === password,
    async add({ email, username = null, nickname = null, password }) {
      const hashed = await hash(password, BCRYPT_COST)
      if (find(email) || (username !== null && find(username))) return false
      keep([
        ...rows,
        { id: nextId(rows), email, username, nickname, email_verified: false, password: hashed },
      ])
      return true
    },
    async change(identifier, { new_email, email_verified, password }) {
      const hashed = password === undefined ? undefined : await hash(password, BCRYPT_COST)
      const row = find(identifier)
      if (!row) return 'missing'
      const holder = new_email === undefined ? undefined : find(new_email)
      if (holder && holder !== row) return 'taken'
      const changed = {
        ...row,
        email: new_email ?? row.email,
        email_verified: email_verified ?? row.email_verified,
        password: hashed ?? row.password,
      }
      keep(rows.map((each) => (each === row ? changed : each)))
      return undefined
    },
    remove(id) {
      const left = rows.filter((row) => String(row.id) !== id)
      if (left.length === rows.length) return false
      keep(left)
      return true
    },
  }
}
