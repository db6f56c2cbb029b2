import { expect, test } from 'vitest'
import { isAddressOrRange } from '../../../server/common/address-ranges.ts'
import { countedAs, isListed } from '../../../server/protection/addresses.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', 'unknown'],
  ['nonsense', 'unknown'],
])('A5: the address %j is counted as %s', (ip, expected) => {
  expect(countedAs(ip)).toBe(expected)
})

test('A5: every spelling of an IPv6 address is counted in the same network', () => {
  const spellings = ['2001:db8:0:5::9', '2001:0db8:0000:0005:0000:0000:0000:0009', '2001:db8:0:5:0:0:0:a']
  expect(new Set(spellings.map(countedAs)).size).toBe(1)
  expect(countedAs('2001:db8:0:6::9')).not.toBe(countedAs('2001:db8:0:5::9'))
})

test('an allow list accepts addresses and ranges of IPv4 and IPv6', () => {
  const list = ['192.0.2.1', '198.51.100.0/24', '2001:db8::/32']
  for (const ip of ['192.0.2.1', '::ffff:192.0.2.1', '198.51.100.200', '2001:db8:7::1']) {
    expect(isListed(list, ip), ip).toBe(true)
  }
  for (const ip of ['192.0.2.2', '198.51.101.1', '2001:db9::1', '', undefined]) {
    expect(isListed(list, ip), ip).toBe(false)
  }
  expect(isListed([], '192.0.2.1')).toBe(false)
})

test('anything other than an address or a range is refused in an allow list', () => {
  for (const text of ['192.0.2.1', '192.0.2.0/24', '::/0']) expect(isAddressOrRange(text), text).toBe(true)
  for (const text of [
    '',
    'example.com',
    '192.0.2.0/33',
    '192.0.2.0/',
    '192.0.2.0/8/8',
    '192.0.2',
    'fe80::1%eth0',
  ]) {
    expect(isAddressOrRange(text), text).toBe(false)
  }
})
