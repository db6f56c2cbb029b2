/** No way to set a password may forget to sign the user out (A12). */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { HISTORY_SQL } from '../../../server/store/sql/user-life.ts'
import { IDENTITY_SQL, USER_SQL } from '../../../server/store/sql/users.ts'

const OPERATIONS = 'server/store/operations'

/** Operations that write a hash and sign nobody out, each with its reason. */
const STAYS: { readonly [name: string]: string } = {
  setFirstHash: 'by a sign-in or an import: the password that the person already has in the legacy store',
  replaceHash: 'a stronger hash of the same password',
}

const writesHash = (sql: string): boolean =>
  /^update identities set [^;]*\bpassword_hash = /.test(sql.split(' where ')[0] ?? '')

test('a hash is changed by statements of identities only, and their list is whole', () => {
  const writers = Object.entries(IDENTITY_SQL).filter(([, sql]) => writesHash(sql))
  expect(writers.map(([name]) => name).toSorted()).toEqual(['replaceHash', 'setFirstHash', 'setHash'])
  const others = [...Object.values(USER_SQL), ...Object.values(HISTORY_SQL)]
  expect(others.filter((sql) => /^update [\s\S]*\bpassword_hash = /.test(sql))).toEqual([])
})

test('only one file of operations runs the statements that change a hash', () => {
  const found = globSync(`${OPERATIONS}/*.ts`).filter((file) =>
    /IDENTITY_SQL\s*\.\s*(setHash|setFirstHash|replaceHash)\b|IDENTITY_SQL\[|\} = IDENTITY_SQL/.test(
      readFileSync(file, 'utf8'),
    ),
  )
  expect(found).toEqual([`${OPERATIONS}/password-hashes.ts`])
})

test('A12: what changes a hash signs the user out everywhere, or has a reason not to', () => {
  const source = readFileSync(`${OPERATIONS}/password-hashes.ts`, 'utf8')
  const functions = source.split(/^export function\* /m).slice(1)
  const always = functions
    .filter((text) => /^ {2}yield\* signOutEverywhere\(/m.test(text))
    .map((text) => /^\w+/.exec(text)?.[0])
  const names = functions.map((text) => /^\w+/.exec(text)?.[0] ?? '')
  expect([...always, ...Object.keys(STAYS)].toSorted()).toEqual(names.toSorted())
})
