import { describe, expect, test } from 'vitest'
import { isOriginPattern } from '../../../server/api/http/cors.ts'
import { ReturnAddress, MOST_ADDRESSES as SERVER_MOST } from '../../../server/api/shapes/return-address.ts'
import {
  addressesOf,
  MOST_ADDRESSES,
  mistakesOf,
  usualAddresses,
} from '../../../server/dashboard/pages/applications/addresses.ts'
import { originOf } from '../../../server/dashboard/pages/quick-start/snippet.ts'

const TYPED = [
  'https://app.example.com/callback',
  'http://localhost:3000',
  'com.example.app://callback',
  'https://*.example.com/callback',
  'app.example.com/callback',
  '/callback',
  'https://',
  'javascript:alert(1)',
  'data:text/html,x',
  'https://app.example.com/#part',
  'https://mia:secret@app.example.com',
  `https://app.example.com/${'a'.repeat(2_000)}`,
  'https://app.example.com/',
  'https://App.Example.com',
  'https://app.example.com:443',
  'https://*.example.com',
  'https://*.com',
  'https://a.*.example.com',
  'ftp://app.example.com',
]

const isRefused = (field: 'callbacks' | 'web_origins', address: string): boolean =>
  mistakesOf(field, address).some(({ is_warning }) => !is_warning)

describe('the dashboard refuses the addresses that the server refuses, and no others', () => {
  test.each(TYPED)('%s', (address) => {
    expect(isRefused('callbacks', address)).toBe(!ReturnAddress.safeParse(address).success)
    expect(isRefused('web_origins', address)).toBe(address.length > 2_000 || !isOriginPattern(address))
  })

  test('and lists that are too long', () => {
    expect(MOST_ADDRESSES).toBe(SERVER_MOST)
    const many = Array.from({ length: MOST_ADDRESSES + 1 }, (_, at) => `https://${at}.example.com`)
    expect(mistakesOf('callbacks', many.join('\n'))).toMatchObject([{ line: 101 }])
  })
})

test('each mistake is told at its line, with what to do', () => {
  const typed = 'https://a.example.com\n\nhttps://b.example.com/#x\nhttps://*.example.com/back, nothing'
  expect(mistakesOf('callbacks', typed)).toEqual([
    { line: 3, text: 'Remove the # and what follows it.', is_warning: false },
    { line: 4, text: expect.stringContaining('matches nothing'), is_warning: true },
    { line: 4, text: expect.stringContaining('not a complete address'), is_warning: false },
  ])
  expect(mistakesOf('web_origins', 'https://app.example.com/path')).toEqual([
    { line: 1, text: 'This is not an origin. Use https://app.example.com.', is_warning: false },
  ])
})

test('lines and commas separate addresses, and each counts once', () => {
  expect(addressesOf(' https://a.example \n\nhttps://b.example,https://a.example')).toEqual([
    'https://a.example',
    'https://b.example',
  ])
})

test('the address of a new application gives the addresses that its type needs', () => {
  const origin = originOf(' http://localhost:3000/start?x=1 ') ?? ''
  expect(origin).toBe('http://localhost:3000')
  expect(originOf('localhost:3000')).toBeUndefined()
  for (const kind of ['spa', 'regular_web', 'native', 'non_interactive']) {
    for (const [field, list] of Object.entries(usualAddresses(kind, origin))) {
      for (const address of list)
        expect(mistakesOf(field as 'callbacks', address), `${kind} ${field}`).toEqual([])
    }
  }
})
