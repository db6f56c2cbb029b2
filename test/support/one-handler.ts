/** One request handler behind real HTTP, with the application's error renderer. @module */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { RequestHandler } from 'express'
import express from 'express'
import { createErrorRenderer } from '../../server/api/http/render-error.ts'
import { createLog } from '../../server/common/log.ts'
import type { Answer, Call } from './http-call.ts'
import { callHttp } from './http-call.ts'

/** @returns the handler's answer to one call; `path` of the call is `/` unless given */
export async function callHandler(
  handler: RequestHandler,
  { path = '/', ...call }: Call & { path?: string } = {},
): Promise<Answer> {
  const app = express()
  app.set('query parser', 'simple')
  app.use(handler)
  app.use(
    createErrorRenderer(
      createLog(() => undefined),
      'http://127.0.0.1/docs',
    ),
  )
  const listener = app.listen(0, '127.0.0.1')
  try {
    await once(listener, 'listening')
    return await callHttp(`http://127.0.0.1:${(listener.address() as AddressInfo).port}${path}`, call)
  } finally {
    listener.close()
  }
}
