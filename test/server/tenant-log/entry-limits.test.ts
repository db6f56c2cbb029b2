import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LogEntry, LogQuota } from '../../../server/store/contract.ts'
import { boundEntry, cutText } from '../../../server/tenant-log/entry-limits.ts'
import { sampleLog } from '../store/contract/logs.ts'

const LONG = 'x'.repeat(100_000)
/** Given by Ferry: nobody can choose them. */
const OWN = ['tenant_id', 'log_id', 'type', 'quota', 'connection_id', 'client_id', 'run_id']
const sizeOf = (entry: LogEntry): number => Buffer.byteLength(JSON.stringify(entry))

const MOST_BYTES: { readonly [quota in LogQuota]: number } = {
  audit: 16_000,
  people: 16_000,
  strangers: 3_000,
}

test.each(Object.entries(MOST_BYTES) as [LogQuota, number][])(
  'every text of an entry of kind %s that anybody can choose is cut, and the entry has at most %i bytes',
  (quota, most) => {
    const whole = sampleLog('ten_1', 'log_1', { quota })
    const texts = Object.entries(whole).flatMap(([key, value]) => (typeof value === 'string' ? [key] : []))
    const chosen = texts.filter((key) => !OWN.includes(key))
    expect(chosen.length).toBeGreaterThan(8)
    const long = {
      ...whole,
      ...Object.fromEntries(chosen.map((key) => [key, LONG])),
      details: { a: LONG, b: [LONG, { c: LONG }], d: { e: { f: { g: { h: { i: LONG } } } } } },
    }
    const bound = boundEntry(long)
    for (const key of chosen) expect(bound[key as keyof LogEntry], key).toMatch(/^x+…$/)
    expect(sizeOf(bound)).toBeLessThan(most)
  },
)

test('an entry within its limits stays as it is', () => {
  const entry = sampleLog('ten_1', 'log_1')
  expect(boundEntry(entry)).toEqual(entry)
})

test('a text is cut between characters, to a number of bytes, and always well-formed', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 60 })
  fc.assert(
    fc.property(anyText, fc.integer({ min: 8, max: 80 }), (text, max_bytes) => {
      const cut = cutText(text, max_bytes)
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(max_bytes)
      expect(cut.isWellFormed()).toBe(true)
      if (Buffer.byteLength(text) <= max_bytes) expect(cut).toBe(text.toWellFormed())
      else expect(cut.endsWith('…')).toBe(true)
    }),
  )
})

test('details of any shape are bound', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 12 })), (details) => {
      const bound = boundEntry(sampleLog('ten_1', 'log_1', { details: details as LogEntry['details'] }))
      expect(Buffer.byteLength(JSON.stringify(bound.details))).toBeLessThanOrEqual(500)
    }),
  )
})
