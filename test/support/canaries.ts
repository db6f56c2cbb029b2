/**
 * Secrets that must turn up nowhere (K3): made unique, and looked for in every form in which text is kept or sent.
 * @module
 */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Makes canaries and looks for them. */
export interface Canaries {
  /**
   * @param label says in a failure which secret it was
   * @returns a secret with characters that every encoding treats in its own way, around a core of 24 hex digits
   */
  make(label: string): string
  /** Also look for a secret that somebody else made. Searched for as a whole. */
  add(label: string, secret: string): void
  /** @returns one line for each find, `label as form in place`; the secrets themselves are not in it */
  find(place: string, content: Buffer | string): string[]
}

/** Characters beside the core: quotes, what URLs and base64 use, and one of two bytes. */
const AROUND = ['pw" +', '/é&\\'] as const

/** Starts without any canary. */
export function createCanaries(): Canaries {
  const forms: { label: string; form: string; bytes: Buffer; fold: boolean }[] = []

  function add(label: string, core: string): void {
    for (const [form, text, fold] of formsOf(core)) {
      forms.push({ label, form, bytes: Buffer.from(fold ? text.toLowerCase() : text, 'latin1'), fold })
    }
  }

  return {
    make(label) {
      const core = randomBytes(12).toString('hex')
      // URL, form and JSON encodings leave the core as it is: to look for the core is to look for all of them.
      add(label, core)
      return `${AROUND[0]}${core}${AROUND[1]}`
    },
    add,
    find(place, content) {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content
      const folded = Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1')
      return forms
        .filter(({ bytes: form, fold }) => (fold ? folded : bytes).includes(form))
        .map(({ label, form }) => `${label} as ${form} in ${place}`)
    },
  }
}

/** @returns one line for each canary in a file below the folder */
export function findInFolder(canaries: Canaries, folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .flatMap((path) => canaries.find(path, readFileSync(path)))
}

/** Form, its text in latin1, and whether case is ignored. */
function formsOf(core: string): [form: string, text: string, fold: boolean][] {
  const bytes = Buffer.from(core)
  // Text before the secret shifts it by 0, 1 or 2 bytes; the first and last characters mix with the neighbours.
  const base64 = [0, 1, 2].map((shift): [string, string, boolean] => [
    `base64, shifted by ${shift}`,
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(Math.ceil((shift * 8) / 6), -4),
    false,
  ])
  return [
    ['plain text', core, true],
    ['reversed text', [...core].reverse().join(''), true],
    ['hex', bytes.toString('hex'), true],
    ['UTF-16', Buffer.from(core, 'utf16le').toString('latin1'), true],
    ...base64,
    ...base64.map(([form, text]): [string, string, boolean] => [
      `${form}, URL alphabet`,
      text.replaceAll('+', '-').replaceAll('/', '_'),
      false,
    ]),
  ]
}
