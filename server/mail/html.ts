/** Escaping and colours for HTML mails and pages. @module */

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** @returns the text, escaped for content and quoted attributes */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

/** The tenant's name and colours as its users see them. */
export interface Branding {
  name: string
  /** `#rrggbb`. */
  colour: string
  support_email: string | undefined
  support_url: string | undefined
}

/** @returns black or white, the colour with the higher contrast. @see WCAG 2.2, relative luminance */
export function readableOn(colour: string): '#000000' | '#ffffff' {
  const channels = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  const [red = 0, green = 0, blue = 0] = channels
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  // Luminance at which black and white have the same contrast.
  return luminance > 0.179 ? '#000000' : '#ffffff'
}
