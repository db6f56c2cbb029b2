/** Codes of promises (`M1`, `S3`), cited in comments and named by tests, lead to the table in SECURITY.md. @module */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** A letter of an area and a number, without leading zero. */
const CODE = /\b[ADHKMNRST][1-9]\d?\b/g
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm
/** Texts that begin with codes: `M6, M7: 200 simultaneous …`. */
const TITLE = /(?<=['"`])(?:[ADHKMNRST][1-9]\d?, )*[ADHKMNRST][1-9]\d?(?=: )/g

interface Row {
  code: string
  kept_in: string[]
  tests: string[]
}

const links = (text: string): string[] => [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => path)

const rows: Row[] = [...read('SECURITY.md').matchAll(/^\| ([A-Z]\d+) \|(.*)\|(.*)\|(.*)\|$/gm)].map(
  ([, code = '', , kept_in = '', tests = '']) => ({ code, kept_in: links(kept_in), tests: links(tests) }),
)
const known = new Set(rows.map(({ code }) => code))

const FILES = globSync('{runtime,templates,server,test}/**/*.{ts,tsx,mjs}', { cwd: ROOT }).filter(
  (file) => !file.includes('node_modules'),
)
const codesIn = (texts: Iterable<RegExpMatchArray>): string[] =>
  [...texts].flatMap(([text]) => [...text.matchAll(CODE)].map(([code]) => code))
const titlesOf = (file: string): string[] => codesIn(read(file).matchAll(TITLE))

test('the table of SECURITY.md has each code once', () => {
  expect(rows.length).toBeGreaterThan(50)
  expect(rows.map(({ code }) => code)).toEqual([...known])
})

test('each code that a comment cites or a test names stands in the table', () => {
  const unknown = FILES.flatMap((file) =>
    [...codesIn(read(file).matchAll(COMMENT)), ...(file.startsWith('test/') ? titlesOf(file) : [])]
      .filter((code) => !known.has(code))
      .map((code) => `${file}: ${code}`),
  )
  expect(unknown).toEqual([])
})

describe.each(rows)('$code', ({ code, kept_in, tests }) => {
  test('is kept in files that exist', () => {
    expect(kept_in).not.toEqual([])
    expect(kept_in.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  })

  test('has tests that name it', () => {
    expect(tests).not.toEqual([])
    expect(tests.filter((path) => !existsSync(join(ROOT, path)) || !titlesOf(path).includes(code))).toEqual(
      [],
    )
  })
})

test('no comment leads to a paper that is not in the repository', () => {
  const dangling = FILES.flatMap((file) =>
    [...read(file).matchAll(COMMENT)]
      .filter(([text]) =>
        /threat model|client-compat|’s specification\b.*§|done-point|\bissue \d/i.test(text),
      )
      .map(([text]) => `${file}: ${text.split('\n')[0]}`),
  )
  expect(dangling).toEqual([])
})
