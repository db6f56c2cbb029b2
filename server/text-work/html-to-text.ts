/**
 * Converts the HTML of a mail to plain text in one pass. The HTML comes from a tenant and contains values from strangers.
 * @module
 */

/** Elements whose content is skipped. */
const UNREAD = ['style', 'script', 'head', 'title']
const BREAKS = new Set(['br', '/p', '/div', '/h1', '/h2', '/h3', '/h4', '/h5', '/h6', '/li', '/tr'])
const TAG_NAME = /^\/?[a-z][a-z0-9]{0,15}(?![a-z0-9-])/i
const HREF = /\bhref\s{0,20}=\s{0,20}["']([^"']*)["']/i

const DECODED: { readonly [name: string]: string } = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#34': '"',
  '#39': "'",
  nbsp: ' ',
}

/** @returns the HTML as plain text: links as their address, blocks as paragraphs */
export function htmlToText(html: string): string {
  const parts: string[] = []
  const endOf = createEndFinder(html)
  let link: { href: string; first: number } | undefined
  let at = 0
  for (;;) {
    const open = html.indexOf('<', at)
    const close = open < 0 ? -1 : html.indexOf('>', open)
    if (close < 0) break
    parts.push(html.slice(at, open))
    at = close + 1
    if (html.startsWith('<!--', open)) {
      at = endOf('-->', open + 2) ?? at
      continue
    }
    const tag = html.slice(open + 1, close)
    const name = TAG_NAME.exec(tag)?.[0].toLowerCase() ?? ''
    if (UNREAD.includes(name)) at = endOf(`</${name}`, at) ?? at
    else if (BREAKS.has(name)) parts.push('\n')
    else if (name === 'a' && !link) {
      const href = HREF.exec(tag)?.[1]
      if (href !== undefined) link = { href, first: parts.length }
    } else if (name === '/a' && link) {
      const words = parts.splice(link.first).join('').trim()
      parts.push(words === '' || words === link.href ? link.href : `${words}: ${link.href}`)
      link = undefined
    }
  }
  parts.push(html.slice(at))
  return tidy(parts.join(''))
}

/**
 * @returns a function that finds the next such tag; undefined when there is none. A search without a result is not repeated
 */
function createEndFinder(html: string): (what: string, from: number) => number | undefined {
  const folded = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
  const absent = new Set<string>()
  return (what, from) => {
    if (absent.has(what)) return undefined
    const start = folded.indexOf(what, from)
    const end = start < 0 ? -1 : folded.indexOf('>', start)
    if (end >= 0) return end + 1
    absent.add(what)
    return undefined
  }
}

function tidy(text: string): string {
  return text
    .replace(/&(amp|lt|gt|quot|#34|#39|nbsp);/g, (_, name) => DECODED[String(name)] ?? '')
    .split(/\r?\n/)
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
