/** Search over the headings and texts of the documentation. @module */
import { escapeHtml } from '../mail/html.ts'
import { hrefOf } from './frame.ts'
import type { Heading } from './markdown.ts'
import type { Page } from './pages.ts'

/** A section of a page. */
export interface SearchEntry {
  page: Page
  heading: Heading
  text: string
}

/** Results that are shown. */
const MOST_RESULTS = 30
/** Of the query, what counts: anybody may search. */
const MOST_CHARACTERS = 100
const MOST_WORDS = 8
/** Characters shown before and after the first word that was found. */
const AROUND = 80

/** @returns the article with the sections that have every word; those with a word in their heading come first */
export function searchPage(entries: readonly SearchEntry[], query: string): string {
  const words = query
    .slice(0, MOST_CHARACTERS)
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, MOST_WORDS)
  const found = words.length === 0 ? [] : rank(entries, words)
  const count = found.length === 1 ? '1 section' : `${found.length} sections`
  const shown = found.length > MOST_RESULTS ? `${count}; the first ${MOST_RESULTS} are shown` : count
  const result = words.length === 0 ? 'Type what you look for.' : `${shown} found for “${escapeHtml(query)}”.`
  const list = found.slice(0, MOST_RESULTS).map((entry) => item(entry, words))
  return `<h1>Search</h1>\n<p>${result}</p>\n<ol class="results">\n${list.join('')}</ol>\n`
}

function rank(entries: readonly SearchEntry[], words: readonly string[]): SearchEntry[] {
  return entries
    .map((entry) => {
      const heading = `${entry.page.title} ${entry.heading.text}`.toLowerCase()
      const text = entry.text.toLowerCase()
      const has = words.every((word) => heading.includes(word) || text.includes(word))
      const inHeading = words.filter((word) => entry.heading.text.toLowerCase().includes(word)).length
      return { entry, score: has ? 1 + inHeading : 0 }
    })
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ entry }) => entry)
}

function item({ page, heading, text }: SearchEntry, words: readonly string[]): string {
  const lower = text.toLowerCase()
  const at = Math.max(0, ...words.map((word) => lower.indexOf(word)))
  const excerpt = excerptOf(text, at)
  const href = heading.level === 1 ? hrefOf(page) : `${hrefOf(page)}#${heading.id}`
  const place = heading.level === 1 ? page.title : `${page.title}: ${heading.text}`
  return `<li><a href="${href}">${escapeHtml(place)}</a><p>${escapeHtml(excerpt)}</p></li>\n`
}

/** @returns whole words around a place */
function excerptOf(text: string, at: number): string {
  const from = Math.max(0, at - AROUND)
  const to = at + AROUND
  const words = text.slice(from, to).trim().split(/\s+/)
  const whole = words.slice(from > 0 ? 1 : 0, to < text.length ? -1 : undefined).join(' ')
  return `${from > 0 ? '… ' : ''}${whole}${to < text.length ? ' …' : ''}`
}
