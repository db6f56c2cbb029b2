/** Step `receive`: the bytes of a body. @module */
import type { Request, Response } from 'express'
import express from 'express'

/**
 * @param limit_bytes longest body
 * @returns a function that reads the body's bytes of any type into `request.body`; rejects with express's error
 * (`entity.too.large`
 *   and others) when that fails
 */
export function createBodyReceiver(
  limit_bytes: number,
): (request: Request, response: Response) => Promise<void> {
  const receive = express.raw({ type: () => true, limit: limit_bytes })
  return (request, response) =>
    new Promise((resolve, reject) => {
      receive(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)))
    })
}
