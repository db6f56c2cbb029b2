import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../../server/secrets/index.ts'
import { createSecrets, openSecrets } from '../../../server/secrets/index.ts'
import { createRunFolder, removeRunFolder } from '../../support/run-folder.ts'

const MASTER = 'the master key of a test, long enough'
const OTHER = 'another master key that is long enough'
const PLACE: Place = {
  tenant_id: 'ten_a',
  purpose: 'configuration',
  table: 'configuration_revisions',
  row_id: 'con_a',
  field: 'DB_PASSWORD',
  version: '1',
}

describe('sealed values', () => {
  test('K1: any text opens to itself, and no two seals of one text are alike', () => {
    const secrets = createSecrets({ master: MASTER })
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        const sealed = secrets.seal(PLACE, plain)
        expect(sealed).toMatch(/^v1\.[0-9a-f]{16}\.[\w-]{16}\.[\w-]{22,}$/)
        expect(secrets.open(PLACE, sealed)).toBe(plain)
        expect(secrets.seal(PLACE, plain)).not.toBe(sealed)
      }),
    )
  })

  test('K1: a value with any one byte changed does not open', () => {
    const secrets = createSecrets({ master: MASTER })
    const sealed = secrets.seal(PLACE, 'sesame')
    for (let at = 0; at < sealed.length; at++) {
      for (const flip of [1, 2, 32]) {
        const changed =
          sealed.slice(0, at) + String.fromCharCode(sealed.charCodeAt(at) ^ flip) + sealed.slice(at + 1)
        expect(() => secrets.open(PLACE, changed), changed).toThrow(
          expect.objectContaining({ name: 'SecretsError' }),
        )
      }
    }
    for (const changed of [sealed.slice(0, -1), `${sealed}A`, ` ${sealed}`, '', 'v1', 'sesame']) {
      expect(() => secrets.open(PLACE, changed), changed).toThrow(
        expect.objectContaining({ code: 'broken_seal' }),
      )
    }
  })

  test.each(['tenant_id', 'purpose', 'table', 'row_id', 'field', 'version'] as const)(
    'K1: a value that was moved to another %s does not open',
    (part) => {
      const secrets = createSecrets({ master: MASTER })
      const sealed = secrets.seal(PLACE, 'sesame')
      expect(() => secrets.open({ ...PLACE, [part]: 'other' }, sealed)).toThrow(
        expect.objectContaining({ code: 'broken_seal' }),
      )
    },
  )

  test('K1: places whose parts join to the same text are different places', () => {
    const secrets = createSecrets({ master: MASTER })
    const sealed = secrets.seal({ ...PLACE, row_id: 'a","b', field: 'c' }, 'sesame')
    expect(() => secrets.open({ ...PLACE, row_id: 'a', field: 'b","c' }, sealed)).toThrow()
  })

  test('K1: another master key does not open it', () => {
    const sealed = createSecrets({ master: MASTER }).seal(PLACE, 'sesame')
    expect(() => createSecrets({ master: OTHER }).open(PLACE, sealed)).toThrow(
      expect.objectContaining({ code: 'unknown_key' }),
    )
  })

  test('K2: the previous key opens, and only the new one seals', () => {
    const old = createSecrets({ master: MASTER })
    const both = createSecrets({ master: OTHER, previous: MASTER })
    const sealed = old.seal(PLACE, 'sesame')
    expect(both.open(PLACE, sealed)).toBe('sesame')
    expect(both.isCurrent(sealed)).toBe(false)
    const resealed = both.seal(PLACE, 'sesame')
    expect(both.isCurrent(resealed)).toBe(true)
    expect(createSecrets({ master: OTHER }).open(PLACE, resealed)).toBe('sesame')
    expect(() => old.open(PLACE, resealed)).toThrow(expect.objectContaining({ code: 'unknown_key' }))
  })

  test('K4: neither a printed set of secrets nor an error contains a key or a value', () => {
    const secrets = createSecrets({ master: MASTER, previous: OTHER })
    secrets.seal(PLACE, 'sesame')
    const texts = [inspect(secrets, { depth: 9, showHidden: true }), JSON.stringify(secrets), String(secrets)]
    const sealed = secrets.seal({ ...PLACE, field: 'x' }, 'sesame')
    try {
      secrets.open(PLACE, sealed)
    } catch (error) {
      texts.push(inspect(error))
    }
    expect(texts).toHaveLength(4)
    for (const text of texts) {
      expect(text).not.toContain(MASTER)
      expect(text).not.toContain(OTHER)
      expect(text).not.toContain('sesame')
      expect(text).not.toContain(sealed)
    }
  })

  test('fingerprints tell equal texts of one tenant and one key, and nothing across them', () => {
    const secrets = createSecrets({ master: MASTER })
    const mark = secrets.fingerprint('ten_a', 'x')
    expect(secrets.fingerprint('ten_a', 'x')).toBe(mark)
    expect(secrets.fingerprint('ten_a', 'y')).not.toBe(mark)
    expect(secrets.fingerprint('ten_b', 'x')).not.toBe(mark)
    expect(createSecrets({ master: OTHER }).fingerprint('ten_a', 'x')).not.toBe(mark)
  })
})

describe('the master key', () => {
  let folder: string
  let data_dir: string
  beforeEach(() => {
    folder = createRunFolder()
    data_dir = join(folder, 'data')
  })
  afterEach(() => removeRunFolder(folder))

  test('K1: a key of fewer than 32 characters is refused by name, and is not printed', () => {
    for (const keys of [
      { master: 'x'.repeat(31) },
      { master: '' },
      { master: MASTER, previous: 'x'.repeat(31) },
    ]) {
      expect(() => openSecrets({ ...keys, data_dir })).toThrow(expect.objectContaining({ code: 'too_short' }))
      expect(() => openSecrets({ ...keys, data_dir })).toThrow(
        keys.previous ? 'FERRY_SECRET_PREVIOUS' : 'FERRY_SECRET',
      )
      expect(() => openSecrets({ ...keys, data_dir })).not.toThrow('xxx')
    }
    expect(openSecrets({ master: 'x'.repeat(32), data_dir }).key_id).toMatch(/^[0-9a-f]{16}$/)
  })

  test('a given key writes no file', () => {
    openSecrets({ master: MASTER, data_dir: folder })
    expect(readdirSync(folder)).not.toContain('secret')
  })

  test('without a key, a private key file is created and used again', () => {
    const first = openSecrets({ data_dir })
    const file = join(data_dir, 'secret')
    const text = readFileSync(file, 'utf8')
    expect(text.trim()).toMatch(/^[\w-]{43}$/)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(data_dir).mode & 0o777).toBe(0o700)
    expect(readdirSync(data_dir)).toEqual(['secret'])
    const second = openSecrets({ data_dir })
    expect(second.open(PLACE, first.seal(PLACE, 'sesame'))).toBe('sesame')
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  test.each(['', 'short', '\n'])('a file without a valid key (%j) is refused and not overwritten', (text) => {
    const file = join(folder, 'secret')
    writeFileSync(file, text, { mode: 0o600 })
    expect(() => openSecrets({ data_dir: folder })).toThrow(expect.objectContaining({ code: 'unsafe_file' }))
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  test('a file that others can read is refused', () => {
    openSecrets({ data_dir })
    chmodSync(join(data_dir, 'secret'), 0o640)
    expect(() => openSecrets({ data_dir })).toThrow(expect.objectContaining({ code: 'unsafe_file' }))
  })
})
