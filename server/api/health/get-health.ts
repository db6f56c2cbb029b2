/** Liveness and readiness. The listener opens when both APIs can be used, so an answer means "alive". @module */
import * as z from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute } from '../route.ts'

const Health = z.object({ status: z.literal('ok') })

/** `GET /healthz`: 200 as long as the process serves. */
export const getHealth = defineRoute({
  method: 'get',
  path: '/healthz',
  summary: 'Whether the server is alive',
  result: Health,
  async handle() {
    return { status: 'ok' as const }
  },
})

/** `GET /readyz`: 503 while the server drains or its store does not answer. */
export const getReadiness = defineRoute({
  method: 'get',
  path: '/readyz',
  summary: 'Whether the server takes new work',
  result: Health,
  errors: ['temporarily_unavailable'],
  async handle({ store, isDraining }) {
    if (isDraining()) throw new ApiError('temporarily_unavailable', 'The server is shutting down.')
    await store.ping()
    return { status: 'ok' as const }
  },
})
