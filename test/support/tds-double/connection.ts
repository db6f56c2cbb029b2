/** One connection: pre-login, TLS, login, then requests in order, each of which an attention may end. @module */
import type { Socket } from 'node:net'
import type { SecureContextOptions } from 'node:tls'
import { createReader, TdsProtocolError } from './bytes.ts'
import type { Prepared } from './calls.ts'
import { readCall, runCall } from './calls.ts'
import type { Engine } from './engine.ts'
import { faultOf, SqlFault, unsupported } from './faults.ts'
import type { TdsGeneration } from './generations.ts'
import { isWide, TDS_GENERATIONS } from './generations.ts'
import type { Login } from './login.ts'
import { ENCRYPTION, encodePrelogin, parseLogin7, parsePrelogin } from './login.ts'
import type { Message } from './packets.ts'
import { createAssembler, encodePackets, MESSAGE } from './packets.ts'
import { resultTokens } from './replies.ts'
import { createSqlSession } from './results.ts'
import { openTunnel } from './tls-tunnel.ts'
import { createTokens, DONE, envCollation, envReset, envText, loginAck, STATUS } from './tokens.ts'

/** What every connection shares. */
export interface Shared {
  engine: Engine
  user: string
  password: string
  tls: SecureContextOptions | undefined
  /** As Azure does, it takes no plain logins. */
  encryption_required: boolean
  /** The server's generation. */
  generation: TdsGeneration
}

const DEFAULT_PACKET_BYTES = 4096
const MAX_PACKET_BYTES = 32_767

/** Serves a connection until it ends. */
export function serve(wire: Socket, shared: Shared): void {
  const { engine } = shared
  const own = TDS_GENERATIONS[shared.generation]
  let session = createSqlSession()
  let tds: number = own.tds
  let tokens = createTokens(tds)
  const prepared = new Map<number, Prepared>()
  let out: { write(bytes: Buffer): unknown; end(): unknown } = wire
  let feed: (bytes: Buffer) => void
  let phase: 'prelogin' | 'login' | 'ready' = 'prelogin'
  let packet_size = DEFAULT_PACKET_BYTES
  let running: AbortController | undefined
  let last: Promise<void> = Promise.resolve()

  const send = (body: Buffer): void => {
    out.write(encodePackets(MESSAGE.reply, body, packet_size))
  }

  const prelogin = (body: Buffer): void => {
    const wish = parsePrelogin(body)
    const wants = wish === ENCRYPTION.on || wish === ENCRYPTION.required
    const tls = wants ? shared.tls : undefined
    phase = 'login'
    if (shared.encryption_required && !wants) {
      send(encodePrelogin(ENCRYPTION.required))
      return
    }
    send(encodePrelogin(tls ? ENCRYPTION.on : ENCRYPTION.not_supported))
    if (!tls) return
    const tunnel = openTunnel(wire, tls)
    tunnel.stream.on('error', () => wire.destroy())
    tunnel.stream.on('data', reading())
    out = tunnel.stream
    feed = tunnel.feed
  }

  const login = (body: Buffer): void => {
    const wanted = parseLogin7(body)
    const fault = refusal(wanted, shared)
    // The older of the two speaks.
    tds = Math.min(wanted.tds_version, own.tds)
    tokens = createTokens(tds)
    if (fault) {
      send(Buffer.concat([...fault.map(tokens.error), tokens.done(DONE.batch, STATUS.error)]))
      out.end()
      return
    }
    const size =
      wanted.packet_size >= 512 ? Math.min(wanted.packet_size, MAX_PACKET_BYTES) : DEFAULT_PACKET_BYTES
    const reply = [
      envText(1, engine.name, 'master'),
      tokens.info(5701, `Changed database context to '${engine.name}'.`),
      envCollation(),
      loginAck(tds, own.server),
      envText(4, String(size), String(DEFAULT_PACKET_BYTES)),
      tokens.done(DONE.batch, STATUS.final),
    ]
    send(Buffer.concat(reply))
    packet_size = size
    phase = 'ready'
  }

  const reset = (): Buffer => {
    if (session.transactions > 0) engine.rollback(session)
    session = createSqlSession()
    prepared.clear()
    return envReset()
  }

  const request = async ({ type, body }: Message, signal: AbortSignal): Promise<Buffer> => {
    const reader = createReader(body)
    const hasHeaders = isWide(tds)
    if (hasHeaders && (type === MESSAGE.batch || type === MESSAGE.rpc || type === MESSAGE.transaction)) {
      reader.bytes(reader.u32() - 4)
    }
    switch (type) {
      case MESSAGE.batch: {
        const sql = reader.ucs2(reader.left() / 2)
        return resultTokens(tokens, await engine.run(session, sql, new Map(), signal), DONE.batch)
      }
      case MESSAGE.rpc:
        return runCall({ engine, tokens, session, prepared }, readCall(reader), signal)
      case MESSAGE.transaction:
        return resultTokens(tokens, [await manageTransaction(reader.u16(), signal)], DONE.batch)
      default:
        throw unsupported(`a message of type ${type}`)
    }
  }

  const manageTransaction = async (wish: number, signal: AbortSignal) => {
    if (wish === 5) return engine.begin(session, signal)
    if (wish === 7) return engine.commit(session)
    if (wish === 8) return engine.rollback(session)
    throw unsupported(`the transaction request ${wish}`)
  }

  const answer = async (message: Message): Promise<void> => {
    const controller = new AbortController()
    running = controller
    const first = message.reset ? reset() : Buffer.alloc(0)
    try {
      send(Buffer.concat([first, await request(message, controller.signal)]))
    } catch (thrown) {
      if (controller.signal.aborted) {
        // Every message has an answer of its own, also the one that was given up.
        if (!wire.destroyed) send(Buffer.concat([first, tokens.done(DONE.batch, STATUS.error)]))
        return
      }
      if (thrown instanceof TdsProtocolError) throw thrown
      const fault = faultOf(thrown, () => undefined)
      send(Buffer.concat([first, tokens.error(fault), tokens.done(DONE.batch, STATUS.error)]))
    } finally {
      running = undefined
    }
  }

  const receive = (message: Message): void => {
    if (message.type === MESSAGE.attention) {
      running?.abort(new Error('attention'))
      last = last.then(() => send(tokens.done(DONE.batch, STATUS.attention)))
      return
    }
    if (phase === 'ready') {
      last = last.then(() => answer(message)).catch(hangUp)
      return
    }
    const expected = phase === 'prelogin' ? MESSAGE.prelogin : MESSAGE.login7
    if (message.type !== expected)
      throw new TdsProtocolError(`a message of type ${message.type} before the login`)
    if (phase === 'prelogin') prelogin(message.body)
    else login(message.body)
  }

  const hangUp = (error: unknown): void => {
    wire.destroy()
    if (!(error instanceof TdsProtocolError || error instanceof RangeError)) throw error
  }

  const reading = (): ((bytes: Buffer) => void) => {
    const assemble = createAssembler()
    return (bytes) => {
      try {
        for (const message of assemble(bytes)) receive(message)
      } catch (error) {
        hangUp(error)
      }
    }
  }

  feed = reading()
  wire.on('data', (bytes: Buffer) => feed(bytes))
  wire.on('error', () => undefined)
  wire.once('close', () => {
    running?.abort(new Error('the connection ended'))
    if (session.transactions > 0) engine.rollback(session)
  })
}

/** @returns why the login is refused */
function refusal(login: Login, { engine, user, password }: Shared): SqlFault[] | undefined {
  if (login.integrated)
    return [new SqlFault(18452, 14, 'Login failed. The login is from an untrusted domain.')]
  const failed = new SqlFault(18456, 14, `Login failed for user '${login.user}'.`)
  if (login.user.toLowerCase() !== user.toLowerCase() || login.password !== password) return [failed]
  if (['', 'master', engine.name.toLowerCase()].includes(login.database.toLowerCase())) return undefined
  const message = `Cannot open database "${login.database}" requested by the login. The login failed.`
  return [new SqlFault(4060, 11, message), failed]
}
