/**
 * The login plugin `caching_sha2_password` for `mysql` 2, which only supports `mysql_native_password`; MySQL 9 has
 * removed that one.
 *
 * The password is sent in full only under TLS, or under the server's RSA key.
 * @see MySQL internals: connection phase, caching_sha2_password
 * @module
 */
import type { Methods } from './calling.ts'
import { define } from './calling.ts'

/** The bundler's. */
declare function require(path: string): unknown

type Bytes = Uint8Array & { toString(): string }

declare const Buffer: {
  from(data: string | Uint8Array): Bytes
  concat(parts: Uint8Array[]): Bytes
}

const SHA2 = 'caching_sha2_password'
const NATIVE = 'mysql_native_password'

/** The first byte of the server's packets during a login, and the texts themselves. */
const MORE_DATA = 0x01
const FAST_SUCCESS = 0x03
const FULL_LOGIN = 0x04
const REQUEST_KEY = 0x02

/** Shared by both sequences that log in: Handshake and ChangeUser. */
interface LoginSequence {
  emit(event: 'packet', packet: object): void
  end(error: Error): void
  _config?: { password?: string; ssl?: unknown }
  _password?: string
  _currentConfig?: { ssl?: unknown }
  /** Ferry's own: the server's request to use the plugin. */
  _scramble?: Bytes
}

type Hash = { update(data: Uint8Array): Hash; digest(): Bytes }

interface Crypto {
  createHash(name: string): Hash
  publicEncrypt(key: object, data: Uint8Array): Bytes
  constants: { RSA_PKCS1_OAEP_PADDING: number }
}

type Packet = new (options: { data: Uint8Array }) => object

/** Adds the plugin to the package's own sequences. */
export function addSha2Login(): void {
  const config = require('mysql/lib/ConnectionConfig') as { getDefaultFlags(options: unknown): string[] }
  const { getDefaultFlags } = config
  config.getDefaultFlags = (options) =>
    getDefaultFlags(options).map((flag) => (flag === '-PLUGIN_AUTH' ? '+PLUGIN_AUTH' : flag))

  // With this flag, the client must name the plugin that its first response is for.
  for (const packet of [
    require('mysql/lib/protocol/packets/ClientAuthenticationPacket'),
    require('mysql/lib/protocol/packets/ComChangeUserPacket'),
  ] as { prototype: Methods }[]) {
    const { write } = packet.prototype
    define(packet.prototype, 'write', function (this: unknown, writer: Writer) {
      write?.call(this, writer)
      writer.writeNullTerminatedString(NATIVE)
    })
  }

  const Answer = require('mysql/lib/protocol/packets/AuthSwitchResponsePacket') as Packet
  for (const sequence of [
    require('mysql/lib/protocol/sequences/Handshake'),
    require('mysql/lib/protocol/sequences/ChangeUser'),
  ] as { prototype: Methods }[]) {
    addTo(sequence.prototype, Answer)
  }
}

interface Writer {
  writeNullTerminatedString(text: string): void
}

interface Parser {
  parseUnsignedNumber(bytes: number): number
  parsePacketTerminatedBuffer(): Bytes
}

/** The server's packets in between. The package calls a method of the sequence by the packet's name. */
class AuthMoreDataPacket {
  static readonly name = 'AuthMoreDataPacket'
  data: Bytes = Buffer.from('')

  parse(parser: Parser): void {
    parser.parseUnsignedNumber(1)
    this.data = parser.parsePacketTerminatedBuffer()
  }
}

function addTo(prototype: Methods, Answer: Packet): void {
  const { determinePacket, AuthSwitchRequestPacket: switchRequested } = prototype
  define(prototype, 'determinePacket', function (this: LoginSequence, firstByte: number, parser: unknown) {
    if (firstByte === MORE_DATA && this._scramble) return AuthMoreDataPacket
    return determinePacket?.call(this, firstByte, parser)
  })

  define(
    prototype,
    'AuthSwitchRequestPacket',
    function (this: LoginSequence, packet: { authMethodName: string; authMethodData: Bytes }) {
      if (packet.authMethodName !== SHA2) return switchRequested?.call(this, packet)
      // A zero byte ends it.
      this._scramble = Buffer.from(packet.authMethodData.slice(0, 20))
      return this.emit('packet', new Answer({ data: Buffer.from(token(passwordOf(this), this._scramble)) }))
    },
  )

  define(prototype, 'AuthMoreDataPacket', function (this: LoginSequence, { data }: AuthMoreDataPacket) {
    const secured = Boolean((this._config ?? this._currentConfig)?.ssl)
    if (data[0] === FAST_SUCCESS && data.length === 1) return
    if (data[0] === FULL_LOGIN && data.length === 1) {
      const told = secured ? Buffer.from(`${passwordOf(this)}\0`) : Buffer.from(new Uint8Array([REQUEST_KEY]))
      this.emit('packet', new Answer({ data: told }))
    } else if (!secured && this._scramble) {
      this.emit('packet', new Answer({ data: encrypted(passwordOf(this), this._scramble, `${data}`) }))
    }
  })
}

const passwordOf = (sequence: LoginSequence): string =>
  (sequence._config ? sequence._config.password : sequence._password) ?? ''

const crypto = (): Crypto => require('node:crypto') as Crypto

const sha256 = (...parts: Uint8Array[]): Bytes =>
  crypto().createHash('sha256').update(Buffer.concat(parts)).digest()

const xor = (bytes: Uint8Array, key: Uint8Array): Uint8Array =>
  bytes.map((byte, index) => byte ^ (key[index % key.length] ?? 0))

/** Proves knowledge of the password to a server that stores its digest. */
function token(password: string, scramble: Uint8Array): Uint8Array {
  if (password === '') return new Uint8Array()
  const digest = sha256(Buffer.from(password))
  return xor(digest, sha256(sha256(digest), scramble))
}

function encrypted(password: string, scramble: Uint8Array, key: string): Uint8Array {
  const padding = crypto().constants.RSA_PKCS1_OAEP_PADDING
  return crypto().publicEncrypt(
    { key, padding, oaepHash: 'sha1' },
    xor(Buffer.from(`${password}\0`), scramble),
  )
}
