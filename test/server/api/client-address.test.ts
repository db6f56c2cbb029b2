import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAddressReader } from '../../../server/api/http/client-address.ts'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const read = createAddressReader(['10.0.0.0/8', '2001:db8:ff::/48', '127.0.0.1'])

describe('A5: the address of a caller behind proxies', () => {
  test.each([
    ['one address', '203.0.113.7', '203.0.113.7'],
    ['with a port', '203.0.113.7:4711', '203.0.113.7'],
    ['IPv6', '2001:db8::1', '2001:db8::1'],
    ['IPv6 in brackets', '[2001:db8::1]', '2001:db8::1'],
    ['IPv6 in brackets with a port', '[2001:db8::1]:443', '2001:db8::1'],
    ['IPv6 loopback with a port', '[::1]:443', '::1'],
    ['in another spelling', '2001:0DB8:0:0::0001', '2001:db8::1'],
    ['in quotes', '"[2001:db8::1]:443"', '2001:db8::1'],
    ['IPv4 written as IPv6', '::ffff:203.0.113.7', '203.0.113.7'],
    ['IPv4 written as IPv6, in hex, with a port', '[::ffff:cb00:7107]:80', '203.0.113.7'],
    ['with a zone', 'fe80::1%eth0', 'fe80::1'],
    ['surrounded by spaces and empty entries', ' , 203.0.113.7 ,, ', '203.0.113.7'],
    ['a forged left part', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['a forged left part of no addresses', 'unknown, _x, "", 203.0.113.7:1', '203.0.113.7'],
    ['a trusted proxy on the right', '198.51.100.1, 203.0.113.7, 10.1.2.3', '203.0.113.7'],
    ['trusted proxies with ports', '203.0.113.7, 10.1.2.3:80, [2001:db8:ff::2]:80', '203.0.113.7'],
    ['only trusted proxies: the first of them', '10.9.9.9, 10.1.2.3', '10.9.9.9'],
    ['no header', undefined, '10.0.0.1'],
    ['an empty header', '', '10.0.0.1'],
    ['nothing but commas', ',, ,', '10.0.0.1'],
    ['unknown', 'unknown', undefined],
    ['unknown before a trusted proxy', '203.0.113.7, unknown, 10.1.2.3', undefined],
    ['a hidden name', '203.0.113.7, _secret', undefined],
    ['no address', '203.0.113.7, example.com', undefined],
    ['a port alone', '203.0.113.7, :80', undefined],
    ['a port that is none', '203.0.113.7:http', undefined],
    ['octets with leading zeros', '010.0.0.1', undefined],
    ['an unclosed bracket', '[2001:db8::1', undefined],
  ])('of a trusted peer that sends %s', (_, header, expected) => {
    expect(read('10.0.0.1', header)).toBe(expected)
    expect(read('::ffff:10.0.0.1', header)).toBe(expected)
  })

  test('of a peer that is not trusted is the peer’s own, whatever it sends', () => {
    for (const header of [undefined, '', '203.0.113.7', 'unknown', '127.0.0.1']) {
      expect(read('192.0.2.1', header)).toBe('192.0.2.1')
      expect(read('::ffff:192.0.2.1', header)).toBe('192.0.2.1')
    }
    expect(read(undefined, '203.0.113.7')).toBeUndefined()
    expect(createAddressReader([])('127.0.0.1', '203.0.113.7')).toBe('127.0.0.1')
  })

  test('a very long header is read fast', () => {
    const header = `${'203.0.113.7:1,'.repeat(5_000)} 198.51.100.1`
    const began = performance.now()
    expect(read('10.0.0.1', header)).toBe('198.51.100.1')
    expect(read('10.0.0.1', '"['.repeat(8_000))).toBeUndefined()
    expect(performance.now() - began).toBeLessThan(250)
  })
})

describe('A5: over HTTP, behind a trusted proxy', () => {
  let server: TestServer
  beforeAll(async () => {
    const people = legacyStore([{ id: 1, email: 'ann@example.com', password: 'old-secret' }])
    server = await startTestServer(
      createFakeRuntime(people),
      { FERRY_TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/8' },
      afterAll,
    )
    await server.connection('shop')
  })

  const login = (password: string, ...headers: string[]) =>
    server.login('shop', 'ann@example.com', password, {}, { headers: { 'x-forwarded-for': headers } })

  test('one caller counts as one with any port, spelling and forged left part, in one header or several', async () => {
    for (let n = 0; n < 10; n++) {
      const forged = `198.51.100.${n}`
      const headers =
        n % 2 === 0 ? [`${forged}, 203.0.113.7:${4_000 + n}`] : [forged, `203.0.113.7:${n}, 10.0.0.9:80`]
      expect((await login(`wrong ${n}`, ...headers)).status).toBe(403)
    }
    expect((await login('old-secret', '203.0.113.7')).status).toBe(429)
    expect((await login('old-secret', '::ffff:203.0.113.7')).status).toBe(429)
    expect((await login('old-secret', '203.0.113.7', '203.0.113.8:80')).status).toBe(200)
    const { body } = await server.api('GET', 'logs?sort=date:-1&per_page=50')
    const ips = (body as { type: string; ip?: string }[]).filter(({ type }) => type === 'limit_wc')
    expect(ips.map(({ ip }) => ip)).toContain('203.0.113.7')
  })
})
