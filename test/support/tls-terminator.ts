/** What stands in front of Ferry at an operator's: ends TLS and passes requests on. Vendor clients speak https only. @module */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'

/** A request that went through. */
interface Passed {
  method: string
  /** With its query. */
  path: string
  status: number
}

/** The running terminator. */
export interface TlsTerminator {
  /** `localhost:port`, as clients take their `domain`. */
  domain: string
  /** File for `NODE_EXTRA_CA_CERTS` of other processes; this one trusts the certificate already. */
  certificate_file: string
  /** In the order in which they were answered. */
  passed: Passed[]
  close(): Promise<void>
}

/** @param target `http://host:port` of Ferry; may be set after the start, when Ferry needs the address first */
export async function startTlsTerminator(target: () => string): Promise<TlsTerminator> {
  const folder = mkdtempSync(join(tmpdir(), 'ferry-tls-'))
  const key_file = join(folder, 'key.pem')
  const certificate_file = join(folder, 'certificate.pem')
  execFileSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,DNS:*.localhost'],
    ...['-keyout', key_file, '-out', certificate_file],
  ])
  const cert = readFileSync(certificate_file, 'utf8')
  setDefaultCACertificates([...getCACertificates('default'), cert])
  const passed: Passed[] = []
  const server = createServer({ key: readFileSync(key_file), cert }, (incoming, outgoing) => {
    const { method = 'GET', url = '/', headers } = incoming
    const onward = request(target() + url, { method, headers, agent: false }, (answer) => {
      passed.push({ method, path: url, status: answer.statusCode ?? 0 })
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.once('error', () => outgoing.destroy())
    incoming.pipe(onward)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the terminator has no port')
  return {
    domain: `localhost:${address.port}`,
    certificate_file,
    passed,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
