/** One HTTP exchange through the host: the base of `http.request` and `fetch`. @module */
import type { Cell } from '../host.ts'
import { host } from '../host.ts'
import { parse, stringify } from '../primordials.ts'
import { received } from './bytes.ts'
import { nodeError } from './errors.ts'
import type { Secured } from './peer.ts'

/** The request's head; the host checks all of it. */
export interface RequestHead {
  protocol: 'http:' | 'https:'
  host: string
  port: number
  method: string
  path: string
  headers: [name: string, value: string][]
  keep_alive: boolean
  timeout_ms: number
  decompress?: boolean
  tls?: { [option: string]: unknown }
}

export interface ResponseHead {
  status: number
  message: string
  version: string
  /** Names and values by turns. */
  headers: string[]
}

/** The address that the request was sent to. */
export interface SocketInfo {
  address?: string
  family?: 4 | 6
  port?: number
  local_address?: string
  local_port?: number
  tls?: Secured
}

export interface ExchangeEvents {
  /** Checks the peer when `tls.custom_identity_check` is on. @returns the error of the check */
  identity?(info: SocketInfo): Error | undefined
  socket?(info: SocketInfo): void
  information?(head: ResponseHead): void
  response(head: ResponseHead): void
  data(bytes: Buffer): void
  /** @param final no `close` follows */
  end(trailers: string[], final: boolean): void
  timeout?(): void
  /** The response is cut short. */
  aborted(error: Error): void
  error(error: Error): void
  close(): void
}

export interface Exchange {
  /** @param done called when more may be written */
  write(bytes: Uint8Array, done: () => void): void
  flush(): void
  end(trailers?: { [name: string]: string }): void
  timeout(delay_ms: number): void
  /** So many bytes of the body have been taken by their reader. */
  consumed(bytes: number): void
  /** Drops the exchange; no event follows. */
  abort(): void
}

/** Bytes in one post. */
const PIECE_BYTES = 64 * 1024
/** Bytes on their way to the host, beyond which the writer has to wait. */
const WRITE_WINDOW_BYTES = 128 * 1024
/** The guest reports consumed bytes to the host in steps of this size. */
const CONSUMED_STEP_BYTES = 32 * 1024

export function openExchange(head: RequestHead, events: ExchangeEvents): Exchange {
  let open = true
  let underWay = 0
  let owed = 0
  let resume: (() => void) | undefined

  const id = host.open((type, a, b) => {
    switch (type) {
      case 'identity': {
        const problem = events.identity?.(json<SocketInfo>(a))
        return problem ? refuse(problem) : host.post('http.approve', id)
      }
      case 'socket':
        return events.socket?.(json<SocketInfo>(a))
      case 'written':
        underWay -= Number(a)
        if (underWay < WRITE_WINDOW_BYTES && resume) {
          const go = resume
          resume = undefined
          go()
        }
        return
      case 'information':
        return events.information?.(json<ResponseHead>(a))
      case 'response':
        return events.response(json<ResponseHead>(a))
      case 'data':
        return events.data(received(a))
      case 'end':
        if (b === true) close()
        return events.end(json<string[]>(a), b === true)
      case 'timeout':
        return events.timeout?.()
      case 'aborted':
        // Deferred, as in Node: data of the same entry must reach its reader first.
        return process.nextTick(() => events.aborted(host.error(a)))
      case 'error':
        return events.error(host.error(a))
      case 'err':
        // The host refused the request or a part of it.
        return refuse(host.error(a))
      case 'close':
        close()
        return process.nextTick(() => events.close())
    }
  })

  function close(): void {
    open = false
    host.close(id)
  }

  /** Ends it before the host has said `close`. */
  function refuse(error: Error): void {
    abort()
    events.error(error)
    events.close()
  }

  function abort(): void {
    if (!open) return
    host.post('http.abort', id)
    close()
  }

  host.post('http.request', id, stringify(head))
  return {
    write(bytes, done) {
      let at = 0
      const go = (): void => {
        while (at < bytes.byteLength && underWay < WRITE_WINDOW_BYTES) {
          // A copy: a view would cross with the whole of its buffer.
          const piece = new Uint8Array(bytes.subarray(at, at + PIECE_BYTES))
          at += piece.byteLength
          underWay += piece.byteLength
          if (open) host.post('http.write', id, piece)
        }
        if (at < bytes.byteLength) resume = go
        else if (underWay < WRITE_WINDOW_BYTES) done()
        else resume = done
      }
      go()
    },
    flush: () => host.post('http.flush', id),
    end: (trailers) => host.post('http.end', id, trailers && stringify(trailers)),
    timeout: (delay_ms) => open && host.post('http.timeout', id, delay_ms),
    consumed(bytes) {
      owed += bytes
      if (owed < CONSUMED_STEP_BYTES || !open) return
      host.post('http.consumed', id, owed)
      owed = 0
    },
    abort,
  }
}

const json = <T>(cell: Cell): T => parse(`${cell}`) as T

/** Node's error when the other side closes too early. */
export function connectionReset(message: string): Error {
  return nodeError('ECONNRESET', message)
}
