/** A log that is followed, without looking at what comes. @module */
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

/** An answer that goes on, or the refusal. */
export interface OpenStream {
  status: number
  /** Of a refusal. */
  body: { message?: string; errorCode?: string }
  /** Resolves when the connection is over, with the time since the start of the process in milliseconds. */
  ended: Promise<number>
  close(): void
}

/** @param headers what shows who asks @returns when it has begun, or was refused */
export function openStream(url: string, headers: { [name: string]: string }): Promise<OpenStream> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/api/v2/logs/stream`, { agent: false, headers })
    const ended = Promise.withResolvers<number>()
    onTestFinished(() => void asked.destroy())
    asked.once('error', reject)
    asked.once('response', (response) => {
      const status = response.statusCode ?? 0
      const close = () => asked.destroy()
      response.once('close', () => ended.resolve(performance.now()))
      response.once('error', () => undefined)
      if (status !== 200) {
        void text(response).then((body) =>
          resolve({ status, body: JSON.parse(body), ended: ended.promise, close }),
        )
        return
      }
      response.resume()
      resolve({ status, body: {}, ended: ended.promise, close })
    })
    asked.end()
  })
}
