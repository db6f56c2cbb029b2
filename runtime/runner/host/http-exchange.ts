/** One request of a guest, from its head to the end of the response. @module */
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Duplex, Readable } from 'node:stream'
import type { Cell } from '../abi.ts'
import { HostError, LimitError } from '../abi.ts'
import { wireOf } from '../failure.ts'
import type { Handle, PowerContext } from '../power.ts'
import { checkUnsent, createFlow } from './flow.ts'
import { createActivity, forget } from './handles.ts'
import { decompressed } from './http-body.ts'
import type { HttpHead } from './http-head.ts'
import type { HttpPool } from './http-pool.ts'
import { codeOf } from './http-pool.ts'

/** Written bytes are reported to the guest in steps: each report is an entry into its isolate. */
const WRITTEN_STEP_BYTES = 32 * 1024

/** Methods that may be sent again when a kept connection turns out to be closed. */
const REPEATABLE = ['GET', 'HEAD', 'OPTIONS']

const NOTHING = { pause() {}, resume() {} }

/** A request of a guest's. */
export interface HttpHandle extends Handle {
  kind: 'http'
  write(bytes: Uint8Array): void
  end(trailers: { [name: string]: string }): void
  flush(): void
  timeout(delay_ms: number): void
  consumed(bytes: Cell): void
  /** The guest has approved of the peer. */
  approve(): void
  abort(): void
}

export interface ExchangeOptions {
  context: PowerContext
  id: number
  head: HttpHead
  pool: HttpPool
  /** Counts bytes that a body grew to. @throws {LimitError} */
  countInflated(bytes: number): void
}

/** @throws {HostError} for a head that Node refuses */
export function createExchange({ context, id, head, pool, countInflated }: ExchangeOptions): HttpHandle {
  const began = performance.now()
  const activity = createActivity(context)
  let verdict: { resolve(): void; reject(error: unknown): void } | undefined
  const approve = (peer: string): Promise<void> =>
    new Promise((resolve, reject) => {
      if (over) return reject(new HostError('ECONNRESET', 'socket hang up'))
      verdict = { resolve, reject }
      context.deliver(id, 'identity', peer)
    })
  let request = pool.request(head, approve)
  let response: IncomingMessage | undefined
  let body: Readable | undefined
  let hasBody = false
  let bodyOver = false
  let requestClosed = false
  let over = false
  let outcome: string | undefined
  let unsent = 0
  let untold = 0
  let timeout_ms = head.timeout_ms
  let timer: NodeJS.Timeout | undefined
  const flow = createFlow(context, id, () => body ?? NOTHING)

  const handle: HttpHandle = {
    kind: 'http',
    write(bytes) {
      if (over) return
      unsent += bytes.byteLength
      checkUnsent(unsent)
      hasBody = true
      active()
      request.write(bytes, () => written(bytes.byteLength))
    },
    end(trailers) {
      if (over) return
      active()
      if (Object.keys(trailers).length > 0) request.addTrailers(trailers)
      request.end()
    },
    flush() {
      if (over) return
      active()
      request.flushHeaders()
    },
    timeout(delay_ms) {
      timeout_ms = delay_ms
      stir()
    },
    consumed: flow.consumed,
    approve: () => verdict?.resolve(),
    abort() {
      outcome ??= 'aborted'
      finish()
      verdict?.reject(new HostError('ECONNRESET', 'socket hang up'))
      request.destroy()
    },
    busy: activity.busy,
    waiting: activity.waiting,
    close() {
      over = true
      clearTimeout(timer)
      request.destroy()
    },
  }

  /** Data of the guest was sent: the run waits for an answer. */
  function active(): void {
    activity.sent()
    stir()
  }

  /** Restarts the timeout. */
  function stir(): void {
    clearTimeout(timer)
    if (!over && timeout_ms > 0) timer = setTimeout(() => context.deliver(id, 'timeout'), timeout_ms)
  }

  function written(bytes: number): void {
    unsent -= bytes
    untold += bytes
    stir()
    if (untold < WRITTEN_STEP_BYTES || over) return
    context.deliver(id, 'written', untold)
    untold = 0
  }

  function listen(current: ClientRequest): void {
    current.once('socket', (socket: Duplex) => {
      if (current.reusedSocket || head.tls?.custom_identity_check) connected(socket)
      else socket.once('getPeerCertificate' in socket ? 'secureConnect' : 'connect', () => connected(socket))
    })
    current.on('information', ({ statusCode, statusMessage, httpVersion, rawHeaders }) => {
      if (!over)
        context.deliver(id, 'information', headText(statusCode, statusMessage, httpVersion, rawHeaders))
    })
    current.once('response', receive)
    current.on('error', (error) => {
      if (over || current !== request || repeated(current, error)) return
      outcome ??= codeOf(error)
      context.deliver(id, 'error', wireOf(error))
    })
    current.once('close', () => {
      if (over || current !== request) return
      requestClosed = true
      // All of the response is there, but not all of it decompressed.
      if (response?.complete && !bodyOver) return
      close()
    })
  }

  function connected(socket: Duplex): void {
    if (over) return
    stir()
    context.deliver(id, 'socket', pool.describe(socket))
  }

  /** A kept connection may close at the very moment it is reused; that is not reported as a failure. */
  function repeated(failed: ClientRequest, error: Error): boolean {
    if (!failed.reusedSocket || response || hasBody || !REPEATABLE.includes(head.method)) return false
    if (codeOf(error) !== 'ECONNRESET' && codeOf(error) !== 'EPIPE') return false
    request = pool.request(head, approve)
    listen(request)
    request.end()
    return true
  }

  function receive(received: IncomingMessage): void {
    if (over) return
    response = received
    activity.answered()
    stir()
    const { statusCode = 0, statusMessage = '', httpVersion, rawHeaders } = received
    context.httpAnswered(statusCode)
    context.deliver(id, 'response', headText(statusCode, statusMessage, httpVersion, rawHeaders))
    body = head.decompress && head.method !== 'HEAD' ? decompressed(received) : received
    const inflates = body !== received
    // Its error is the body's too.
    if (inflates) received.on('error', () => {})
    body.on('data', (bytes: Buffer) => {
      if (over) return
      stir()
      try {
        if (inflates) countInflated(bytes.byteLength)
      } catch (error) {
        handle.abort()
        // An unexpected answer ends the run.
        context.answer(id, Promise.reject(error))
        return
      }
      flow.deliver(bytes)
    })
    body.once('end', () => complete(received))
    body.once('error', (error) => {
      if (over) return
      bodyOver = true
      outcome ??= codeOf(error)
      context.deliver(id, 'aborted', wireOf(error))
      if (requestClosed) close()
      else if (inflates) request.destroy()
    })
  }

  function complete(received: IncomingMessage): void {
    if (over) return
    bodyOver = true
    outcome ??= 'ok'
    // Unless the server has answered before it had the whole request.
    const final = requestClosed || request.writableFinished
    if (final) finish()
    context.deliver(id, 'end', JSON.stringify(received.rawTrailers), final)
  }

  function close(): void {
    outcome ??= 'ECONNRESET'
    finish()
    context.deliver(id, 'close')
  }

  function finish(): void {
    if (over) return
    over = true
    clearTimeout(timer)
    forget(context, id, handle)
    context.trace({
      kind: 'http',
      method: head.method,
      host: head.host,
      port: head.port,
      ...(response?.statusCode !== undefined && { status: response.statusCode }),
      duration_ms: performance.now() - began,
      outcome: outcome ?? 'ok',
    })
  }

  listen(request)
  stir()
  return handle
}

const headText = (status: number, message: string, version: string, headers: string[]): string =>
  JSON.stringify({ status, message, version, headers })

/** @returns a counter of inflated bytes that starts at 0 for each run (N6) */
export function createInflatedCounter(context: PowerContext): (bytes: number) => void {
  let run = -1
  let inflated = 0
  return (bytes) => {
    if (run !== context.run()) {
      run = context.run()
      inflated = 0
    }
    inflated += bytes
    if (inflated > context.limits.received_bytes) {
      throw new LimitError(
        `The script received more than ${context.limits.received_bytes} bytes from the network, after decompression.`,
      )
    }
  }
}
