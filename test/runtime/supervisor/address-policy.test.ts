import { describe, expect, test } from 'vitest'
import { parseHost } from '../../../runtime/supervisor/names/ip.ts'
import { spellings, verdictOn } from '../../support/address-verdicts.ts'

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
