import { describe, expect, test } from 'vitest'
import type { Endpoint } from '../../../runtime/supervisor/address-policy.ts'
import { parseAllowList } from '../../../runtime/supervisor/allow-list.ts'
import { createOwnEndpoints } from '../../../runtime/supervisor/own-endpoints.ts'
import { addressOf, decide, spellings, verdictOn } from '../../support/address-verdicts.ts'

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
