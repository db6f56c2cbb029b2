/** A thread that renders the whole documentation once, tells the result, and ends: the server itself loads no parser. @module */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { frame } from './frame.ts'
import { renderMarkdown } from './markdown.ts'
import type { Page } from './pages.ts'
import { PAGES } from './pages.ts'
import type { DocsFile, RenderedDocs } from './rendered.ts'
import type { SearchEntry } from './search.ts'

/** Sent as one file, in this order: what is for some screens comes last. */
const STYLE = ['frame.css', 'article.css', 'media.css']

const ROOT = join(import.meta.dirname, '../..')

parentPort?.postMessage(await renderAll())

async function renderAll(): Promise<RenderedDocs> {
  const sheets = STYLE.map((name) => readFile(join(import.meta.dirname, 'style', name), 'utf8'))
  const style = (await Promise.all(sheets)).join('\n')
  const manifest = await readFile(join(ROOT, 'package.json'), 'utf8')
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
