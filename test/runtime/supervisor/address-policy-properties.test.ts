import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatAddress, parseAddress } from '../../../runtime/supervisor/names/ip.ts'
import { spellings, verdictOn } from '../../support/address-verdicts.ts'

/** The refused networks (N1) as numbers, judged by arithmetic that shares nothing with the policy. */
const REFERENCE_V4 = [
  ...[
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
  ],
  ...[
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
  ],
  ...['224.0.0.0/4', '240.0.0.0/4', '168.63.129.16/32'],
].map((cidr) => {
  const [base = '', bits = ''] = cidr.split('/')
  const from = base.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0)
  return [from, from + 2 ** (32 - Number(bits))] as const
})
const deniedV4 = (value: number) => REFERENCE_V4.some(([from, to]) => value >= from && value < to)

const REFERENCE_V6 = [
  ['2001:0000', 32],
  ['2001:0db8', 32],
  ['2001:0002:0000', 48],
  ['2001:0010', 28],
  ['2001:0020', 28],
  ['2002', 16],
  ['3fff:0000', 20],
] as const

function deniedV6(value: bigint): boolean {
  if (value >> 32n === 0xffffn || value >> 32n === 0x64ff9bn << 64n)
    return deniedV4(Number(value & 0xffff_ffffn))
  if (value >> 125n !== 1n) return true
  return REFERENCE_V6.some(([text, bits]) => {
    const groups = text.split(':')
    const base = BigInt(`0x${groups.join('').padEnd(32, '0')}`)
    return value >> BigInt(128 - bits) === base >> BigInt(128 - bits)
  })
}

const dotted = (value: number) =>
  [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')
const groups = (value: bigint) =>
  Array.from({ length: 8 }, (_, i) => (value >> BigInt(112 - 16 * i)) & 0xffffn).map((group) =>
    group.toString(16),
  )

describe('N1: property tests against an independent reference', () => {
  const v4 = fc
    .oneof(
      fc.nat(0xffff_ffff),
      // The edges of each range and their neighbours.
      fc
        .constantFrom(...REFERENCE_V4.flat())
        .chain((edge) => fc.integer({ min: -2, max: 2 }).map((d) => edge + d)),
    )
    .filter((value) => value >= 0 && value < 2 ** 32)

  test('any IPv4 address in any spelling', () => {
    void fc.assert(
      fc.property(v4, fc.nat(23), (value, which) => {
        const host = spellings(dotted(value))[which] ?? ''
        expect([host, verdictOn(host)]).toEqual([host, deniedV4(value) ? 'denied' : 'allowed'])
      }),
      { numRuns: 3000 },
    )
  })

  test('any IPv6 address in any spelling', () => {
    const bases = [
      0n,
      0xffffn << 32n,
      0x64ff9bn << 96n,
      ...REFERENCE_V6.map(([text]) => BigInt(`0x${text.replaceAll(':', '').padEnd(32, '0')}`)),
    ]
    const v6 = fc.oneof(
      fc.bigInt(0n, 2n ** 128n - 1n),
      fc.bigInt(2n ** 125n, 2n ** 126n - 1n),
      fc.constantFrom(...bases).chain((base) => fc.bigInt(0n, 2n ** 34n).map((low) => base + low)),
    )
    void fc.assert(
      fc.property(v6, fc.nat(3), (value, form) => {
        const written = groups(value)
        const full = written.map((group) => group.padStart(4, '0')).join(':')
        const address = parseAddress(full)
        if (!address) throw new Error(full)
        const host = [written.join(':'), full.toUpperCase(), `[${full}]`, formatAddress(address)][form] ?? ''
        expect([host, verdictOn(host)]).toEqual([host, deniedV6(value) ? 'denied' : 'allowed'])
      }),
      { numRuns: 3000 },
    )
  })

  test('an address that was written out is read back as the same bytes', () => {
    void fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const address = { family: 6 as const, bytes }
        const back = parseAddress(formatAddress(address))
        const mapped = back?.family === 4
        expect([...(back?.bytes ?? [])]).toEqual([...(mapped ? bytes.slice(12) : bytes)])
      }),
    )
  })
})
