import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Endpoint, Verdict } from '../../../runtime/supervisor/address-policy.ts'
import { createAddressPolicy } from '../../../runtime/supervisor/address-policy.ts'
import { parseAllowList } from '../../../runtime/supervisor/allow-list.ts'
import { formatAddress, parseAddress, parseHost } from '../../../runtime/supervisor/names/ip.ts'
import { createOwnEndpoints } from '../../../runtime/supervisor/own-endpoints.ts'

/** How a host that is written like this fares, on a port that nothing forbids. */
function verdictOn(
  host: string,
  { allow = [] as string[], port = 3306, own = [] as Endpoint[] } = {},
): string {
  const target = parseHost(host)
  if (target.kind !== 'address') return target.kind
  return decide(allow, host, port, own).kind
}

function decide(allow: string[], host: string, port: number, own: Endpoint[], name?: string): Verdict {
  const address = parseAddress(host) ?? addressOf(host)
  return createAddressPolicy(parseAllowList(allow), () => ['192.168.7.7']).decide(
    { address, port, name },
    own,
  )
}

function addressOf(host: string) {
  const target = parseHost(host)
  if (target.kind !== 'address') throw new Error(`${host} is not an address`)
  return target.address
}

/** Every way to write an IPv4 address that some parser accepts. */
function spellings(dotted: string): string[] {
  const bytes = dotted.split('.').map(Number)
  const [a = 0, b = 0, c = 0, d = 0] = bytes
  const whole = a * 2 ** 24 + b * 2 ** 16 + c * 256 + d
  const hex2 = (n: number) => n.toString(16).padStart(2, '0')
  const h1 = ((a << 8) | b).toString(16)
  const h2 = ((c << 8) | d).toString(16)
  const octal = (n: number) => `0${n.toString(8)}`
  const fullWidth = dotted.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))
  return [
    dotted,
    `${dotted}.`,
    `${whole}`,
    `0x${whole.toString(16)}`,
    `0X${whole.toString(16).toUpperCase()}`,
    octal(whole),
    `${a}.${b * 65536 + c * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `0x${hex2(a)}.${b}.${octal(c)}.${d}`,
    bytes.map(octal).join('.'),
    bytes.map((n) => `0x${hex2(n)}`).join('.'),
    bytes.map((n) => `0000${n.toString(8)}`).join('.'),
    fullWidth,
    dotted.replaceAll('.', '。'),
    dotted.replaceAll('.', '．'),
    `${fullWidth}。`,
    `${dotted.slice(0, 1)}\u00ad${dotted.slice(1)}`,
    `::ffff:${dotted}`,
    `::FFFF:${dotted}`,
    `[::ffff:${dotted}]`,
    `::ffff:${h1}:${h2}`,
    `0:0:0:0:0:ffff:${h1}:${h2}`,
    `0000:0000:0000:0000:0000:FFFF:${h1}:${h2}`,
    `64:ff9b::${dotted}`,
    `64:ff9b::${h1}:${h2}`,
    `0064:FF9B:0:0:0:0:${h1}:${h2}`,
    `64:ff9b:1::${dotted}`,
  ]
}

const PRIVATE_IPV4 = [
  '127.0.0.1',
  '10.1.2.3',
  '169.254.169.254',
  '192.168.1.20',
  '172.31.255.254',
  '100.64.0.9',
]
const PUBLIC_IPV4 = ['8.8.8.8', '93.184.215.14']

const DENIED = [
  ...[
    '0.0.0.0',
    '0',
    '0x0',
    '00',
    '0.1',
    '127.1',
    '127.0.1',
    '127.255.255.255',
    '0177.1',
    '0x7f.1',
    '10.0',
    '10.255.255.255',
  ],
  ...[
    '100.127.255.255',
    '169.254.0.1',
    '172.16.0.0',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
  ],
  ...[
    '192.168.0.0',
    '192.168.255.255',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.7',
    '203.0.113.7',
    '224.0.0.1',
  ],
  ...['239.255.255.255', '240.0.0.1', '255.255.255.255', '4294967295', '168.63.129.16', '100.100.100.200'],
  ...[
    '::',
    '::0',
    '::1',
    '0:0:0:0:0:0:0:1',
    '0000:0000:0000:0000:0000:0000:0000:0001',
    '[::1]',
    '::0.0.0.1',
    '::127.0.0.1',
  ],
  ...[
    '::7f00:1',
    '::8.8.8.8',
    '::ffff:0:127.0.0.1',
    '::fffe:808:808',
    'fe80::1',
    'FE80::1',
    'febf::1',
    'fe80::1%eth0',
  ],
  ...[
    '2606:4700::1111%1',
    '::ffff:8.8.8.8%lo',
    'fec0::1',
    'fc00::1',
    'fd00::1',
    'fdff:ffff::1',
    'fd00:ec2::254',
    'fd00:ec2::23',
  ],
  ...[
    'ff02::1',
    'ff0e::1',
    '100::1',
    '100:0:0:1::1',
    '2001:db8::1',
    '2001:0DB8::1',
    '2001::1',
    '2001:0:4136:e378::1',
  ],
  ...[
    '2001:2::1',
    '2001:10::1',
    '2001:20::1',
    '2002:7f00:1::',
    '2002:808:808::1',
    '3fff::1',
    '5f00::1',
    '4000::1',
    'e000::1',
  ],
  ...['64:ff9b:1:a00:0:100::', '64:ff9b:1:7f00:0:100::', '64:ff9b:2::8.8.8.8', '1::8.8.8.8'],
]

const ALLOWED = [
  ...[
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '16843009',
  ],
  ...[
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '192.167.255.255',
    '192.169.0.0',
  ],
  ...[
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2001:4860:4860::8888',
    '2A00::1',
  ],
  ...['2001:1::1', '2001:200::1', '2003::1', '2000::', '3ffe::1', '[2606:4700::1]'],
]

/** Not addresses, though some look like one: they must never be connected to as if they were. */
const NOT_ADDRESSES = [
  ...[
    '256.1.1.1',
    '1.2.3.4.5',
    '08.1.1.1',
    '0x1g.1',
    '127.0.0.1..',
    '4294967296',
    '1..2',
    '.1',
    '::1::',
    ':::',
  ],
  ...[
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '::256.1.1.1',
    '::ffff:1.2.3',
    '::g',
    '%31%32%37.0.0.1',
    '127.0.0.1:80',
    'a b',
  ],
  ...['', '[', '[]', '127.0.0.1/8', 'http://127.0.0.1', 'x'.repeat(300)],
]

describe('N1: the address decides, not how it is written', () => {
  const table = [
    ...PRIVATE_IPV4.flatMap(spellings).map((host) => [host, 'denied'] as const),
    ...PUBLIC_IPV4.flatMap(spellings).map((host) => [host, 'allowed'] as const),
    ...DENIED.map((host) => [host, 'denied'] as const),
    ...ALLOWED.map((host) => [host, 'allowed'] as const),
  ]

  test('the table has at least 200 spellings', () => {
    expect(new Set(table.map(([host]) => host)).size).toBeGreaterThanOrEqual(200)
  })

  test.each(table)('%s is %s', (host, expected) => {
    expect(verdictOn(host)).toBe(expected)
  })

  test.each(NOT_ADDRESSES)('"%s" is no address and no name', (host) => {
    expect(parseHost(host).kind).toBe('invalid')
  })

  test.each(['/var/run/mysqld/mysqld.sock', './x.sock', '../x', '\\\\.\\pipe\\mysql', '@abstract'])(
    'N5: %s is a local socket, not a host',
    (host) => expect(parseHost(host).kind).toBe('path'),
  )

  test.each([
    ['Legacy.Example.COM.', 'legacy.example.com'],
    ['ｌocalhost', 'localhost'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['a_b.internal', 'a_b.internal'],
  ])('%s is the name %s', (host, name) => expect(parseHost(host)).toMatchObject({ kind: 'name', name }))
})

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

describe('N2: what the operator allows', () => {
  test.each([
    ['10.1.0.0/16', '10.1.2.3', 3306, 'allowed'],
    ['10.1.0.0/16', '10.2.2.3', 3306, 'denied'],
    ['10.1.0.0/16:3306', '10.1.2.3', 3306, 'allowed'],
    ['10.1.0.0/16:3306', '10.1.2.3', 3307, 'denied'],
    ['10.1.2.3', '10.1.2.3', 1, 'allowed'],
    ['10.1.2.3', '167838211', 1, 'allowed'],
    ['10.1.2.3:5432', '10.1.2.3', 5432, 'allowed'],
    ['10.1.2.3:5432', '10.1.2.3', 5433, 'denied'],
    ['fd00::/8', 'fd12::1', 5432, 'allowed'],
    ['fd00::5', 'fd00::5', 5432, 'allowed'],
    ['[fd00::5]:5432', 'fd00::5', 5432, 'allowed'],
    ['[fd00::5]:5432', 'fd00::5', 5433, 'denied'],
    ['[fd00::/8]:5432', 'fd00::5', 5432, 'allowed'],
    ['[fd00::]/8:5432', 'fd00::5', 5432, 'allowed'],
    ['::ffff:10.1.0.0/112', '10.1.2.3', 1, 'allowed'],
    [' 127.0.0.0/8 ', '::ffff:7f00:1', 1, 'allowed'],
    ['8.8.8.8:587', '8.8.8.8', 587, 'allowed'],
    ['8.8.8.8', '8.8.8.8', 587, 'denied'],
  ])('%s makes %s port %i %s', (entry, host, port, expected) => {
    expect(verdictOn(host, { allow: [entry], port })).toBe(expected)
  })

  test.each([
    '10.0.0.1/8',
    '10.0.0.0/33',
    'fd00::/129',
    'legacy.internal:0',
    'x:70000',
    '10.0.0.1:x',
    'a b',
    '*.internal',
    '[::1',
    '1.2.3.4:',
    'http://x',
    '10.0.0.256',
  ])('the server refuses to start with the entry %s and says why', (entry) => {
    expect(() => parseAllowList([entry])).toThrow(`FERRY_SANDBOX_ALLOW: "${entry}" is not a CIDR`)
  })

  test('a host entry lets that name, and no other, resolve to a private address', () => {
    expect(decide(['legacy.internal'], '10.0.0.5', 3306, [], 'legacy.internal').kind).toBe('allowed')
    expect(decide(['Legacy.Internal.:3306'], '10.0.0.5', 3306, [], 'legacy.internal').kind).toBe('allowed')
    expect(decide(['legacy.internal:3307'], '10.0.0.5', 3306, [], 'legacy.internal').kind).toBe('denied')
    expect(decide(['legacy.internal'], '10.0.0.5', 3306, [], 'other.internal').kind).toBe('denied')
    expect(decide(['legacy.internal'], '10.0.0.5', 3306, []).kind).toBe('denied')
  })

  test.each([
    ['0.0.0.0/0', '169.254.169.254', 'denied'],
    ['169.254.0.0/16', '169.254.169.254', 'denied'],
    ['169.254.0.0/16', '64:ff9b::169.254.169.254', 'denied'],
    ['::/0', '64:ff9b::169.254.169.254', 'denied'],
    ['169.254.0.0/16', '169.254.170.2', 'denied'],
    ['100.64.0.0/10', '100.100.100.200', 'denied'],
    ['fd00::/8', 'fd00:ec2::254', 'denied'],
    ['169.254.169.254', '169.254.169.254', 'allowed'],
    ['169.254.169.254:80', '169.254.169.254', 'allowed'],
    ['fd00:ec2::254', 'fd00:ec2::254', 'allowed'],
  ])('%s makes the metadata address %s %s', (entry, host, expected) => {
    expect(verdictOn(host, { allow: [entry], port: 80 })).toBe(expected)
  })

  test('a host entry does not open the metadata address behind that name', () => {
    expect(decide(['legacy.internal'], '169.254.169.254', 80, [], 'legacy.internal').kind).toBe('denied')
  })

  test('an address with a zone id stays denied under any entry', () => {
    expect(verdictOn('fe80::1%eth0', { allow: ['::/0', 'fe80::1'] })).toBe('denied')
  })

  const at = (address: string, port: number): Endpoint => ({ address: addressOf(address), port })

  test.each([
    // [allowed, own endpoint, host, port, verdict]
    ['127.0.0.0/8', '127.0.0.1', '127.0.0.1', 3000, 'denied'],
    ['127.0.0.0/8', '127.0.0.1', '::ffff:127.0.0.1', 3000, 'denied'],
    ['127.0.0.0/8', '127.0.0.1', '127.0.0.1', 3001, 'allowed'],
    ['127.0.0.1', '127.0.0.1', '127.0.0.1', 3000, 'denied'],
    ['127.0.0.1:3000', '127.0.0.1', '127.0.0.1', 3000, 'allowed'],
    ['0.0.0.0/0', '127.0.0.1', '0.0.0.0', 3000, 'denied'],
    ['0.0.0.0/0', '127.0.0.1', '127.0.0.2', 3000, 'denied'],
    ['0.0.0.0/0', '192.168.7.7', '127.0.0.2', 3000, 'denied'],
    ['0.0.0.0/0', '127.0.0.1', '127.0.0.2', 3001, 'allowed'],
    ['0.0.0.0/0', '0.0.0.0', '127.9.9.9', 3000, 'denied'],
    ['0.0.0.0/0', '0.0.0.0', '192.168.7.7', 3000, 'denied'],
    ['0.0.0.0/0', '0.0.0.0', '192.168.7.8', 3000, 'allowed'],
    ['::/0', '::', '::1', 3000, 'denied'],
    ['0.0.0.0/0', '::', '127.0.0.1', 3000, 'denied'],
    ['10.0.0.0/8', '10.0.0.5', '10.0.0.5', 3000, 'denied'],
    ['10.0.0.0/8', '10.0.0.5', '10.0.0.6', 3000, 'allowed'],
  ])('under %s, with the server at %s, a connect to %s port %i is %s', (entry, own, host, port, expected) => {
    expect(verdictOn(host, { allow: [entry], port, own: [at(own, 3000)] })).toBe(expected)
  })

  const LOCAL = [
    '0.0.0.0',
    '127.0.0.1',
    '127.0.0.2',
    '127.0.0.3',
    '127.255.255.254',
    '192.168.7.7',
    '0.0.0.1',
  ]
  const LOCAL_SPELLINGS = [
    ...LOCAL.flatMap(spellings),
    '::',
    '::1',
    '0:0:0:0:0:0:0:1',
    '[::1]',
    '::0.0.0.1',
    '127.1',
    '2130706434',
  ]

  test.each(['0.0.0.0', '::', '127.0.0.1', '127.0.0.9', '::1', '192.168.7.7'])(
    'no spelling of any address of this machine reaches the server at %s, whatever range is allowed',
    (bound) => {
      const own = [at(bound, 3000)]
      for (const allow of [
        ['127.0.0.0/8'],
        ['0.0.0.0/0', '::/0'],
        ['::/0'],
        ['127.0.0.1', '127.0.0.2', '::1'],
      ]) {
        const reached = LOCAL_SPELLINGS.filter(
          (host) => verdictOn(host, { allow, port: 3000, own }) === 'allowed',
        )
        expect(reached).toEqual([])
      }
      // Another port of the same machine is not ours.
      expect(verdictOn('127.0.0.2', { allow: ['127.0.0.0/8'], port: 3001, own })).toBe('allowed')
    },
  )

  test('a name whose address is one of this machine’s does not reach the server either', () => {
    const own = [at('0.0.0.0', 3000)]
    for (const address of ['127.0.0.2', '192.168.7.7'])
      expect(
        decide(['127.0.0.0/8', '192.168.0.0/16', 'legacy.internal'], address, 3000, own, 'legacy.internal')
          .kind,
      ).toBe('denied')
  })

  test('an own public address is refused too', () => {
    expect(verdictOn('8.8.8.8', { port: 443, own: [at('8.8.8.8', 443)] })).toBe('denied')
  })

  test('a store that is configured by name is refused by its address', async () => {
    const own = createOwnEndpoints(
      () => [{ address: 'DB.internal', port: 5432 }],
      async ({ name }) => (name === 'db.internal' ? [{ address: '10.0.0.9' }] : []),
    )
    expect(verdictOn('10.0.0.9', { allow: ['10.0.0.0/8'], port: 5432, own: [...(await own())] })).toBe(
      'denied',
    )
    expect(verdictOn('10.0.0.8', { allow: ['10.0.0.0/8'], port: 5432, own: [...(await own())] })).toBe(
      'allowed',
    )
  })
})

describe('N5: ports', () => {
  test.each([25, 465, 587, 6000, 6001, 6063])('port %i is denied', (port) => {
    expect(verdictOn('8.8.8.8', { port })).toBe('denied')
    expect(verdictOn('10.0.0.1', { port, allow: ['10.0.0.0/8'] })).toBe('denied')
  })

  test.each([24, 26, 80, 443, 466, 588, 1433, 1521, 3306, 5432, 5999, 6064, 6379, 27017, 65535])(
    'port %i is open',
    (port) => {
      expect(verdictOn('8.8.8.8', { port })).toBe('allowed')
    },
  )
})
