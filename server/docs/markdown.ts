/** Markdown of the documentation becomes HTML: anchors, links between pages, colours of code. @module */
import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import sql from 'highlight.js/lib/languages/sql'
import type { Tokens } from 'marked'
import { Marked } from 'marked'
import { escapeHtml } from '../mail/html.ts'

/** A heading of a page. */
export interface Heading {
  /** 1 for the title. */
  level: number
  /** Anchor, as GitHub makes it. */
  id: string
  text: string
}

/** A page's Markdown, rendered. */
export interface RenderedMarkdown {
  html: string
  headings: Heading[]
  /** Text below each heading without marks, for the search. */
  sections: { heading: Heading; text: string }[]
}

/** Info string → grammar. */
const GRAMMARS: { readonly [language: string]: string } = {
  js: 'javascript',
  json: 'json',
  sh: 'bash',
  sql: 'sql',
}

hljs.registerLanguage('bash', bash)
hljs.registerLanguage('javascript', javascript)
hljs.registerLanguage('json', json)
hljs.registerLanguage('sql', sql)

/**
 * Renders Markdown that we wrote ourselves: HTML inside it would be passed on.
 *
 * @param linkOf turns a link of the Markdown file into one of the rendered page
 */
export function renderMarkdown(text: string, linkOf: (href: string) => string): RenderedMarkdown {
  const headings: Heading[] = []
  const sections: RenderedMarkdown['sections'] = []
  const used = new Map<string, number>()
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const heading = { level: depth, id: anchorOf(plainText(tokens), used), text: plainText(tokens) }
        headings.push(heading)
        const inner = this.parser.parseInline(tokens)
        if (depth === 1) return `<h1 id="${heading.id}">${inner}</h1>\n`
        const label = escapeHtml(`Link to “${heading.text}”`)
        return `<h${depth} id="${heading.id}">${inner} <a class="anchor" href="#${heading.id}" aria-label="${label}">#</a></h${depth}>\n`
      },
      link({ href, title, tokens }) {
        const tip = title ? ` title="${escapeHtml(title)}"` : ''
        return `<a href="${escapeHtml(linkOf(href))}"${tip}>${this.parser.parseInline(tokens)}</a>`
      },
      code({ text: source, lang = '' }) {
        return `<pre tabindex="0"><code>${highlight(source, lang.split(/\s/)[0] ?? '')}</code></pre>\n`
      },
      table(token) {
        const row = (cells: Tokens.TableCell[], tag: 'td' | 'th'): string =>
          `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>\n`
        const body = token.rows.map((cells) => row(cells, 'td')).join('')
        return `<div class="table" tabindex="0"><table><thead>${row(token.header, 'th')}</thead><tbody>${body}</tbody></table></div>\n`
      },
      html: ({ text: raw }) => (raw.startsWith('<!--') ? '' : escapeHtml(raw)),
    },
  })
  const tokens = marked.lexer(text)
  const html = marked.parser(tokens)
  let at = -1
  for (const token of tokens) {
    if (token.type === 'heading') {
      at += 1
      const heading = headings[at]
      if (heading) sections.push({ heading, text: '' })
    } else {
      const section = sections.at(-1)
      if (section && token.type !== 'html') section.text += `${plainText([token])} `
    }
  }
  return { html, headings, sections }
}

/** @returns the anchor that GitHub gives a heading; the second one of the same text gets `-1` */
function anchorOf(text: string, used: Map<string, number>): string {
  const id = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-')
  const count = used.get(id) ?? 0
  used.set(id, count + 1)
  return count === 0 ? id : `${id}-${count}`
}

function highlight(source: string, language: string): string {
  const grammar = GRAMMARS[language]
  return grammar === undefined ? escapeHtml(source) : hljs.highlight(source, { language: grammar }).value
}

/** @returns what a reader sees of the tokens, without marks */
function plainText(tokens: readonly unknown[]): string {
  return tokens
    .map((token) => {
      const { tokens: inner, items, header, rows, text } = token as Partial<Tokens.Generic>
      if (Array.isArray(header) && Array.isArray(rows)) {
        return [header, ...rows].flatMap((cells) => cells.map((cell: unknown) => plainText([cell]))).join(' ')
      }
      if (Array.isArray(items)) return items.map((one) => plainText([one])).join(' ')
      if (Array.isArray(inner) && inner.length > 0) return plainText(inner)
      return typeof text === 'string' ? unescapeEntities(text) : ''
    })
    .join('')
}

/** `marked` escapes text in some tokens. */
function unescapeEntities(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
