import { readFileSync } from 'node:fs'
import type { AddressInfo, Server } from 'node:net'
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRuntime } from '../../runtime/index.ts'
import { useSandbox } from '../support/sandbox.ts'

/** What was met while the sandbox was tried out, each of which would come back unnoticed. */
const { run, runtime } = useSandbox({ allow: ['127.0.0.1'] })

let echo: Server
let port: string

beforeAll(async () => {
  echo = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.pipe(socket)
  })
  await new Promise<void>((done) => echo.listen(0, '127.0.0.1', done))
  port = String((echo.address() as AddressInfo).port)
})
afterAll(() => echo.close())

const at = () => ({ configuration: { values: { port }, revision: port } })

test('work started by a host callback does not wait for the next timer', async () => {
  // Each round is begun inside the callback of the one before. A round that waited would take a timer's 50 ms and more.
  const ended = await run(
    `function login(email, password, callback) {
      var net = require('net'), rounds = 40
      var socket = net.connect(Number(configuration.port), '127.0.0.1', function () { socket.write('x') })
      socket.on('data', function () {
        if (--rounds > 0) return socket.write('x')
        socket.end()
        callback(null, { id: 1 })
      })
      socket.on('error', callback)
    }`,
    at(),
  )
  expect(ended.outcome).toEqual({ kind: 'value', value: { id: 1 } })
  expect(ended.duration_ms).toBeLessThan(1_500)
})

test('bytes from the host arrive without the rest of their buffer', async () => {
  const ended = await run(
    `function login(email, password, callback) {
      var socket = require('net').connect(Number(configuration.port), '127.0.0.1', function () { socket.write('ten bytes.') })
      socket.on('data', function (data) {
        socket.destroy()
        var random = require('crypto').createHmac('sha256', 'key').update('x').digest()
        callback(null, { id: 1, data: data.buffer.byteLength, hash: random.buffer.byteLength })
      })
      socket.on('error', callback)
    }`,
    at(),
  )
  expect(ended.outcome).toEqual({ kind: 'value', value: { id: 1, data: 10, hash: 32 } })
})

test('S6b: a flood of log lines piles up neither in the runner nor in the server', async () => {
  const rss_mb = (pid: number) =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  // A runner of this tenant is there from now on.
  await run('function login(email, password, callback) { callback() }', { tenant_id: 'flooding' })
  const pid =
    runtime()
      .stats()
      .runners.find((runner) => runner.tenant_id === 'flooding')?.pid ?? 0
  const before = { server: process.memoryUsage.rss(), runner: rss_mb(pid) }
  let most = before.runner
  const watch = setInterval(() => {
    most = Math.max(most, rss_mb(pid))
  }, 20)
  const ended = await run("function login() { var line = 'x'.repeat(100000); for (;;) console.log(line) }", {
    tenant_id: 'flooding',
  })
  clearInterval(watch)
  expect(ended.outcome).toMatchObject({
    kind: 'failure',
    code: expect.stringMatching(/script_(timeout|limit)/),
  })
  expect(ended.logs_truncated).toBe(true)
  expect(most - before.runner).toBeLessThan(64)
  expect((process.memoryUsage.rss() - before.server) / 1024 / 1024).toBeLessThan(64)
})

test('a runner is ended by SIGKILL and in no other way, also after an isolate died at its memory limit', async () => {
  const exits: unknown[] = []
  const own = createRuntime({
    on_event(event) {
      if (event.kind === 'runner_exited') exits.push([event.code, event.signal])
    },
  })
  await own.ready()
  const { outcome } = await own.run({
    tenant_id: 'greedy',
    connection_id: 'con_greedy',
    script: {
      action: 'login',
      source: 'function login() { for (var a = []; ; ) a.push(new Array(1000).fill(a.length)) }',
      revision: '1',
    },
    configuration: { values: {}, revision: '1' },
    args: ['a', 'b'],
  })
  await own.close()
  expect(outcome).toMatchObject({ kind: 'failure', code: expect.stringMatching(/script_(memory|timeout)/) })
  expect(exits.length).toBeGreaterThan(0)
  expect(exits).toEqual(exits.map(() => [null, 'SIGKILL']))
})
