/** The documentation as it is served: rendered once, when somebody first asks for it. @module */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { frame } from './frame.ts'
import type { Page } from './pages.ts'
import { PAGES } from './pages.ts'
import type { SearchEntry } from './search.ts'
import { searchPage } from './search.ts'

/** A file of the documentation, ready to send. */
export interface DocsFile {
  type: string
  body: string
  /** With quotes, as in the header. */
  etag: string
}

/** The documentation of this version. */
export interface Docs {
  /** @param name part of the address after `/docs/`; @returns undefined when there is no such page */
  find(name: string): Promise<DocsFile | undefined>
  /** @returns HTML with the sections that have all words of the query */
  search(query: string): Promise<string>
  /** @returns HTML for an address without a page */
  missing(): Promise<string>
}

const MISSING =
  '<h1>No such page</h1>\n<p>The documentation has no page at this address. Choose one in the contents, or search.</p>\n'

const ROOT = join(import.meta.dirname, '../..')

interface Rendered {
  version: string
  files: Map<string, DocsFile>
  entries: SearchEntry[]
}

/** Reads nothing yet: a server that nobody asks for its documentation does not render it. */
export function createDocs(): Docs {
  let rendering: Promise<Rendered> | undefined
  const rendered = (): Promise<Rendered> => {
    rendering ??= renderAll().catch((error: unknown) => {
      rendering = undefined
      throw error
    })
    return rendering
  }
  return {
    find: async (name) => (await rendered()).files.get(name),
    async search(query) {
      const { entries, version } = await rendered()
      const html = searchPage(entries, query)
      return frame({ title: 'Search', page: undefined, headings: [], query, html }, version)
    },
    async missing() {
      const { version } = await rendered()
      return frame({ title: 'No such page', page: undefined, headings: [], html: MISSING }, version)
    },
  }
}

async function renderAll(): Promise<Rendered> {
  const [{ renderMarkdown }, style, manifest] = await Promise.all([
    // With the grammars of its code blocks the heaviest part; loaded when it is needed.
    import('./markdown.ts'),
    readFile(join(import.meta.dirname, 'style.css'), 'utf8'),
    readFile(join(ROOT, 'package.json'), 'utf8'),
  ])
  const { version } = JSON.parse(manifest) as { version: string }
  const files = new Map([['style.css', docsFile('text/css; charset=utf-8', style)]])
  const entries: SearchEntry[] = []
  for (const page of PAGES) {
    const markdown = await readFile(join(ROOT, page.file), 'utf8')
    const { html, headings, sections } = renderMarkdown(markdown, (href) => linkFrom(page, href))
    files.set(
      page.slug,
      docsFile('text/html; charset=utf-8', frame({ title: page.title, html, headings, page }, version)),
    )
    for (const { heading, text } of sections) entries.push({ page, heading, text })
    // Others are served between two pages.
    await setImmediate()
  }
  return { version, files, entries }
}

/**
 * Links between Markdown files become links between pages; all others stay.
 *
 * @throws for a link to a file that is no page: it would lead nowhere
 */
function linkFrom(page: Page, href: string): string {
  if (/^(?:#|\/|\.\.\/(?:dashboard|openapi)|[a-z]+:)/.test(href)) return href.replace(/^\/(?=\w)/, '../')
  const [path = '', anchor] = href.split('#')
  const file = normalize(join(dirname(page.file), path)).replaceAll('\\', '/')
  const target = PAGES.find((one) => one.file === file)
  if (!target) throw new Error(`${page.file} links to ${href}, which is no page of the documentation`)
  return (target.slug === '' ? './' : target.slug) + (anchor === undefined ? '' : `#${anchor}`)
}

function docsFile(type: string, body: string): DocsFile {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { type, body, etag }
}
