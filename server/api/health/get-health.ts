/** Liveness and readiness. The listener opens when both APIs can be used, so an answer means "alive". @module */
import * as z from 'zod'
import { ApiError } from '../../common/errors.ts'
import { defineRoute } from '../route/route.ts'

const status = z.literal('ok').describe('The server is well.')

const Health = z.object({ status }).meta({ id: 'Health', description: 'The server is alive.' })

export const getHealth = defineRoute({
  method: 'get',
  path: '/healthz',
  name: 'getHealth',
  tag: 'Health',
  summary: 'Check whether the server is alive',
  description:
    'Answers 200 as long as the process serves requests. It asks neither the store nor any legacy store.',
  result: Health,
  at_any_host: true,
  async handle() {
    return { status: 'ok' as const }
  },
})

const Readiness = z
  .object({
    status,
    warnings: z
      .array(z.enum(['disk_low', 'disk_full']))
      .optional()
      .describe(
        '`disk_low`: the disk of the data folder is nearly full. `disk_full`: nothing can be written.',
      ),
  })
  .meta({ id: 'Readiness', description: 'The server takes new work.' })

export const getReadiness = defineRoute({
  method: 'get',
  path: '/readyz',
  name: 'getReadiness',
  tag: 'Health',
  summary: 'Check whether the server takes new work',
  description:
    'Answers 503 while the server shuts down, or while its store does not answer. A full disk is a warning, not a refusal: users who are migrated can still sign in.',
  result: Readiness,
  at_any_host: true,
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
