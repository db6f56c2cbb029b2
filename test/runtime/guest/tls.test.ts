import { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { SOCKET_WINDOW_BYTES } from '../../../runtime/frames.ts'
import { useSandbox } from '../../support/sandbox.ts'
import { describeOpenssl } from '../../support/servers.ts'
import type { Peer } from '../../support/tcp-peer.ts'
import { openPeer } from '../../support/tcp-peer.ts'
import type { Certificates } from '../../support/tls.ts'
import { certificates } from '../../support/tls.ts'

const { run_dir } = inject('serverPlans')

describeOpenssl('TLS', () => {
  const sandbox = useSandbox({ allow: ['127.0.0.1'] })
  let pem: Certificates
  let direct: Peer
  let upgrading: Peer

  beforeAll(async () => {
    pem = certificates(run_dir)
    const { cert, key } = pem
    direct = await openPeer((socket) => void socket.pipe(socket), {
      cert,
      key,
      ALPNProtocols: ['ferry', 'other'],
    })
    // As databases do: a word in the clear, then TLS on the same connection.
    upgrading = await openPeer((socket) => {
      socket.write('hello')
      socket.once('data', () => {
        socket.write('go')
        const secured = new TLSSocket(socket, { isServer: true, cert, key })
        secured.on('error', () => undefined)
        secured.pipe(secured)
      })
    })
  })
  afterAll(async () => {
    await direct?.close()
    await upgrading?.close()
  })

  /** Runs the body of a login script with `net`, `tls`, `port`, `pem` and `callback` at hand. */
  function run(peer: Peer, body: string) {
    return sandbox.run(
      `function login(email, password, callback) {
         const net = require('net'), tls = require('tls'), port = ${peer.port}, pem = ${JSON.stringify(pem)}
         ${body}
       }`,
    )
  }

  test.each([
    ['less than the window', SOCKET_WINDOW_BYTES / 2],
    ['a little more than the window', SOCKET_WINDOW_BYTES + 1_000],
    // TLS comes in records of 16 KiB: the session is paused with the last piece in its own buffer.
    ['a record and a piece more than the window', SOCKET_WINDOW_BYTES + 16 * 1024 + 1_000],
    ['several windows', SOCKET_WINDOW_BYTES * 4 + 1_000],
  ])('data sent before a peer closed reaches a script that reads late: %s', async (_, total) => {
    const { cert, key } = pem
    const hasty = await openPeer((socket) => void socket.end(Buffer.alloc(total, 7)), { cert, key })
    const { outcome } = await run(
      hasty,
      `let received = 0
       const told = []
       const socket = tls.connect({ port, host: '127.0.0.1', ca: pem.ca })
       socket.pause()
       setTimeout(() => socket.resume(), 200)
       socket.on('data', (data) => { received += data.length }).on('end', () => told.push('end'))
       socket.on('error', callback)
       socket.on('close', () => callback(null, { received, told }))`,
    )
    await hasty.close()
    expect(outcome).toEqual({ kind: 'value', value: { received: total, told: ['end'] } })
  })

  test.each([280_000, 400_000, 540_000])(
    'an https answer of %i bytes that ends with its connection is whole for a script that reads late',
    async (total) => {
      const head = 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n'
      const answer = Buffer.concat([Buffer.from(head), Buffer.alloc(total, 7)])
      const hasty = await openPeer((socket) => void socket.once('data', () => socket.end(answer)), pem)
      const { outcome } = await run(
        hasty,
        `require('https').get({ port, host: '127.0.0.1', ca: pem.ca }, (response) => {
         let received = 0
         response.pause()
         setTimeout(() => response.resume(), 200)
         response.on('data', (data) => { received += data.length }).on('end', () => callback(null, received))
         response.on('error', callback)
       }).on('error', callback)`,
      )
      await hasty.close()
      expect(outcome).toEqual({ kind: 'value', value: total })
    },
  )

  test('a throw when the connection is secured ends the run as that error', async () => {
    const { outcome } = await run(
      direct,
      `tls.connect({ port, host: '127.0.0.1', ca: pem.ca }, () => { throw new TypeError('thrown when secured') })`,
    )
    expect(outcome).toMatchObject({ kind: 'failure', code: 'script_error', message: 'thrown when secured' })
  })

  test('a direct connection is verified, described and carries bytes both ways', async () => {
    const { outcome, trace } = await run(
      direct,
      `const events = []
       const socket = tls.connect({ port, host: '127.0.0.1', ca: pem.ca, ALPNProtocols: ['ferry'], minVersion: 'TLSv1.3' })
       for (const name of ['connect', 'secureConnect', 'end', 'close']) socket.on(name, () => events.push(name))
       socket.write('sent before it is secured')
       socket.once('data', (data) => {
         const cert = socket.getPeerCertificate(), chain = socket.getPeerCertificate(true)
         const told = { text: String(data), authorized: socket.authorized, error: socket.authorizationError, protocol: socket.getProtocol(), cipher: typeof socket.getCipher().name, alpn: socket.alpnProtocol,
           encrypted: socket.encrypted, subject: cert.subject.CN, alt: cert.subjectaltname, raw: Buffer.isBuffer(cert.raw), print: cert.fingerprint256.length, issuer: chain.issuerCertificate.subject.CN,
           root: chain.issuerCertificate.issuerCertificate === chain.issuerCertificate, remote: socket.remoteAddress }
         socket.end()
         socket.on('close', () => callback(null, { ...told, events }))
       })`,
    )
    expect(outcome).toEqual({
      kind: 'value',
      value: {
        text: 'sent before it is secured',
        authorized: true,
        error: null,
        protocol: 'TLSv1.3',
        cipher: 'string',
        alpn: 'ferry',
        encrypted: true,
        subject: 'localhost',
        alt: 'DNS:localhost, IP Address:127.0.0.1',
        raw: true,
        print: 95,
        issuer: 'Ferry test authority',
        root: true,
        remote: '127.0.0.1',
        events: ['connect', 'secureConnect', 'end', 'close'],
      },
    })
    expect(trace).toHaveLength(2)
    expect(trace).toContainEqual(expect.objectContaining({ kind: 'connect', outcome: 'ok' }))
    const secured = { kind: 'tls', host: '127.0.0.1', port: direct.port, outcome: 'ok' }
    expect(trace).toContainEqual(expect.objectContaining(secured))
  })

  test.each([
    ['an unknown authority', `{}`, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['another authority', `{ ca: pem.other_ca }`, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['another name', `{ ca: pem.ca, servername: 'elsewhere.example' }`, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    [
      'a version that is not spoken',
      `{ ca: pem.ca, minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' }`,
      'ERR_TLS_INVALID_PROTOCOL_VERSION|ERR_SSL_|ERR_TLS',
    ],
    ['a key that is none', `{ ca: pem.ca, key: 'nonsense', cert: pem.cert }`, 'ERR_OSSL|ERR_'],
  ])('D4: %s is refused with Node’s code, and nothing is sent', async (_name, options, code) => {
    const { outcome } = await run(
      direct,
      `const socket = tls.connect({ port, host: '127.0.0.1', ...${options} }, () => callback(new Error('secured')))
       socket.write('a secret')
       socket.on('error', (error) => callback(null, { code: error.code, authorized: socket.authorized, stack: error.stack + error.message }))`,
    )
    expect(outcome).toMatchObject({
      kind: 'value',
      value: {
        code: expect.stringMatching(code),
        authorized: false,
        stack: expect.not.stringMatching(/deps\/|node:/),
      },
    })
  })

  test('a script may accept any certificate, and is told what was wrong with it', async () => {
    const { outcome } = await run(
      direct,
      `const socket = tls.connect(port, '127.0.0.1', { rejectUnauthorized: false }, () => {
         callback(null, { authorized: socket.authorized, error: socket.authorizationError, verify: socket.ssl.verifyError().message })
       })`,
    )
    expect(outcome).toEqual({
      kind: 'value',
      value: {
        authorized: false,
        error: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        verify: 'unable to verify the first certificate',
      },
    })
  })

  test('a check of the name by the script stands in for Node’s', async () => {
    const { outcome } = await run(
      direct,
      `const asked = []
       const attempt = (answer, done) => tls.connect({ port, host: '127.0.0.1', servername: 'any.example', ca: pem.ca,
         checkServerIdentity: (name, cert) => { asked.push(name + ' ' + cert.subject.CN); return answer } }, () => done('secured')).on('error', (error) => done(error.message))
       attempt(undefined, (first) => attempt(new Error('not this one'), (second) => callback(null, { asked, first, second, own: tls.checkServerIdentity('x.example', { subject: { CN: 'y' }, subjectaltname: 'DNS:y' }).code })))`,
    )
    expect(outcome).toEqual({
      kind: 'value',
      value: {
        asked: ['any.example localhost', 'any.example localhost'],
        first: 'secured',
        second: 'not this one',
        own: 'ERR_TLS_CERT_ALTNAME_INVALID',
      },
    })
  })

  test('a socket in the clear can be upgraded, as mysql2 and pg do', async () => {
    const { outcome } = await run(
      upgrading,
      `const raw = net.connect(port, '127.0.0.1'), events = []
       raw.on('close', () => events.push('raw close'))
       raw.once('data', (hello) => {
         raw.once('data', (go) => {
           raw.removeAllListeners('data')
           const socket = tls.connect({ socket: raw, ca: pem.ca, secureContext: tls.createSecureContext({ ca: pem.ca }) }, () => socket.write('private'))
           socket.once('data', (data) => socket.end())
           socket.on('close', () => { events.push('tls close'); setImmediate(() => callback(null, { hello: String(hello), go: String(go), authorized: socket.authorized, read: socket.bytesRead, events: events.sort() })) })
         })
         raw.write('please')
       })`,
    )
    expect(outcome).toEqual({
      kind: 'value',
      value: { hello: 'hello', go: 'go', authorized: true, read: 7, events: ['raw close', 'tls close'] },
    })
  })

  test('a TLSSocket can be started by hand, as mysql does', async () => {
    const { outcome } = await run(
      upgrading,
      `const raw = net.connect(port, '127.0.0.1')
       const attempt = (ca, done) => {
         const raw = net.connect(port, '127.0.0.1')
         raw.once('data', () => { raw.write('please'); raw.once('data', () => {
           const socket = new tls.TLSSocket(raw, { rejectUnauthorized: true, requestCert: true, secureContext: tls.createSecureContext({ ca }), isServer: false })
           socket.on('_tlsError', (error) => done(error.code))
           socket.on('secure', function () { const error = this.ssl.verifyError(); this.destroy(); done(error ? error.code : 'fine') })
           socket._start()
         }) })
       }
       raw.destroy()
       attempt(pem.ca, (first) => attempt(pem.other_ca, (second) => callback(null, { first, second })))`,
    )
    expect(outcome).toEqual({
      kind: 'value',
      value: { first: 'fine', second: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    })
  })

  test('TLS runs over a stream inside the sandbox, as in TDS packets', async () => {
    const { outcome } = await run(
      direct,
      `const { Duplex } = require('stream')
       const raw = net.connect(port, '127.0.0.1')
       const wrapped = new Duplex({ read() {}, write(chunk, encoding, done) { raw.write(chunk, done) }, final(done) { raw.end(); done() } })
       raw.on('data', (data) => wrapped.push(data)).on('end', () => wrapped.push(null))
       const big = Buffer.alloc(1024 * 1024, 5), parts = []
       let length = 0
       const socket = tls.connect({ socket: wrapped, servername: 'localhost', ca: pem.ca }, () => { socket.setMaxSendFragment(1024); socket.write(big) })
       socket.on('data', (data) => { parts.push(data); length += data.length; if (length === big.length) { const same = Buffer.concat(parts).equals(big); socket.end(); callback(null, { same, authorized: socket.authorized }) } })
       socket.on('error', callback)`,
    )
    expect(outcome).toEqual({ kind: 'value', value: { same: true, authorized: true } })
  })

  test('a certificate of the script’s own is shown to a server that asks', async () => {
    const peer = await openPeer(
      (socket) => void socket.end(String('authorized' in socket && socket.authorized)),
      { cert: pem.cert, key: pem.key, ca: pem.ca, requestCert: true, rejectUnauthorized: true },
    )
    try {
      const { outcome } = await run(
        peer,
        `tls.connect({ port, host: '127.0.0.1', ca: [Buffer.from(pem.ca)], cert: pem.cert, key: { pem: pem.key } }).on('data', (data) => callback(null, { data: String(data) })).on('error', callback)`,
      )
      expect(outcome).toEqual({ kind: 'value', value: { data: 'true' } })
    } finally {
      await peer.close()
    }
  })

  test('a peer that breaks off the handshake is an error, not a wait', async () => {
    const peer = await openPeer((socket) => void socket.once('data', () => socket.destroy()))
    try {
      const { outcome } = await run(
        peer,
        `tls.connect({ port, host: '127.0.0.1' }).on('error', (error) => callback(null, { code: error.code, message: error.message }))`,
      )
      expect(outcome).toEqual({
        kind: 'value',
        value: {
          code: 'ECONNRESET',
          message: 'Client network socket disconnected before secure TLS connection was established',
        },
      })
    } finally {
      await peer.close()
    }
  })
})
