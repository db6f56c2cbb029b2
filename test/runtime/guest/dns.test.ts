import { expect, test } from 'vitest'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox({
  allow: ['127.0.0.1', '::1'],
  resolve: async (hostname) => {
    if (hostname === 'twice.example') {
      return [
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 },
      ]
    }
    throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
      code: 'ENOTFOUND',
      errno: -3008,
      syscall: 'getaddrinfo',
      hostname,
    })
  },
})

test('a throw in a lookup’s callback ends the run as that error', async () => {
  const { outcome } = await sandbox.run(
    `function login(email, password, callback) { require('dns').lookup('twice.example', () => { throw new RangeError('thrown in lookup') }) }`,
  )
  expect(outcome).toMatchObject({
    kind: 'failure',
    code: 'script_error',
    name: 'RangeError',
    message: 'thrown in lookup',
  })
})

test('names are looked up in every form that Node has', async () => {
  const { outcome } = await sandbox.run(`async function login(email, password, callback) {
    const dns = require('dns'), util = require('util')
    const call = (...args) => new Promise((resolve) => dns.lookup(...args, (error, ...found) => resolve(error ? error.code : found)))
    callback(null, { answers: [
      await call('twice.example'), await call('twice.example', { all: true }), await call('twice.example', 6), await call('10.1.2.3'),
      await dns.promises.lookup('twice.example'), await require('dns/promises').lookup('twice.example', { all: true, family: 4 }),
      await call('missing.example'), await dns.promises.lookup('missing.example').catch((error) => [error.code, error.syscall, error.hostname, error.message]),
    ] })
  }`)
  const first = { address: '127.0.0.1', family: 4 }
  const second = { address: '::1', family: 6 }
  expect(outcome).toEqual({
    kind: 'value',
    value: {
      answers: [
        ['127.0.0.1', 4],
        [[first, second]],
        ['::1', 6],
        ['10.1.2.3', 4],
        first,
        [first],
        'ENOTFOUND',
        ['ENOTFOUND', 'getaddrinfo', 'missing.example', 'getaddrinfo ENOTFOUND missing.example'],
      ],
    },
  })
})
