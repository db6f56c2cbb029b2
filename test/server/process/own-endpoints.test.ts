import { mkdtempSync, rmSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Runtime } from '../../../runtime/index.ts'
import { createRuntime } from '../../../runtime/index.ts'
import { createLog } from '../../../server/common/log.ts'
import { smtpEndpoint } from '../../../server/mail/transport.ts'
import { connectionLimits } from '../../../server/process/connection-limits.ts'
import type { Listener } from '../../../server/process/listen.ts'
import { listen } from '../../../server/process/listen.ts'
import { createOwnEndpoints, databaseEndpoint } from '../../../server/process/own-endpoints.ts'
import type { SampleService } from '../../../server/sample/service.ts'
import { openSampleService } from '../../../server/sample/service.ts'
import { createSampleTables } from '../../../server/sample/table.ts'

describe('with HOST=0.0.0.0 and 127.0.0.0/8 allowed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ferry-own-'))
  let listener: Listener
  let runtime: Runtime
  let sample: SampleService
  const asked: string[] = []

  beforeAll(async () => {
    const log = createLog(() => {})
    listener = await listen(
      { host: '0.0.0.0', port: 0, trusted_proxies: [] },
      connectionLimits(1_024, 100),
      log,
    )
    listener.serve((request, response) => {
      asked.push(`${request.headers.host}`)
      response.end('the server')
    })
    sample = await openSampleService(
      createSampleTables(folder),
      createLog(() => {}),
    )
    await sample.install('one', 'a password')
    runtime = createRuntime({
      allow: ['127.0.0.0/8', '::/0', '0.0.0.0/0'],
      own_endpoints: createOwnEndpoints(
        [listener.server],
        sample,
        { url: 'smtp://127.0.0.1:2525' },
        { url: 'postgres://ferry:secret@127.0.0.1:5433/ferry' },
      ),
      inner_service: sample.portOf,
    })
    await runtime.ready()
  })
  afterAll(async () => {
    await runtime.close()
    await sample.close()
    listener.server.close()
    rmSync(folder, { recursive: true })
  })

  const statusOf = async (url: string): Promise<unknown> => {
    const source = `async function login(email, password, callback) {
      callback(null, { id: 1, status: (await fetch('${url}', { headers: { 'X-Forwarded-For': '203.0.113.9' } })).status })
    }`
    const { outcome } = await runtime.run({
      tenant_id: 'tenant',
      connection_id: 'connection',
      script: { action: 'login', source, revision: source },
      configuration: { values: {}, revision: '1' },
      args: ['ann@example.com', 'x'],
    })
    return outcome.kind === 'failure' ? outcome.code : outcome.kind
  }
  const portOf = (endpoint: { port: number } | undefined) => endpoint?.port ?? 0

  test('a script reaches the server, the sample store, the mail server and PostgreSQL by no address of this machine', async () => {
    const address = listener.server.address()
    const ports = [
      typeof address === 'object' && address ? address.port : 0,
      portOf(sample.endpoints()[0]),
      2525,
      5433,
    ]
    const interfaces = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ scopeid }) => !scopeid)
    const hosts = [
      '127.0.0.1',
      '127.0.0.2',
      '[::ffff:127.0.0.3]',
      '[::ffff:7f00:3]',
      '127.1',
      '0x7f000002',
      '0.0.0.0',
      '[::1]',
      '[::]',
      'localhost',
      ...interfaces.map(({ address: own, family }) => (family === 'IPv6' ? `[${own}]` : own)),
    ]
    for (const port of ports) {
      for (const host of hosts)
        expect([host, await statusOf(`http://${host}:${port}/`)]).toEqual([host, 'network_blocked'])
    }
    expect(asked).toEqual([])
    expect(await statusOf('http://sample-legacy-store.test/one/users-by-email/x')).toBe('value')
  })
})

test.each([
  ['postgres://ferry:secret@db.example.com/ferry?sslmode=verify-full', 'db.example.com', 5432],
  ['postgres://ferry@[::1]:5433/ferry', '[::1]', 5433],
])('the PostgreSQL of %s is at %s, port %i', (url, address, port) => {
  expect(databaseEndpoint(url)).toEqual({ address, port })
})

test.each([
  ['smtp://mail.example.com', 'mail.example.com', 587],
  ['smtps://user:secret@mail.example.com', 'mail.example.com', 465],
  ['smtp://mail.example.com:2525/?pool=true', 'mail.example.com', 2525],
  ['smtp://[::1]:25', '[::1]', 25],
])('the mail server of %s is at %s, port %i', (url, address, port) => {
  expect(smtpEndpoint(url)).toEqual({ address, port })
})
