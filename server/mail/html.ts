/** Text and colours in HTML, for mails and for pages. @module */

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** @returns the text as content or as a quoted attribute */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

/** The tenant's name and colours, as people see them. */
export interface Look {
  name: string
  /** `#rrggbb`. */
  colour: string
  support_email: string | undefined
  support_url: string | undefined
}

/** @returns black or white, whichever is easier to read on the colour. @see WCAG 2.2, relative luminance */
export function readableOn(colour: string): '#000000' | '#ffffff' {
  const channels = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  const [red = 0, green = 0, blue = 0] = channels
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  // Where the contrast with black equals the one with white.
  return luminance > 0.179 ? '#000000' : '#ffffff'
}

/** @returns the HTML as plain text: links as their address, blocks as paragraphs */
export function htmlToText(html: string): string {
  return html
    .replace(/<(style|script|head|title)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<a\b[^>]*?\bhref\s*=\s*["']([^"']*)["'][^>]*>([\s\S]*?)<\/a\s*>/gi, (_, href, label) => {
      const words = String(label)
        .replace(/<[^>]*>/g, '')
        .trim()
      return words === '' || words === href ? String(href) : `${words}: ${href}`
    })
    .replace(/<(?:br|\/p|\/div|\/h[1-6]|\/li|\/tr)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name) => DECODED[String(name)] ?? '')
    .replace(/[ \t]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const DECODED: { readonly [name: string]: string } = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
}
