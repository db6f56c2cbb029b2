import { afterAll, expect, test } from 'vitest'
import { createRuntime } from '../../../runtime/index.ts'

const HOSTS: { [name: string]: readonly { address: string; family: 4 | 6 }[] } = {
  'public.example': [{ address: '93.184.216.34', family: 4 }],
  'inside.example': [{ address: '10.1.2.3', family: 4 }],
  'both.example': [
    { address: '93.184.216.34', family: 4 },
    { address: '192.168.0.1', family: 4 },
  ],
  'legacy.internal': [{ address: '10.9.9.9', family: 4 }],
}

const runtime = createRuntime({
  blank_runners: 0,
  allow: ['10.1.0.0/16', 'legacy.internal:1433'],
  inner_service: (name) => (name === 'sample.ferry' ? 5432 : undefined),
  async resolve(hostname) {
    const found = HOSTS[hostname]
    if (!found) throw Object.assign(new Error('unknown'), { code: 'ENOTFOUND' })
    return found
  },
})
afterAll(() => runtime.close())

const check = (host: string, port = 5432) =>
  runtime.checkAddress('ten_1', { host, port, signal: new AbortController().signal })

test.each([
  ['93.184.216.34', 5432, 'public'],
  ['public.example', 5432, 'public'],
  ['10.1.2.3', 5432, 'operator'],
  ['inside.example', 5432, 'operator'],
  ['legacy.internal', 1433, 'operator'],
  ['sample.ferry', 5432, 'sample'],
])('N1: %s:%i is allowed by the rule %s', async (host, port, by) => {
  expect(await check(host, port)).toEqual({ kind: 'allowed', by })
})

test.each([
  ['10.2.0.1', 5432, 'a private address'],
  ['both.example', 5432, 'a private address'],
  ['legacy.internal', 5432, 'a private address'],
  ['127.0.0.1', 5432, 'a loopback address'],
  ['169.254.169.254', 80, 'a metadata service'],
  ['public.example', 25, 'port 25'],
])('N1: %s:%i is refused, and the message says that it is %s', async (host, port, reason) => {
  expect(await check(host, port)).toEqual({
    kind: 'refused',
    message: expect.stringContaining(`is not allowed: it is ${reason}.`),
  })
})

test('N3: of a refused name no address is told, and a name without an address is unknown', async () => {
  expect(JSON.stringify(await check('both.example'))).not.toMatch(/192\.168|93\.184/)
  expect(await check('nowhere.example')).toEqual({
    kind: 'unknown_host',
    message: 'getaddrinfo ENOTFOUND nowhere.example',
  })
})
