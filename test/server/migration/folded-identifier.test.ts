import { describe, expect, test } from 'vitest'
import { foldIdentifier } from '../../../server/migration/identifiers/folded-identifier.ts'

describe('A4: spellings that a database may treat as one name are counted as one', () => {
  test.each([
    ['an accent', 'ännä@example.com'],
    ['an accent of its own', 'a\u0308nn\u00e1@example.com'],
    ['capitals', 'ANNA@EXAMPLE.COM'],
    ['full width', 'ａｎｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ'],
    ['mathematical letters', '𝐚𝓃𝖓𝚊@example.com'],
    ['letters in circles', 'ⓐⓝⓝⓐ@example.com'],
    ['a raised letter', 'ᵃnna@example.com'],
    ['a zero-width space', 'an\u200bna@example.com'],
    ['a byte order mark', '\ufeffanna@example.com'],
    ['a soft hyphen', 'an\u00adna@example.com'],
    ['a mark of direction', '\u202eanna@example.com'],
    ['a variation selector', 'anna\ufe0f@example.com'],
    ['a tag character', 'anna\u{e0041}@example.com'],
    ['trailing blanks', 'anna@example.com  '],
    ['a tab and a line feed', 'anna@example.com\t\n'],
    ['a no-break space', 'anna@example.com\u00a0'],
    ['an ideographic space', '\u3000anna@example.com'],
    ['a control character', 'an\u0001na@example.com'],
    ['a character beyond the first plane', 'anna@example.com😀'],
    ['a private character', 'anna\ue000@example.com'],
    ['a character that Unicode does not know', 'anna\u0378@example.com'],
  ])('%s', (_, spelling) => {
    expect(foldIdentifier(spelling)).toBe('anna@example.com')
  })

  test.each([
    ['sharp s', ['straße', 'STRASSE', 'strasse', 'STRAẞE', 'strase', 'ſtraſſe']],
    ['dotless and dotted i', ['kalin', 'kalın', 'KALİN', 'KALIN']],
    ['ligatures', ['fœtæ', 'foetae', 'FŒTÆ']],
    ['strokes', ['lodz', 'łódź', 'ŁÓDŹ']],
    ['sigma at the end', ['οδος', 'ΟΔΟΣ', 'οδοσ']],
    ['kana', ['かっぱ', 'カッパ', 'ｶｯﾊﾟ', 'カツハ']],
    ['digits', ['user12', 'user١٢', 'user¹²', 'user①②', 'user１２']],
    ['the Kelvin and the Ångström sign', ['\u212aa\u212b', 'kaå', 'kaa']],
  ])('%s', (_, spellings) => {
    expect(new Set(spellings.map(foldIdentifier)).size).toBe(1)
  })

  test('60 spellings of one name fold to one form', () => {
    const forms = [
      (text: string) => text,
      (text: string) => text.toUpperCase(),
      (text: string) => text.replaceAll('s', 'ß'),
      (text: string) => [...text].map((c) => (c >= 'a' && c <= 'z' ? `${c}\u0301` : c)).join(''),
      (text: string) => [...text].map((c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)).join(''),
      (text: string) => text.replaceAll('i', 'ı'),
    ]
    const places = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    const spellings = forms.flatMap((form) =>
      places.map((at) => {
        const text = form('suse.dini@example.com')
        return `${text.slice(0, at)}\u200d${text.slice(at)}`
      }),
    )
    expect(new Set(spellings).size).toBe(60)
    expect(new Set(spellings.map(foldIdentifier))).toEqual(new Set(['suse.dini@example.com']))
  })
})

test('names that every database tells apart stay apart', () => {
  const names = [
    'ann',
    'anna',
    'ana',
    'bob',
    'ann1',
    'ann2',
    'а\u043d\u043d',
    'ann.b',
    'ann-b',
    'ann_b',
    'ann+b',
    'annb',
  ]
  expect(new Set(names.map(foldIdentifier)).size).toBe(names.length)
})

test('a folded name folds to itself, and is never empty', () => {
  for (let code = 0; code < 0x3000; code++) {
    const once = foldIdentifier(String.fromCharCode(code))
    expect(foldIdentifier(once), code.toString(16)).toBe(once)
    expect(once).not.toBe('')
  }
  expect(foldIdentifier('😀')).toBe('?')
})

test('every character that is equal to ASCII at level 1 of Unicode’s collation folds to that ASCII character', () => {
  const level1 = new Intl.Collator('und', { sensitivity: 'base' })
  const ascii = Array.from({ length: 94 }, (_, n) => String.fromCharCode(0x21 + n))
  const apart: string[] = []
  for (let code = 0x80; code <= 0xffff; code++) {
    const character = String.fromCharCode(code)
    if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(character)) continue
    const same = ascii.find((one) => level1.compare(one, character) === 0)
    if (same !== undefined && foldIdentifier(same) !== foldIdentifier(character)) {
      apart.push(`${same} ${character} ${code.toString(16)}`)
    }
  }
  expect(apart).toEqual([])
})

test('a long name of rare characters is folded without delay', () => {
  const began = performance.now()
  for (const text of [
    '\u0669'.repeat(1_024),
    'ß'.repeat(1_024),
    'a\u0301'.repeat(512),
    '\u1fffe\u0308'.repeat(340),
  ]) {
    foldIdentifier(text)
  }
  expect(performance.now() - began).toBeLessThan(100)
})
