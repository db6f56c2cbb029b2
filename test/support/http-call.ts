/** One HTTP exchange, from an address of one's choice and with nothing hidden. @module */
import { request } from 'node:http'
import { noteAnswer } from './answers.ts'

/** What to send; a body that is not text goes as JSON. */
export interface Call {
  method?: string
  headers?: { [name: string]: string | readonly string[] }
  body?: unknown
  /** One of 127.0.0.0/8 where the system has them all (Linux). */
  local_address?: string
}

/** What came back; `body` is parsed when it is JSON. */
export interface Answer {
  status: number
  headers: { [name: string]: string | string[] | undefined }
  text: string
  body: unknown
}

/** @throws when there is no whole answer */
export function callHttp(
  url: string,
  { method = 'GET', headers, body, local_address }: Call = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const asked = request(url, {
      method,
      agent: false,
      headers: {
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...(text === undefined ? {} : { 'content-length': String(Buffer.byteLength(text)) }),
        ...headers,
      },
      ...(local_address === undefined ? {} : { localAddress: local_address }),
    })
    asked.once('error', reject)
    asked.once('response', (response) => {
      noteAnswer(method, url, response.statusCode ?? 0)
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        const answer = Buffer.concat(chunks).toString()
        const json = response.headers['content-type']?.includes('json') ?? false
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: answer,
          body: json && answer !== '' ? JSON.parse(answer) : answer,
        })
      })
    })
    asked.end(text)
  })
}
