import { describe, expect, test } from 'vitest'
import type { ServerDeps } from '../../../../server/api/http/deps.ts'
import type { Steps } from '../../../../server/api/route/pipeline.ts'
import { throughSteps } from '../../../../server/api/route/pipeline.ts'
import { ApiError } from '../../../../server/common/errors.ts'
import { callHandler } from '../../../support/one-handler.ts'

const ORDER = ['receive', 'open', 'identify', 'limit', 'authorise', 'read', 'check', 'run', 'audit', 'answer']

type Recorded = Steps<string, string, string, string>

/** Steps that note their names; the one named `failing` throws. */
function recorded(failing?: string): { steps: Recorded; seen: string[]; audited: string[] } {
  const seen: string[] = []
  const audited: string[] = []
  const at = (step: string): string => {
    seen.push(step)
    if (step === failing) throw new ApiError('inexistent_user')
    return step
  }
  return {
    seen,
    audited,
    steps: {
      async receive() {
        at('receive')
      },
      open: async () => at('open'),
      identify: async () => at('identify'),
      limit: () => void at('limit'),
      async audit(_opened, _exchange, work) {
        try {
          const result = await work()
          audited.push('success')
          at('audit')
          return result
        } catch (error) {
          if (error instanceof ApiError) audited.push(error.code)
          throw error
        }
      },
      async authorise() {
        at('authorise')
      },
      read: async () => at('read'),
      check: async () => at('check'),
      run: async () => at('run'),
      async answer(_opened, { response }, result) {
        at('answer')
        response.json({ result })
      },
    },
  }
}

const server = { clock: { now: () => 7 } } as ServerDeps
const call = (steps: Recorded) => callHandler(throughSteps(steps)(server), { path: '/api/v2/x' })

test('a request takes every step once, in the documented order', async () => {
  const { steps, seen } = recorded()
  expect(await call(steps)).toMatchObject({ status: 200, body: { result: 'run' } })
  expect(seen).toEqual(ORDER)
})

test('an endpoint without receive, identify, authorise and audit takes the other steps', async () => {
  const { steps, seen } = recorded()
  const { open, limit, read, check, run, answer } = steps
  expect((await call({ open, limit, read, check, run, answer })).status).toBe(200)
  expect(seen).toEqual(['open', 'limit', 'read', 'check', 'run', 'answer'])
})

describe('a step that throws', () => {
  test.each(ORDER)('%s: no later step runs, and the error is rendered', async (failing) => {
    const { steps, seen } = recorded(failing)
    expect(await call(steps)).toMatchObject({ status: 404, body: { errorCode: 'inexistent_user' } })
    expect(seen).toEqual(ORDER.slice(0, ORDER.indexOf(failing) + 1))
  })

  test.each([
    ['receive', []],
    ['open', []],
    ['identify', []],
    ['limit', []],
    ['authorise', ['inexistent_user']],
    ['read', ['inexistent_user']],
    ['check', ['inexistent_user']],
    ['run', ['inexistent_user']],
    ['answer', ['success']],
  ])(
    '%s: the audit log gets %j, as only calls within the rate limit are audited',
    async (failing, entries) => {
      const { steps, audited } = recorded(failing)
      await call(steps)
      expect(audited).toEqual(entries)
    },
  )

  test.each([
    ['open', undefined],
    ['limit', 'open'],
    ['answer', 'open'],
  ])('%s: a page’s own fail step answers, with what was opened so far', async (failing, known) => {
    const { steps } = recorded(failing)
    const { status, text } = await call({
      ...steps,
      fail: (thrown, { response }, opened) =>
        void response.status(418).send(`${thrown instanceof ApiError && thrown.code} ${opened}`),
    })
    expect({ status, text }).toEqual({ status: 418, text: `inexistent_user ${known}` })
  })
})

test('the time of a request starts when its body has arrived', async () => {
  let time = 1
  const clocked = { clock: { now: () => time } } as ServerDeps
  const { steps } = recorded()
  const handler = throughSteps<string, string, number, number>({
    open: steps.open,
    limit: steps.limit,
    read: steps.read,
    async receive() {
      time = 5
    },
    check: async (_opened, { started_at }) => started_at,
    run: async (_opened, _exchange, started_at) => started_at,
    async answer(_opened, { response }, result) {
      response.json({ result })
    },
  })
  expect((await callHandler(handler(clocked))).body).toEqual({ result: 5 })
})
