/** What the designer changes: the look, and single texts of the pages. @module */
import type { Operations } from '../../api/operations.ts'
import type { Language } from '../../languages.ts'
import type { Draft } from './draft.ts'
import { isSameDraft } from './draft.ts'

/** A text of a page that the tenant can replace. */
export type PageText = Operations['GET /api/v2/branding/texts/{language}']['result']['texts'][number]

/** A changed text that is not saved; null stands for Ferry's text. */
export interface Edit {
  language: Language
  prompt: string
  screen: string
  key: string
  /** Further keys for the same text: they go when this one is set. */
  other_keys: readonly string[]
  text: string | null
  /** What was stored when the text was changed first. */
  base: string | null
}

/** Everything that is not saved yet. */
export interface Design {
  look: Draft
  edits: readonly Edit[]
}

/** @returns whether both edits are of one text */
export function isSameText(
  one: Pick<Edit, 'language' | 'prompt' | 'screen' | 'key'>,
  other: Pick<Edit, 'language' | 'prompt' | 'screen' | 'key'>,
): boolean {
  return (
    one.language === other.language &&
    one.prompt === other.prompt &&
    one.screen === other.screen &&
    one.key === other.key
  )
}

/** @returns the edits with one more, which leaves the list when it changes nothing */
export function withEdit(edits: readonly Edit[], edit: Edit): readonly Edit[] {
  const others = edits.filter((one) => !isSameText(one, edit))
  return edit.text === edit.base ? others : [...others, edit]
}

/** @returns the edit that stores a text as it is typed: an empty one means Ferry's text, where it cannot hide that */
export function editOf(text: PageText, language: Language, typed: string, earlier: Edit | undefined): Edit {
  const { prompt, screen, key, other_keys, own_text = null, may_be_empty } = text
  const isEmpty = typed.trim() === ''
  return {
    language,
    prompt,
    screen,
    key,
    other_keys,
    text: isEmpty && !may_be_empty ? null : typed,
    base: earlier?.base ?? own_text,
  }
}

/** @returns whether nothing differs from what is stored */
export function isSameDesign(design: Design, base: Draft): boolean {
  return design.edits.length === 0 && isSameDraft(design.look, base)
}

/** Texts of a prompt in the API, by screen and key. */
export interface PromptTexts {
  [screen: string]: { [key: string]: string }
}

/** @returns the stored text of an edit's key, or of a further key for the same text */
export function storedText(texts: PromptTexts, { screen, key, other_keys }: Edit): string | null {
  const stored = new Map(Object.entries(texts[screen] ?? {}))
  return (
    [key, ...other_keys.toReversed()].map((one) => stored.get(one)).find((one) => one !== undefined) ?? null
  )
}

/** @returns the texts of a prompt with the edits; texts that the designer does not know stay */
export function withEdits(texts: PromptTexts, edits: readonly Edit[]): PromptTexts {
  const screens = new Map(
    Object.entries(texts).map(([screen, stored]) => [screen, new Map(Object.entries(stored))]),
  )
  for (const { screen, key, other_keys, text } of edits) {
    const stored = screens.get(screen) ?? new Map<string, string>()
    for (const one of [key, ...other_keys]) stored.delete(one)
    if (text !== null) stored.set(key, text)
    screens.set(screen, stored)
  }
  return Object.fromEntries(
    [...screens]
      .filter(([, stored]) => stored.size > 0)
      .map(([screen, stored]) => [screen, Object.fromEntries(stored)]),
  )
}

/** Characters that an address can carry beside the look. */
const MOST_TRIED = 6_000

/**
 * @returns the edits of one page for the address of its preview; `too_long` for more than an address can carry
 */
export function triedTexts(
  edits: readonly Edit[],
  language: Language,
  place: string | undefined,
): { kind: 'texts'; json: string | undefined } | { kind: 'too_long' } {
  const shown = edits.filter(
    (edit) => edit.language === language && `${edit.prompt}/${edit.screen}` === place,
  )
  const [first] = shown
  if (first === undefined) return { kind: 'texts', json: undefined }
  const texts = Object.fromEntries(
    shown.flatMap(({ key, other_keys, text }) => [
      ...other_keys.map((other) => [other, null] as const),
      [key, text] as const,
    ]),
  )
  const json = JSON.stringify({ [first.prompt]: { [first.screen]: texts } })
  return encodeURIComponent(json).length > MOST_TRIED ? { kind: 'too_long' } : { kind: 'texts', json }
}
