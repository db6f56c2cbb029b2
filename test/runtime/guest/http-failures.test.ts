import { describe, expect, test } from 'vitest'
import { createHttpScripts } from '../../support/http-script.ts'
import { useSandbox } from '../../support/sandbox.ts'
import { startRawServer, useWebService } from '../../support/web-service.ts'

const MiB = 1024 * 1024
const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })
const service = useWebService()
const { run, value } = createHttpScripts(sandbox, service)

type More = Parameters<typeof run>[1]

describe('when things go wrong', () => {
  const failure = async (body: string, more?: More, port?: number) => (await run(body, more, port)).outcome

  test('a throw in the response’s callback ends the run as that error', async () => {
    expect(await failure("http.get(base + '/echo', function () { throw new Error('mine') })")).toMatchObject({
      code: 'script_error',
      message: 'mine',
      line: expect.any(Number),
    })
    expect(
      await failure(
        "http.get(base + '/echo', function (res) { res.on('data', function () { nothing.there() }) })",
      ),
    ).toMatchObject({ code: 'script_error', name: 'ReferenceError' })
  })

  test('a refused port is ECONNREFUSED, with Node’s fields', async () => {
    const told = await value(
      `http.get(base).on('error', function (error) { callback(null, { id: 1, code: error.code, message: error.message, syscall: error.syscall, port: error.port }) })`,
      undefined,
      1,
    )
    expect(told).toEqual({
      id: 1,
      code: 'ECONNREFUSED',
      message: 'connect ECONNREFUSED 127.0.0.1:1',
      syscall: 'connect',
      port: 1,
    })
  })

  test('N3: a private address is refused, whatever the script does with the error', async () => {
    const { outcome, trace } = await run("http.get('http://10.1.2.3/', function () {}).on('error', callback)")
    expect(outcome).toMatchObject({ code: 'network_blocked' })
    expect(trace).toContainEqual(
      expect.objectContaining({ kind: 'http', host: '10.1.2.3', outcome: 'network_blocked' }),
    )
  })

  test('without an error listener the error is thrown, and ends the run', async () => {
    expect(await failure("http.get('http://127.0.0.1:1/')")).toMatchObject({ error_code: 'ECONNREFUSED' })
  })

  test('a server that hangs up is ECONNRESET, socket hang up', async () => {
    expect(await failure("http.get(base + '/hang-up').on('error', callback)")).toMatchObject({
      code: 'legacy_unavailable',
      error_code: 'ECONNRESET',
      message: 'socket hang up',
    })
  })

  test('a server that closes half-way aborts the response', async () => {
    const told = await value(`
      http.get(base + '/half', function (res) {
        var seen = []
        res.on('data', function (part) { seen.push('' + part) })
        res.on('aborted', function () { seen.push('aborted') })
        res.on('end', function () { seen.push('end') })
        res.on('error', function (error) { seen.push(error.code) })
        res.on('close', function () { callback(null, { id: 1, seen: seen, complete: res.complete }) })
      })`)
    expect(told).toEqual({ id: 1, seen: ['half', 'aborted', 'ECONNRESET'], complete: false })
  })

  test('setTimeout reports an idle connection, and the script decides', async () => {
    const told = await value(`
      var req = http.get(base + '/silence', { timeout: 30 })
      req.on('timeout', function () { req.destroy() })
      req.on('error', function (error) { callback(null, { id: 1, code: error.code, message: error.message }) })`)
    expect(told).toEqual({ id: 1, code: 'ECONNRESET', message: 'socket hang up' })
    expect(
      await value(
        `http.get(base + '/stall', function (res) { res.setTimeout(30, function () { callback(null, { id: 1 }) }) })`,
      ),
    ).toEqual({ id: 1 })
  })

  test('a slow server that the script waits for until the end counts as the legacy system’s fault', async () => {
    const { outcome } = await run("http.get(base + '/silence', callback)", { limits: { wall_ms: 300 } })
    expect(outcome).toMatchObject({ kind: 'failure', code: 'legacy_unavailable' })
  })

  test('abort, destroy and a signal end a request', async () => {
    const told = await value(`
      var seen = [], controller = new AbortController()
      var one = http.get(base + '/silence'), two = http.get(base + '/silence'), three = http.get(base + '/silence', { signal: controller.signal })
      one.on('abort', function () { seen.push('abort') }).on('error', function (error) { seen.push(error.message); two.destroy(new Error('mine')) })
      two.on('error', function (error) { seen.push(error.message); controller.abort() })
      three.on('error', function (error) { seen.push(error.name + ' ' + error.code) }).on('close', function () { callback(null, { id: 1, seen: seen, aborted: one.aborted }) })
      one.on('socket', function () { one.abort() })`)
    expect(told).toEqual({
      id: 1,
      seen: ['abort', 'socket hang up', 'mine', 'AbortError ABORT_ERR'],
      aborted: true,
    })
  })

  test('N6: a head of more than 16 KiB is HPE_HEADER_OVERFLOW', async () => {
    expect(await failure("http.get(base + '/long-head').on('error', callback)")).toMatchObject({
      error_code: 'HPE_HEADER_OVERFLOW',
    })
  })

  test('N6: an endless body ends at the limit', async () => {
    const { outcome } = await run(
      "http.get(base + '/bytes?count=100000000', function (res) { res.on('data', function () {}); res.on('end', callback) })",
      { limits: { received_bytes: 4 * MiB } },
    )
    expect(outcome).toMatchObject({ kind: 'failure', code: 'script_limit' })
  })

  test('an answer that is not HTTP is a parse error, without a source position (S7)', async () => {
    const server = await startRawServer((socket) => socket.end('SSH-2.0-OpenSSH_9\r\n'))
    const { outcome } = await run("http.get(base).on('error', callback)", undefined, server.port)
    await server.close()
    expect(outcome).toMatchObject({
      error_code: expect.stringMatching(/^HPE_/),
      message: expect.stringMatching(/^Parse Error/),
    })
    expect(JSON.stringify(outcome)).not.toMatch(/node:|\/deps\/|\.c:/)
  })

  test('a head too large for the host is refused before anything is sent', async () => {
    const before = service().connections()
    const { outcome } = await run(
      "http.get(base + '/' + 'x'.repeat(70000), callback).on('error', function (error) { callback(error) })",
    )
    expect(outcome).toMatchObject({ error_code: 'ERR_INVALID_ARG_VALUE' })
    expect(service().connections()).toBe(before)
  })

  test('more than 100 requests at once end the run', async () => {
    expect(
      await failure("for (var i = 0; i < 101; i++) http.get(base + '/silence').on('error', function () {})"),
    ).toMatchObject({ code: 'script_limit' })
  })
})
