import type { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { OLD_TLS } from '../../../runtime/index.ts'
import { cellsOf } from '../../support/generations.ts'
import { useSandbox } from '../../support/sandbox.ts'
import { describeOpenssl } from '../../support/servers.ts'
import type { Peer } from '../../support/tcp-peer.ts'
import { openPeer } from '../../support/tcp-peer.ts'
import type { SqlServerDouble } from '../../support/tds-double/index.ts'
import { startSqlServerDouble } from '../../support/tds-double/index.ts'
import type { Certificates } from '../../support/tls.ts'
import { certificates, onlyOldTls } from '../../support/tls.ts'

const { run_dir } = inject('serverPlans')

const CELLS = cellsOf('tls')

const CLIENTS: { readonly [request: string]: string } = {
  tls: `function login(email, password, callback) {
    const { ca, port } = configuration
    const socket = require('tls').connect({ host: '127.0.0.1', port: Number(port), ca }, () => {
      callback(null, { id: 1, protocol: socket.getProtocol() })
      socket.end()
    })
    socket.on('error', callback)
  }`,
  https: `function login(email, password, callback) {
    const { ca, port } = configuration
    require('https').get({ host: '127.0.0.1', port, ca, path: '/' }, (response) => {
      callback(null, { id: 1, protocol: response.socket.getProtocol() })
      response.resume()
    }).on('error', callback)
  }`,
}

function answer(socket: Socket): void {
  socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'))
}

describeOpenssl('servers of the time before TLS 1.2', () => {
  const sandbox = useSandbox({ allow: ['127.0.0.1'] })
  let pem: Certificates
  beforeAll(() => {
    pem = certificates(run_dir)
  })

  describe.each(OLD_TLS)('a server that knows %s only', (version) => {
    const TEDIOUS = CELLS.flatMap(([request, server]) =>
      server === version && !Object.hasOwn(CLIENTS, request) ? [request] : [],
    )
    let peer: Peer
    let sql: SqlServerDouble
    beforeAll(async () => {
      const tls = { cert: pem.cert, key: pem.key, ...onlyOldTls(version) }
      peer = await openPeer(answer, tls)
      sql = await startSqlServerDouble({ user: 'legacy', password: 'p', tls, encryption_required: true })
    })
    afterAll(async () => {
      await peer?.close()
      await sql?.close()
    })

    function run(source: string, tls_min_version?: (typeof OLD_TLS)[number], port = peer.port) {
      const values = { ca: pem.ca, port: String(port) }
      return sandbox.run(source, {
        configuration: { values, revision: '1' },
        ...(tls_min_version && { tls_min_version }),
      })
    }

    test.each(Object.entries(CLIENTS))(
      'is refused by %s, and the error names the option',
      async (_name, source) => {
        const { outcome } = await run(source)
        expect(outcome).toMatchObject({
          kind: 'failure',
          message: expect.stringMatching(
            /set options\.ferry_tls_min_version of the connection to TLSv1, or update the server\.$/,
          ),
        })
      },
    )

    test.each(Object.entries(CLIENTS))(
      'is taken by %s when the connection allows it, with a warning in the log',
      async (_name, source) => {
        const { outcome, logs } = await run(source, version)
        expect(outcome).toEqual({ kind: 'value', value: { id: 1, protocol: version } })
        expect(logs).toMatchObject([
          {
            level: 'warn',
            text: `The connection to 127.0.0.1:${peer.port} uses ${version}, which can be read and changed on its way: update the server.`,
          },
        ])
      },
    )

    test.each(TEDIOUS)('is taken by %s, whose TLS is inside TDS', async (request) => {
      const { outcome, logs } = await run(
        `function login(email, password, callback) {
          const { Connection, Request } = require('${request}')
          const options = { port: ${sql.port}, encrypt: true, trustServerCertificate: true, database: 'legacy' }
          const authentication = { type: 'default', options: { userName: 'legacy', password: 'p' } }
          const connection = new Connection({ server: '127.0.0.1', userName: 'legacy', password: 'p', authentication, options })
          connection.on('connect', (error) => {
            if (error) return callback(error)
            let id
            const request = new Request('SELECT 1 AS n', (error) => { connection.close(); callback(error, { id }) })
            request.on('row', (columns) => { id = columns[0].value })
            connection.execSql(request)
          })
          ${request === 'tedious@1' ? '' : 'connection.connect()'}
        }`,
        version,
      )
      expect(outcome).toEqual({ kind: 'value', value: { id: 1 } })
      expect(logs.map(({ text }) => text).join('\n')).toMatch(`uses ${version}`)
    })
  })

  test.each(CELLS.filter(([, , mark]) => mark === 'works'))(
    '%s keeps %s where the old versions are allowed: %s',
    async (request, server) => {
      const peer = await openPeer(answer, { cert: pem.cert, key: pem.key })
      const { outcome, logs } = await sandbox.run(CLIENTS[request] ?? '', {
        configuration: { values: { ca: pem.ca, port: String(peer.port) }, revision: '1' },
        tls_min_version: 'TLSv1',
      })
      expect(outcome).toEqual({ kind: 'value', value: { id: 1, protocol: server } })
      expect(logs).toEqual([])
      await peer.close()
    },
  )
})
