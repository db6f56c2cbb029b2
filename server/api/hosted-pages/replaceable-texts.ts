/** The texts that a tenant can replace, one by one, for the designer in the dashboard. @module */
import type { OwnTexts, PromptKey } from './prompt-keys.ts'
import { PROMPT_KEYS, textAt } from './prompt-keys.ts'
import type { Language } from './texts.ts'
import { pageTexts } from './texts.ts'

/** One text of a page. */
export interface ReplaceableText {
  prompt: string
  screen: string
  key: string
  /** Further keys of Auth0's for the same text, which count less. */
  other_keys: string[]
  /** Ferry's text, with `${…}` for what differs from page to page. */
  default_text: string
  /** The tenant's own; undefined without one. */
  own_text: string | undefined
  may_be_empty: boolean
}

/** @returns every text of the language, in the order of the pages */
export function replaceableTexts(language: Language, own: OwnTexts): ReplaceableText[] {
  const found = new Map<string, PromptKey[]>()
  for (const row of PROMPT_KEYS) {
    const place = [row.prompt, row.screen, row.section, row.name].join(' ')
    found.set(place, [...(found.get(place) ?? []), row])
  }
  return [...found.values()].flatMap((rows) => {
    // Of several keys for one text, the last one counts.
    const main = rows.at(-1)
    if (!main) return []
    const { prompt, screen, key, may_be_empty } = main
    const others = rows.slice(0, -1).map((row) => row.key)
    const texts = own.filter((one) => one.prompt === prompt)
    const set = rows.toReversed().flatMap((row) => texts.toReversed().map((one) => textAt(one.texts, row)))
    return [
      {
        prompt,
        screen,
        key,
        other_keys: others,
        default_text: defaultOf(language, main),
        own_text: set.find((text) => text !== undefined),
        may_be_empty,
      },
    ]
  })
}

/** Our text is a text, or a function of the values that the key names. */
function defaultOf(language: Language, { section, name, args }: PromptKey): string {
  const text = new Map<string, unknown>(Object.entries(pageTexts(language)[section])).get(name)
  if (typeof text === 'string') return text
  if (typeof text !== 'function') throw new Error(`no text ${section}.${name}`)
  return String(text(...args.map((variable) => `\${${variable}}`)))
}
