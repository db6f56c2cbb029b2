/** Edits of the texts of pages, in the designer. */
import { expect, test } from 'vitest'
import type { Edit, PageText } from '../../../server/dashboard/pages/branding/designs.ts'
import {
  editOf,
  storedText,
  triedTexts,
  withEdit,
  withEdits,
} from '../../../server/dashboard/pages/branding/designs.ts'

const LABEL: PageText = {
  prompt: 'login',
  screen: 'login',
  key: 'usernamePlaceholder',
  other_keys: ['emailPlaceholder'],
  default_text: 'Email or username',
  own_text: 'Card',
  may_be_empty: false,
}

const edit = (typed: string, of: Partial<PageText> = {}, earlier?: Edit): Edit =>
  editOf({ ...LABEL, ...of }, 'en', typed, earlier)

test('a text that is typed back to what is stored is no change', () => {
  const changed = withEdit([], edit('Number'))
  expect(changed).toMatchObject([{ text: 'Number', base: 'Card' }])
  expect(withEdit(changed, edit('Card', {}, changed[0]))).toEqual([])
})

test('an empty text means Ferry’s, but for a text that it may hide', () => {
  expect(edit(' ').text).toBeNull()
  expect(edit('', { may_be_empty: true }).text).toBe('')
})

test('what was stored when the text was changed first stays the base, though it was read again since', () => {
  const first = edit('Number')
  expect(edit('Numbers', { own_text: 'Theirs' }, first).base).toBe('Card')
})

test('a saved text takes the place of every key for the same text; texts that the designer does not know stay', () => {
  const stored = { login: { emailPlaceholder: 'Mail', unknown: 'kept' }, other: { title: 'kept' } }
  expect(storedText(stored, edit('Number'))).toBe('Mail')
  expect(withEdits(stored, [edit('Number')])).toEqual({
    login: { usernamePlaceholder: 'Number', unknown: 'kept' },
    other: { title: 'kept' },
  })
  expect(withEdits({ login: { emailPlaceholder: 'Mail' } }, [edit('')])).toEqual({})
})

test('names of the store that objects have, too, are texts like others', () => {
  const odd = { ...edit('x'), screen: 'constructor', key: '__proto__', other_keys: [] }
  expect(storedText({}, odd)).toBeNull()
  expect(Object.entries(withEdits({}, [odd]).constructor ?? {})).toEqual([['__proto__', 'x']])
})

test('a preview tries the edits of its page and language, unless they are too long for an address', () => {
  const edits = [edit('Number'), { ...edit('Name'), language: 'de' as const }]
  expect(triedTexts(edits, 'en', 'login/login')).toEqual({
    kind: 'texts',
    json: JSON.stringify({ login: { login: { emailPlaceholder: null, usernamePlaceholder: 'Number' } } }),
  })
  expect(triedTexts(edits, 'en', 'signup/signup')).toEqual({ kind: 'texts', json: undefined })
  expect(triedTexts([edit('日'.repeat(1_000))], 'en', 'login/login')).toEqual({ kind: 'too_long' })
})
