import { afterAll, beforeAll, expect, test } from 'vitest'
import { cellsOf } from '../../support/generations.ts'
import { useSandbox } from '../../support/sandbox.ts'
import type { Peer } from '../../support/tcp-peer.ts'
import { openPeer } from '../../support/tcp-peer.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })
const PROTOCOL_ERROR = 2
const TOLD = 'requested protocol version not supported'

/** BER: tag, length below 128, content. */
const ber = (tag: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([tag, content.length]), content])

/** A directory of the years before 1997: it answers each bind of version 3 by protocolError. @see RFC 1777, 4.1; RFC 4511, 4.2.2 */
function answerBind(request: Buffer): Buffer | undefined {
  const isBind = request[0] === 0x30 && request[2] === 0x02 && request[5] === 0x60
  if (!isBind) return undefined
  const result = [
    ber(0x0a, Buffer.from([PROTOCOL_ERROR])),
    ber(0x04, Buffer.alloc(0)),
    ber(0x04, Buffer.from(TOLD)),
  ]
  return ber(0x30, Buffer.concat([ber(0x02, request.subarray(4, 5)), ber(0x61, Buffer.concat(result))]))
}

let directory: Peer
beforeAll(async () => {
  directory = await openPeer((socket) => {
    socket.on('data', (bytes: Buffer) => {
      const reply = answerBind(bytes)
      if (reply) socket.write(reply)
    })
  })
})
afterAll(() => directory.close())

const SCRIPTS: { readonly [request: string]: string } = {
  ldapts: `async function (email, password, callback) {
      const client = new (require('ldapts').Client)({ url: configuration.url })
      try {
        await client.bind('cn=admin', 'x')
        callback(null, { id: 1 })
      } catch (error) { callback(error) } finally { await client.unbind() }
    }`,
  ldapjs: `function (email, password, callback) {
      const client = require('ldapjs').createClient({ url: configuration.url })
      client.on('error', callback)
      client.bind('cn=admin', 'x', function (error) {
        client.destroy()
        callback(error, { id: 1 })
      })
    }`,
}

test.each(cellsOf('ldap'))(
  '%s passes on that a directory of %s does not take version 3: %s',
  async (request) => {
    const values = { url: `ldap://127.0.0.1:${directory.port}` }
    const { outcome } = await sandbox.run(SCRIPTS[request] ?? '', {
      configuration: { values, revision: '1' },
    })
    expect(outcome).toMatchObject({ code: 'script_error', message: expect.stringContaining(TOLD) })
  },
)
