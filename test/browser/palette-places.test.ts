/** What the palette finds by which words. */
import { describe, expect, test } from 'vitest'
import { PATTERNS } from '../../server/dashboard/routes.ts'
import { fuzzyBest } from '../../server/dashboard/shell/fuzzy.ts'
import {
  COMMANDS,
  DOCS_PLACES,
  NEW_PLACES,
  PLACES,
  textFor,
} from '../../server/dashboard/shell/palette-places.ts'
import { GROUPS } from '../../server/docs/pages.ts'

const SHOWN = 6

/** Labels of what is found in each kind, best first. */
const find = (query: string): string[] =>
  [PLACES, NEW_PLACES, COMMANDS, DOCS_PLACES].flatMap(
    (items: readonly { label: string; words: readonly string[] }[]) =>
      fuzzyBest(query, items, (item) => textFor(query, item), SHOWN).map(({ label }) => label),
  )

const PAGES = Object.values(PATTERNS).filter((pattern) => /^\/t\/:tenant\/[^:*]+$/.test(pattern))

describe('the palette', () => {
  test.each(PAGES)('finds the page %s, by its name and by other words', (pattern) => {
    const place = PLACES.find(({ href }) => href(':tenant').replace('%3A', ':') === pattern)
    expect(place, `add ${pattern} to nav.ts or settings-pages.ts`).toBeDefined()
    expect(find(place?.label ?? '')).toContain(place?.label)
    expect(place?.words, `add words for ${pattern} to palette-places.ts`).not.toEqual([])
  })

  test.each([
    ['api key', 'Applications'],
    ['new api key', 'New application'],
    ['secret', 'Applications'],
    ['client', 'Applications'],
    ['branding', 'Sign-in page'],
    ['member', 'Members'],
    ['invite', 'Members'],
    ['team', 'Members'],
    ['network', 'Protection'],
    ['smtp', 'Email'],
    ['attack', 'Protection'],
    ['signing keys', 'Tenant settings'],
    ['theme', 'Theme: dark'],
    ['dark', 'Theme: dark'],
    ['sign out', 'Sign out'],
    ['log out', 'Sign out'],
    ['password', 'Change password'],
    ['docs', 'Documentation'],
    ['openapi', 'API'],
    ['backup', 'Operations'],
    ['new', 'New connection'],
    ['new', 'New user'],
    ['new', 'New API'],
    ['new', 'New application'],
    ['new', 'Invite member'],
  ])('finds by “%s”: %s', (query, label) => {
    expect(find(query)).toContain(label)
  })

  test('has one line for each page of the documentation, and none that is gone', () => {
    const slugs = GROUPS.flatMap(({ pages }) => pages.map(({ slug }) => slug))
    expect(DOCS_PLACES.map(({ slug }) => slug).toSorted()).toEqual(slugs.toSorted())
  })

  test('has no label twice in one kind', () => {
    for (const items of [PLACES, NEW_PLACES, COMMANDS, DOCS_PLACES]) {
      const labels = items.map(({ label }) => label)
      expect(labels).toEqual([...new Set(labels)])
    }
  })
})
