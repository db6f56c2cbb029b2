import { expect, test } from 'vitest'
import { createCoalescer } from '../../../server/migration/login/coalesce.ts'

test('M6: simultaneous identical work runs once; later it runs again', async () => {
  const coalescer = createCoalescer<number>()
  let asked = 0
  const ask = (): Promise<{ result: number; first: boolean }> =>
    coalescer.share(['ann'], ['secret'], async () => ++asked)
  expect(await Promise.all([ask(), ask()])).toEqual([
    { result: 1, first: true },
    { result: 1, first: false },
  ])
  expect(await ask()).toEqual({ result: 2, first: true })
})

test('M6: work that differs in any part is never shared, however the parts are split', async () => {
  const coalescer = createCoalescer<string>()
  const questions: [string[], string[]][] = [
    [['ann'], ['a', 'b']],
    [['ann'], ['ab']],
    [['ann', 'a'], ['b']],
    [['an'], ['na', 'b']],
  ]
  const answers = await Promise.all(
    questions.map(([who, what], i) => coalescer.share(who, what, async () => `answer ${i}`)),
  )
  expect(answers.map(({ result }) => result)).toEqual(['answer 0', 'answer 1', 'answer 2', 'answer 3'])
})

test('M6: per identifier three run, twenty wait, and the next is told to try again; other identifiers are not delayed', async () => {
  const coalescer = createCoalescer<number>()
  const held = Promise.withResolvers<void>()
  let running = 0
  const guess = (who: string, n: number) =>
    coalescer.share([who], [String(n)], async () => {
      running += 1
      await held.promise
      return n
    })
  const guesses = Array.from({ length: 23 }, (_, n) => guess('ann', n))
  const other = guess('bob', 1)
  await expect(guess('ann', 99)).rejects.toMatchObject({ code: 'temporarily_unavailable' })
  expect(running).toBe(4)
  held.resolve()
  expect((await Promise.all(guesses)).map(({ result }) => result)).toEqual(
    Array.from({ length: 23 }, (_, n) => n),
  )
  expect((await other).result).toBe(1)
})

test('work that fails, fails for all callers who share it, and leaves nothing behind', async () => {
  const coalescer = createCoalescer<number>()
  const ask = () => coalescer.share(['ann'], ['x'], () => Promise.reject(new Error('host fault')))
  const results = await Promise.allSettled([ask(), ask()])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await coalescer.share(['ann'], ['x'], async () => 5)).toEqual({ result: 5, first: true })
})
