/** An HTTP client that costs next to nothing, so that it takes no CPU from the server it measures. @module */
import type { Socket } from 'node:net'
import { connect } from 'node:net'

/** A request with a body: an object goes as JSON, a text as a form. */
interface RawRequest {
  method: string
  path: string
  host: string
  headers?: { readonly [name: string]: string }
  body?: object | string | undefined
}

/** An answer. */
export interface RawAnswer {
  status: number
  text: string
  /** Status line and headers; empty when the connection broke. */
  head: string
}

/** Sends each request from another address of 127/8, over connections that are kept. */
export interface RawClient {
  send(request: RawRequest): Promise<RawAnswer>
  close(): void
}

/** Addresses in turn: limits for one address are never reached. */
const ADDRESSES = 200

interface Line {
  socket: Socket
  answer: PromiseWithResolvers<RawAnswer | 'broken'> | undefined
}

/** @param port of a server on 127.0.0.1 */
export function createRawClient(port: number): RawClient {
  const idle: Line[][] = Array.from({ length: ADDRESSES }, () => [])
  const open = new Set<Line>()
  let turn = 0

  function connectFrom(address: number): Line {
    const socket = connect({
      port,
      host: '127.0.0.1',
      localAddress: `127.1.${address >> 8}.${(address & 255) + 1}`,
    })
    const line: Line = { socket, answer: undefined }
    open.add(line)
    let heard = ''
    socket.setNoDelay()
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      heard += chunk
      const end = heard.indexOf('\r\n\r\n')
      if (end < 0) return
      const head = heard.slice(0, end)
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0)
      if (heard.length < end + 4 + length) return
      const text = Buffer.from(heard.slice(end + 4, end + 4 + length), 'latin1').toString()
      heard = ''
      const { answer } = line
      line.answer = undefined
      if (/\r\nconnection: close/i.test(head)) socket.destroy()
      else idle[address]?.push(line)
      answer?.resolve({ status: Number(head.slice(9, 12)), text, head })
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      open.delete(line)
      const lines = idle[address] ?? []
      const index = lines.indexOf(line)
      if (index >= 0) lines.splice(index, 1)
      line.answer?.resolve('broken')
    })
    return line
  }

  function write(line: Line, { method, path, host, headers = {}, body }: RawRequest): void {
    const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body)
    const type = typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json'
    const lines = [
      `${method} ${path} HTTP/1.1`,
      `Host: ${host}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      ...(body === undefined ? [] : [`Content-Type: ${type}`]),
      `Content-Length: ${Buffer.byteLength(text)}`,
    ]
    line.socket.write(`${lines.join('\r\n')}\r\n\r\n${text}`)
  }

  return {
    async send(request) {
      // A server ends connections that it has not heard of for a while: then once more.
      for (let tries = 0; tries < 8; tries++) {
        turn = (turn + 1) % ADDRESSES
        const line = idle[turn]?.pop() ?? connectFrom(turn)
        const answer = Promise.withResolvers<RawAnswer | 'broken'>()
        line.answer = answer
        write(line, request)
        const result = await answer.promise
        if (result !== 'broken') return result
      }
      return { status: 0, text: 'The connection broke.', head: '' }
    },
    close() {
      for (const { socket } of open) socket.destroy()
    },
  }
}
