/** The documents for maintainers: what they link to and name exists, and their forms are kept. @module */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

const DOCUMENTS = [
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'DECISIONS.md',
  'README.md',
  'SECURITY.md',
  ...globSync('{runtime,templates,server,test}/**/README.md', { cwd: ROOT }).filter(
    (path) => !path.includes('node_modules'),
  ),
]
/** Their paths are those of the version that an entry is about. */
const OF_THEIR_TIME = ['CHANGELOG.md']
const withoutBlocks = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '')

/** GitHub’s anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

function leads(from: string, target: string): boolean {
  if (/^https?:/.test(target)) return true
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? from : join(dirname(from), path)
  if (!existsSync(join(ROOT, file))) return false
  if (anchor === undefined) return true
  const headings = [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading))
  return headings.includes(anchor)
}

describe.each(DOCUMENTS)('%s', (document) => {
  const text = withoutBlocks(read(document))

  test('links to files and headings that exist', () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
    expect(targets.filter((target) => !leads(document, target))).toEqual([])
  })

  const isOfItsTime = OF_THEIR_TIME.includes(document)
  const why = isOfItsTime ? ' (skipped: its entries name files as they were then)' : ''
  test.skipIf(isOfItsTime)(`names files and folders that exist${why}`, () => {
    // `server/api/management/<resource>/` stands for any of them.
    const named = [...text.matchAll(/`((?:runtime|templates|server|test|\.ci)\/[^`\s]*)`/g)]
      .map(([, path = '']) => path.replace(/<[^>]+>/g, '*'))
      .filter((path) => globSync(path, { cwd: ROOT }).length === 0)
    expect(named).toEqual([])
  })

  test('names commands that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: { [name: string]: string } }
    const named = [
      ...read(document).matchAll(/\bnpm (?:run (?:-s )?)?(start|test|(?<=run (?:-s )?)[\w:-]+)/g),
    ]
    expect(named.map(([, name = '']) => name).filter((name) => !(name in scripts))).toEqual([])
  })
})

describe('CONTRIBUTING.md', () => {
  const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']
  const sections = read('CONTRIBUTING.md')
    .split(/^## /m)
    .filter((section) => section.startsWith('To add '))
    .map((section): [title: string, text: string] => [section.split('\n')[0] ?? '', section])

  const codeIn = (path: string): string[] =>
    globSync([path, `${path.replace(/\/$/, '')}/**/*.ts`], { cwd: ROOT })
      .filter((file) => file.endsWith('.ts'))
      .map(read)

  test.each(sections)(
    '%s: each type and table that it names is declared in a file that it names',
    (_, text) => {
      const named = [...text.matchAll(/`([A-Z][A-Za-z]+|[A-Z]+(?:_[A-Z]+)*)`/g)].map(([, name = '']) => name)
      const paths = [...text.matchAll(/`((?:runtime|templates|server|test)\/[^`\s<]*)`/g)].map(
        ([, path = '']) => path,
      )
      const code = paths.flatMap(codeIn).join('\n')
      const missing = named.filter(
        (name) =>
          !METHODS.includes(name) && !new RegExp(`\\b(?:const|type|interface|class) ${name}\\b`).test(code),
      )
      expect(missing).toEqual([])
    },
  )
})

describe('CHANGELOG.md', () => {
  const headings = [...read('CHANGELOG.md').matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading)

  test('lists versions with their day, newest first, after what is not released', () => {
    const [unreleased, ...versions] = headings
    expect(unreleased).toBe('Unreleased')
    const parts = versions.map((heading) => /^(\d+)\.(\d+)\.(\d+) - (\d{4}-\d\d-\d\d)$/.exec(heading) ?? [])
    expect(parts.filter(({ length }) => length === 0)).toEqual([])
    const order = parts.map(([, major, minor, patch, day]) => [
      Number(major) * 1e6 + Number(minor) * 1e3 + Number(patch),
      day,
    ])
    expect(order).toEqual(order.toSorted().toReversed())
  })

  test('has a part for each version on the page of the documentation about upgrades', () => {
    const parts = [...read('server/docs/upgrade.md').matchAll(/^## (\d.*)$/gm)].map(([, part]) => part)
    expect(parts).toEqual(headings.slice(1).map((heading) => heading.split(' ')[0]))
  })

  test('groups the entries of a version as Keep a Changelog does, and what to do before an upgrade', () => {
    const known = ['Upgrading', 'Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']
    for (const section of read('CHANGELOG.md').split(/^## /m).slice(1)) {
      const groups = [...section.matchAll(/^### (.*)$/gm)].map(([, group = '']) => group)
      expect(groups).toEqual(known.filter((group) => groups.includes(group)))
      expect(section.replace(/^### [\s\S]*/m, '').trim()).not.toMatch(/^- /m)
    }
  })
})

describe('DECISIONS.md', () => {
  const text = read('DECISIONS.md')
  const numbers = [...text.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number))

  test('numbers decisions without a gap, below the day on which each was made', () => {
    expect(numbers).toEqual(numbers.map((_, i) => i + 1))
    const days = [...text.matchAll(/^## (\d{4}-\d\d-\d\d)$/gm)].map(([, day]) => day)
    expect(days).toEqual([...new Set(days)].toSorted())
    expect(text.slice(0, text.search(/^## \d{4}/m))).not.toMatch(/^\d+\. /m)
  })

  test('has every decision in the index by subject', () => {
    const index = text.slice(text.indexOf('## By subject'), text.search(/^## \d{4}/m))
    const rows = [...index.matchAll(/^\| [^|]+ \| ([\d, ]+) \|$/gm)].map(([, row = '']) =>
      row.split(', ').map(Number),
    )
    expect([...new Set(rows.flat())].toSorted((a, b) => a - b)).toEqual(numbers)
    for (const row of rows) expect(row).toEqual(row.toSorted((a, b) => a - b))
  })

  test('marks what a later decision replaced', () => {
    const marks = [...text.matchAll(/^(\d+)\. \*(?:In part replaced|Replaced) by (\d+)\.\*/gm)]
    expect(marks.length).toBeGreaterThan(0)
    for (const [, old, by] of marks) {
      expect(Number(by)).toBeGreaterThan(Number(old))
      expect(numbers).toContain(Number(by))
    }
  })
})
