/** The word lists of the spelling check, `npm run spelling`. @module */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')
const LISTS = ['.cspell/words.txt', '.cspell/words-of-tests.txt']

const wordsOf = (list: string): string[] =>
  readFileSync(resolve(ROOT, list), 'utf8').split('\n').filter(Boolean)

describe.each(LISTS)('%s', (list) => {
  test('is sorted, and has each word once', () => {
    const words = wordsOf(list)
    expect(words).toEqual([...new Set(words)].toSorted())
  })
})

test('each word of the spelling check is used in the repository', () => {
  const [words, wordsOfTests] = LISTS.map(wordsOf)
  const read = (...where: string[]): string =>
    execFileSync('git', ['grep', '-hI', '-e', '.', '--', ...where, ':!package-lock.json', ':!.cspell'], {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 100_000_000,
    }).toLowerCase()
  const [all, tests] = [read('.'), read('test')]
  expect(words?.filter((word) => !all.includes(word))).toEqual([])
  expect(wordsOfTests?.filter((word) => !tests.includes(word))).toEqual([])
})
