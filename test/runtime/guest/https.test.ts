import { expect, inject, test } from 'vitest'
import type { ScriptRun } from '../../../runtime/index.ts'
import { useSandbox } from '../../support/sandbox.ts'
import { describeOpenssl } from '../../support/servers.ts'
import type { Certificates } from '../../support/tls.ts'
import { certificates } from '../../support/tls.ts'
import { useWebService } from '../../support/web-service.ts'

const { run_dir } = inject('serverPlans')

describeOpenssl('https', () => {
  let made: Certificates | undefined
  const pem = (): Certificates => {
    made ??= certificates(run_dir)
    return made
  }
  const sandbox = useSandbox({ allow: ['127.0.0.1/32', 'localhost'] })
  const service = useWebService(() => ({ cert: pem().cert, key: pem().key }))
  const strict = useWebService(() => ({ cert: pem().cert, key: pem().key, ca: pem().ca, requestCert: true }))

  /** Runs a script with `https`, `base`, the certificates as `pem`, and `done(res)` at hand. */
  const run = (body: string, port = service().port): Promise<ScriptRun> =>
    sandbox.run(
      `function login(email, password, callback) {
        var https = require('https'), base = 'https://127.0.0.1:${port}', pem = ${JSON.stringify(pem())}
        function done(res) { res.resume(); callback(null, { id: res.statusCode, secure: res.socket.encrypted, authorized: res.socket.authorized }) }
        ${body}
      }`,
    )

  test('D4: a certificate of an unknown authority is refused', async () => {
    const { outcome, trace } = await run("https.get(base + '/echo', done).on('error', callback)")
    expect(outcome).toMatchObject({ kind: 'failure', error_code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
    expect(service().requests()).toEqual([])
    expect(trace).toContainEqual(
      expect.objectContaining({ kind: 'tls', host: '127.0.0.1', outcome: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }),
    )
  })

  test('one clock times all that a run does outside, also while its isolate is still built', async () => {
    const body = 'https.get(base + "/echo", { ca: pem.ca }, (res) => res.resume().on("end", () => done(res)))'
    const { trace, duration_ms } = await run(`${body}.on('error', callback)`)
    const of = (kind: string) => {
      const event = trace.find((one) => one.kind === kind)
      if (!event) throw new Error(`no ${kind}`)
      return { from: event.at_ms, to: event.at_ms + event.duration_ms }
    }
    // Two processes tell; what a pipe takes between them is no part of the run.
    const SLACK_MS = 10
    expect(of('http').from).toBeLessThanOrEqual(of('connect').from + SLACK_MS)
    expect(of('connect').to).toBeLessThanOrEqual(of('tls').from + SLACK_MS)
    expect(of('tls').to).toBeLessThanOrEqual(of('http').to)
    expect(of('http').to).toBeLessThanOrEqual(duration_ms)
  })

  test.each([
    ['ca', 'https.get(base + "/echo", { ca: pem.ca }, done)', true],
    ['ca as a Buffer in a list', 'https.get(base + "/echo", { ca: [Buffer.from(pem.ca)] }, done)', true],
    ['ca in the agent', 'https.get(base + "/echo", { agent: new https.Agent({ ca: pem.ca }) }, done)', true],
    [
      'ca in the global agent',
      'https.globalAgent.options.ca = pem.ca; https.get(base + "/echo", done)',
      true,
    ],
    ['rejectUnauthorized: false', 'https.get(base + "/echo", { rejectUnauthorized: false }, done)', false],
    [
      'NODE_TLS_REJECT_UNAUTHORIZED',
      'process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"; https.get(base + "/echo", done)',
      false,
    ],
  ])('with %s it is accepted', async (_, body, authorized) => {
    const { outcome, trace } = await run(`${body}.on('error', callback)`)
    expect(outcome).toEqual({ kind: 'value', value: { id: 200, secure: true, authorized } })
    expect(trace).toContainEqual(
      expect.objectContaining({ kind: 'tls', port: service().port, outcome: 'ok' }),
    )
  })

  test('one authority for another is refused, and so is another name', async () => {
    const authority = await run("https.get(base, { ca: pem.other_ca }, done).on('error', callback)")
    expect(authority.outcome).toMatchObject({ error_code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
    const name = await run(
      "https.get(base, { ca: pem.ca, servername: 'bank.example' }, done).on('error', callback)",
    )
    expect(name.outcome).toMatchObject({
      error_code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      message: expect.stringContaining('bank.example'),
    })
  })

  test('a connection accepted without verification is not reused for a request that verifies', async () => {
    const { outcome } = await run(
      `https.get(base + '/echo', { rejectUnauthorized: false }, function (res) {
         res.resume().on('end', function () { https.get(base + '/echo', done).on('error', callback) })
       })`,
    )
    expect(outcome).toMatchObject({ error_code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
  })

  test('the name localhost is checked, and the certificate can be looked at', async () => {
    const { outcome } = await run(
      `https.get(base.replace('127.0.0.1', 'localhost') + '/echo', { ca: pem.ca }, function (res) {
         var peer = res.socket.getPeerCertificate(true)
         res.resume()
         callback(null, { id: 1, cn: peer.subject.CN, names: peer.subjectaltname, raw: Buffer.isBuffer(peer.raw), issuer: peer.issuerCertificate && peer.issuerCertificate.subject.CN, protocol: res.socket.getProtocol() })
       }).on('error', callback)`,
    )
    expect(outcome).toMatchObject({
      kind: 'value',
      value: {
        cn: 'localhost',
        names: 'DNS:localhost, IP Address:127.0.0.1',
        raw: true,
        protocol: 'TLSv1.3',
      },
    })
  })

  test('a server that wants a certificate gets it', async () => {
    const without = await run(
      "https.get(base + '/echo', { ca: pem.ca }, done).on('error', callback)",
      strict().port,
    )
    expect(without.outcome).toMatchObject({
      kind: 'failure',
      error_code: expect.stringMatching(/^ERR_SSL|ECONNRESET/),
    })
    const { outcome } = await run(
      "https.get(base + '/echo', { ca: pem.ca, cert: pem.cert, key: pem.key }, done).on('error', callback)",
      strict().port,
    )
    expect(outcome).toMatchObject({ kind: 'value', value: { id: 200 } })
  })

  test('invalid certificates are refused as in Node', async () => {
    const { outcome } = await run(
      "https.get(base, { ca: pem.ca, cert: 'no PEM', key: 'none' }, done).on('error', callback)",
    )
    expect(outcome).toMatchObject({ kind: 'failure', error_code: expect.stringMatching(/^ERR_OSSL/) })
    expect(JSON.stringify(outcome)).not.toMatch(/\/deps\/|\.c:/)
  })

  test('a checkServerIdentity of the script’s decides, before anything is sent', async () => {
    const get = (check: string) =>
      run(
        `var seen
         https.get(base + '/echo', { ca: pem.ca, servername: 'bank.example', checkServerIdentity: function (name, cert) { seen = [name, cert.subject.CN]; ${check} } }, function (res) {
           res.resume()
           callback(null, { id: res.statusCode, seen: seen })
         }).on('error', callback)`,
      )
    expect((await get('')).outcome).toEqual({
      kind: 'value',
      value: { id: 200, seen: ['bank.example', 'localhost'] },
    })
    const before = service().requests().length
    expect((await get("return new Error('not my bank')")).outcome).toMatchObject({ message: 'not my bank' })
    expect((await get("throw new Error('no')")).outcome).toMatchObject({ message: 'no' })
    expect(service().requests()).toHaveLength(before)
  })

  test('5 MB come through TLS unharmed', async () => {
    const { outcome } = await run(
      `https.get(base + '/bytes?count=5000000', { ca: pem.ca }, function (res) {
         var hash = require('crypto').createHash('sha256'), length = 0
         res.on('data', function (part) { length += part.length; hash.update(part) })
         res.on('end', function () { callback(null, { id: length, hash: hash.digest('hex') }) })
       })`,
    )
    const { createHash } = await import('node:crypto')
    expect(outcome).toEqual({
      kind: 'value',
      value: { id: 5_000_000, hash: createHash('sha256').update('x'.repeat(5_000_000)).digest('hex') },
    })
  })

  test('request and axios verify certificates too', async () => {
    const plain = await run("request.get(base + '/echo', function (error) { callback(error) })")
    expect(plain.outcome).toMatchObject({ error_code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
    const strictSsl = await run(
      "request.get({ url: base + '/echo', ca: pem.ca, strictSSL: true }, function (error, res) { if (error) return callback(error); callback(null, { id: res.statusCode }) })",
    )
    expect(strictSsl.outcome).toEqual({ kind: 'value', value: { id: 200 } })
    const axios = await run(
      "require('axios').get(base + '/echo').catch(function (error) { callback(error) })",
    )
    expect(axios.outcome).toMatchObject({ error_code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
    const trusting = await run(
      "require('axios').get(base + '/echo', { httpsAgent: new https.Agent({ ca: pem.ca }) }).then(function (res) { callback(null, { id: res.status }) }, callback)",
    )
    expect(trusting.outcome).toEqual({ kind: 'value', value: { id: 200 } })
  })

  test('a redirect from https to http is not followed by fetch', async () => {
    const { outcome } = await run(
      `process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
       fetch(base + '/redirect?to=http%3A%2F%2F127.0.0.1%2F').catch(function (error) { callback(error.cause) })`,
    )
    expect(outcome).toMatchObject({
      kind: 'failure',
      message: 'a redirect from https to http is not followed',
    })
  })
})
