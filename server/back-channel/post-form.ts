/** Sends a form to an address that a tenant has chosen, by the rules that scripts connect by. @module */
import type { IncomingMessage } from 'node:http'
import { request } from 'node:http'
import type { Socket } from 'node:net'
import { isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Runtime } from '../../runtime/index.ts'

/** Limit for the whole exchange. */
const WITHIN_MS = 5_000

/** @returns what is wrong, for people; undefined when the other side answered with 2xx. A redirect is not followed. */
export type PostForm = (
  tenant_id: string,
  url: string,
  fields: { readonly [name: string]: string },
) => Promise<string | undefined>

/** @param runtime whose rules decide what may be reached */
export function createPostForm(runtime: Pick<Runtime, 'connect'>, within_ms: number = WITHIN_MS): PostForm {
  return async (tenant_id, url, fields) => {
    const signal = AbortSignal.timeout(within_ms)
    let socket: Socket | undefined
    try {
      const target = new URL(url)
      const host = target.hostname.replace(/^\[|\]$/g, '')
      const port = Number(target.port || (target.protocol === 'https:' ? 443 : 80))
      socket = await runtime.connect(tenant_id, { host, port, connect_ms: within_ms, signal })
      const secured = target.protocol === 'https:' ? await secure(socket, host, signal) : socket
      const status = await send(secured, target, new URLSearchParams(fields).toString(), signal)
      return status >= 200 && status < 300 ? undefined : `The application answered with status ${status}.`
    } catch (error) {
      if (signal.aborted) return 'The application did not answer in time.'
      return `The application could not be reached: ${error instanceof Error ? error.message : 'unknown error'}`
    } finally {
      socket?.destroy()
    }
  }
}

/** @returns a socket whose certificate is good for the host */
function secure(socket: Socket, host: string, signal: AbortSignal): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>()
  // Server names are never addresses (RFC 6066, section 3).
  const name = isIP(host) === 0 ? { servername: host } : {}
  const secured = connectTls({ socket, host, ALPNProtocols: ['http/1.1'], ...name }, () => resolve(secured))
  secured.on('error', reject)
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  return promise
}

/** @returns the status of the answer, whose body is not read */
function send(socket: Socket, url: URL, body: string, signal: AbortSignal): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const sent = request(
    {
      createConnection: () => socket,
      method: 'POST',
      path: `${url.pathname}${url.search}`,
      headers: {
        host: url.host,
        connection: 'close',
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        'cache-control': 'no-store',
      },
      signal,
    },
    (answer: IncomingMessage) => {
      answer.destroy()
      resolve(answer.statusCode ?? 0)
    },
  )
  sent.on('error', reject)
  sent.end(body)
  return promise
}
