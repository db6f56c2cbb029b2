/** The documentation is whole: links lead somewhere, tables are those of the code, nothing of the product is left out. */
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { FAILURES } from '../../../runtime/contract.ts'
import { ACTIONS, DEFAULT_LIMITS } from '../../../runtime/index.ts'
import { Environment } from '../../../server/common/config.ts'
import type { ErrorCode } from '../../../server/common/errors.ts'
import { ApiError } from '../../../server/common/errors.ts'
import { EXPLAINED_CODES, HELP } from '../../../server/dashboard/help.ts'
import { createDocs } from '../../../server/docs/docs.ts'
import { ERROR_HELP } from '../../../server/docs/error-help.ts'
import { PAGES } from '../../../server/docs/pages.ts'
import { MADE, withMadePart } from '../../../server/docs/tables.ts'
import { templates } from '../../../templates/index.ts'
import { projectFile } from '../../support/ferry-process.ts'

const docs = createDocs()

async function htmlOf(slug: string): Promise<string> {
  const file = await docs.find(slug)
  if (!file) throw new Error(`there is no page ${slug}`)
  return file.body
}

/** Anchors of a page: ids of its HTML. */
async function idsOf(slug: string): Promise<string[]> {
  return [...(await htmlOf(slug)).matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id)
}

/** @returns what is wrong with an address, seen from a page of the documentation */
async function problemOf(href: string, from: string): Promise<string | undefined> {
  const [path = '', anchor] = href.split('#')
  if (/^data:image\/svg/.test(href)) return undefined
  if (/^(?:\.\.\/dashboard\/|\.\.\/openapi\.json|search|style\.css)$/.test(path)) return undefined
  const slug = path === '' ? from : path === './' ? '' : path
  const file = await docs.find(slug)
  if (!file) return `${from || 'the first page'} links to ${href}, which is no page`
  if (anchor === undefined || (await idsOf(slug)).includes(anchor)) return undefined
  return `${from || 'the first page'} links to ${href}, which has no such heading`
}

test.each(PAGES)('every link of the page “$title” leads to a page and a heading', async ({ slug }) => {
  const links = [...(await htmlOf(slug)).matchAll(/ href="([^"]+)"/g)].map(([, href = '']) => href)
  const problems = await Promise.all(links.map((href) => problemOf(href, slug)))
  expect(problems.filter(Boolean)).toEqual([])
})

test.each(PAGES)('no two headings of the page “$title” have the same anchor', async ({ slug }) => {
  const ids = await idsOf(slug)
  expect(ids).toEqual([...new Set(ids)])
})

test.each(Object.entries(HELP))(
  'the dashboard’s help on %s leads to a page and a heading',
  async (_, href) => {
    expect(await problemOf(href === '' ? './' : href, '')).toBe(undefined)
  },
)

test.each(EXPLAINED_CODES)(
  'after a test run that ended as %s the dashboard leads to its explanation',
  async (code) => {
    expect(await problemOf(`errors#${code}`, '')).toBe(undefined)
  },
)

test.each(Object.keys(ERROR_HELP) as ErrorCode[])(
  'the error %s has its place on the page of errors',
  async (code) => {
    const { documented_as } = new ApiError(code)
    expect(await problemOf(`errors#${documented_as}`, '')).toBe(undefined)
  },
)

test.each(MADE.map(({ file, make }) => [file.replace(/.*\//, ''), file, make] as const))(
  'the made part of %s is what the code says; `npm run docs` writes it',
  (_, file, make) => {
    const text = readFileSync(file, 'utf8')
    expect(text).toBe(withMadePart(text, make()))
  },
)

describe('is mentioned:', () => {
  const text = (name: string): string => projectFile(`server/docs/${name}.md`)

  test.each(Object.entries(Environment.shape))('the setting %s, with a description', (name, schema) => {
    expect(text('settings')).toContain(`| \`${name}\` |`)
    expect(schema.description).toMatch(/^[A-Z].+\.$/)
  })

  test.each(ACTIONS)('the action script %s', (action) => {
    expect(text('scripts')).toContain(`| \`${action}\` |`)
  })

  test.each(templates)('the template $id, with its module', ({ id, driver }) => {
    const row = text('templates')
      .split('\n')
      .find((line) => line.startsWith(`| \`${id}\` |`))
    expect(row).toContain(driver === undefined ? '| – |' : `| \`${driver}\` |`)
  })

  test('no template that does not exist', () => {
    const rows = [...text('templates').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, id]) => id)
    expect(rows).toEqual(templates.map(({ id }) => id))
  })

  test.each(['import', 'legacy', 'local'])('the mode %s', (mode) => {
    expect(text('modes')).toContain(`| \`${mode}\` |`)
  })

  test.each(FAILURES)('in the dashboard, the ending %s of a script', (code) => {
    expect(EXPLAINED_CODES).toContain(code)
  })

  test.each(FAILURES)('the ending %s of a script', (code) => {
    expect(text('errors')).toContain(`\`${code}\``)
  })
})

test('the limits of a run are those of the sandbox', () => {
  const limits = DEFAULT_LIMITS
  const [, table = ''] =
    /<!-- limits -->\n([\s\S]*?)<!-- \/limits -->/.exec(projectFile('server/docs/scripts.md')) ?? []
  const numbers = [...table.matchAll(/^\| [^|]+ \| ([\d.]+)/gm)].map(([, number]) => Number(number))
  expect(numbers).toEqual([
    limits.wall_ms / 1000,
    limits.cpu_ms / 1000,
    limits.entry_ms / 1000,
    limits.kdf_cpu_ms / 1000,
    limits.isolate_mb,
    limits.source_bytes / 1024,
    limits.result_bytes / 1024,
    limits.log_bytes / 1024,
    limits.sockets_open,
    limits.sockets_per_run,
    limits.received_bytes / 1024 ** 2,
    limits.sent_bytes / 1024 ** 2,
    limits.runs_per_connection,
    limits.runs_per_tenant,
  ])
})

test('the upgrade page has a part for the version of package.json', () => {
  const { version } = JSON.parse(projectFile('package.json')) as { version: string }
  expect(projectFile('server/docs/upgrade.md')).toContain(`## ${version}\n`)
})

test('the search finds what a heading says first, and shows what was typed as text', async () => {
  const found = await docs.search('master key')
  expect(found).toMatch(/<ol class="results">\n<li><a href="operations#replace-the-master-key">/)
  const harmless = await docs.search('<script>alert(1)</script>')
  expect(harmless).not.toContain('<script')
  expect(harmless).toContain('&lt;script&gt;')
})

test.each([
  ['scripts', 'Custom database'],
  ['scripts', 'Try login'],
  ['modes', 'Source of users'],
  ['modes', 'Ask the legacy store'],
  ['templates', 'New connection'],
  ['templates', 'Templates'],
])('the page %s calls “%s” what the dashboard calls it', (page, word) => {
  const texts = globSync('server/dashboard/**/*text.ts').map(projectFile).join('\n')
  expect(projectFile(`server/docs/${page}.md`)).toContain(`**${word}**`)
  expect(texts).toMatch(new RegExp(`['\`]${word}\\b`))
})
