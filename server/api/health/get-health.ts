/** Liveness and readiness. The listener opens when both APIs can be used, so an answer means "alive". @module */
import * as z from 'zod'
import { ApiError } from '../../common/errors.ts'
import { defineRoute } from '../route/route.ts'

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

const Readiness = Health.extend({
  warnings: z
    .array(z.enum(['disk_low', 'disk_full']))
    .optional()
    .describe('The disk of the data folder: soon full; or full, so that only what needs no writing works'),
})

/**
 * `GET /readyz`: 503 while the server drains or its store does not answer. With a full disk, migrated users can still sign
 * in.
 */
export const getReadiness = defineRoute({
  method: 'get',
  path: '/readyz',
  summary: 'Whether the server takes new work',
  result: Readiness,
  errors: ['temporarily_unavailable'],
  async handle({ store, disk, isDraining }) {
    if (isDraining()) throw new ApiError('temporarily_unavailable', 'The server is shutting down.')
    await store.ping()
    const state = disk.state()
    return {
      status: 'ok' as const,
      ...(state === 'ok'
        ? {}
        : { warnings: [state === 'low' ? ('disk_low' as const) : ('disk_full' as const)] }),
    }
  },
})
