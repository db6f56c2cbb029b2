/** The HTML around each page of the documentation: navigation, previous and next. No script. @module */
import { escapeHtml } from '../mail/html.ts'
import type { Heading } from './markdown.ts'
import type { Page } from './pages.ts'
import { GROUPS, PAGES } from './pages.ts'

/** What stands in the frame. */
export interface Content {
  title: string
  /** The article, as HTML. */
  html: string
  headings: readonly Heading[]
  /** Undefined for the search. */
  page: Page | undefined
  /** What was searched for. */
  query?: string
}

/** The dashboard’s mark. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#1d5bd6"/><path d="M4.5 13.5h15l-2 4.5h-11zM8 13.5V9.5h8v4M11 9.5V6.5h2.5v3" fill="#fff"/></svg>',
)}`

/** @returns address of a page, seen from any other */
export const hrefOf = ({ slug }: Page): string => (slug === '' ? './' : slug)

/** @param version of Ferry that the text is about */
export function frame({ title, html, headings, page, query = '' }: Content, version: string): string {
  const heading = page?.slug === '' ? 'Ferry documentation' : `${title} – Ferry documentation`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
${page ? `<meta name="description" content="${escapeHtml(page.summary)}">\n` : ''}<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="style.css">
<title>${escapeHtml(heading)}</title>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top">
<a class="brand" href="./">Ferry <span>documentation</span></a>
<a class="to-contents" href="#contents">Contents</a>
<form role="search" action="search" method="get">
<label class="unseen" for="q">Search the documentation</label>
<input id="q" name="q" type="search" maxlength="100" placeholder="Search" value="${escapeHtml(query)}">
<button type="submit">Search</button>
</form>
</header>
<div class="columns">
<main id="main">
<article>
${html}</article>
${page ? neighbours(page) : ''}</main>
<nav id="contents" aria-label="Contents">
${GROUPS.map(({ title: group, pages }) => `<h2>${escapeHtml(group)}</h2>\n<ul>\n${pages.map((one) => entry(one, page, headings)).join('')}</ul>\n`).join('')}</nav>
</div>
<footer>
<p>For Ferry ${escapeHtml(version)}. <a href="../dashboard/">Dashboard</a> · <a href="../openapi.json">Description of the API</a></p>
</footer>
</body>
</html>
`
}

/** The page itself also lists its parts. */
function entry(one: Page, page: Page | undefined, headings: readonly Heading[]): string {
  const link = `<a href="${hrefOf(one)}"${one === page ? ' aria-current="page"' : ''}>${escapeHtml(one.title)}</a>`
  const parts = one === page ? headings.filter(({ level }) => level === 2) : []
  if (parts.length === 0) return `<li>${link}</li>\n`
  const links = parts.map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`)
  return `<li>${link}\n<ul>\n${links.join('\n')}\n</ul></li>\n`
}

function neighbours(page: Page): string {
  const at = PAGES.indexOf(page)
  const [previous, next] = [PAGES[at - 1], PAGES[at + 1]]
  const link = (one: Page, rel: 'prev' | 'next', word: string): string =>
    `<a rel="${rel}" href="${hrefOf(one)}"><span>${word}</span> ${escapeHtml(one.title)}</a>\n`
  return `<nav class="neighbours" aria-label="Previous and next page">
${previous ? link(previous, 'prev', 'Previous') : ''}${next ? link(next, 'next', 'Next') : ''}</nav>
`
}
