import { expect, test } from 'vitest'
import { createFairQueue, QueueFullError } from '../../runtime/fair-queue.ts'

/** Work that ends when it is told to, and records when it began. */
function jobs() {
  const began: string[] = []
  const ends = new Map<string, () => void>()
  return {
    began,
    work: (name: string) => () => {
      began.push(name)
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
    },
    end: async (name: string) => {
      await new Promise(setImmediate)
      ends.get(name)?.()
      await new Promise(setImmediate)
    },
  }
}

test('a new owner is served before the backlog of another one', async () => {
  const queue = createFairQueue({ running: 1, waiting_per_owner: 100 })
  const { began, work, end } = jobs()
  const all = ['a1', 'a2', 'a3', 'b1'].map((name) => queue.run(name.charAt(0), work(name)))
  await end('a1')
  await end('b1')
  await end('a2')
  await end('a3')
  expect(began).toEqual(['a1', 'b1', 'a2', 'a3'])
  expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'b1'])
  expect(queue.stats()).toEqual({ running: 0, queued: 0, most_running: 1 })
})

test('turns go round the owners', async () => {
  const queue = createFairQueue({ running: 1, waiting_per_owner: 100 })
  const { began, work, end } = jobs()
  for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) void queue.run(name.charAt(0), work(name))
  for (const name of ['a1', 'b1', 'c1', 'a2', 'b2', 'a3']) await end(name)
  expect(began).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3'])
})

test('an owner runs no more than its share, while places for others stay free', async () => {
  const queue = createFairQueue({ running: 3, running_per_owner: 2, waiting_per_owner: 100 })
  const { began, work } = jobs()
  for (const name of ['a1', 'a2', 'a3', 'b1']) void queue.run(name.charAt(0), work(name))
  await new Promise(setImmediate)
  expect(began).toEqual(['a1', 'a2', 'b1'])
  expect(queue.stats()).toMatchObject({ running: 3, queued: 1 })
})

test('an owner that fills its share is refused, and others are not', async () => {
  const queue = createFairQueue({ running: 1, waiting_per_owner: 1 })
  const { work } = jobs()
  void queue.run('a', work('a1'))
  void queue.run('a', work('a2'))
  await expect(queue.run('a', work('a3'))).rejects.toMatchObject({ name: 'QueueFullError', reason: 'owner' })
  void queue.run('b', work('b1'))
  expect(queue.stats().queued).toBe(2)
})

test('when all places to wait are taken, the largest backlog loses its newest entry to somebody with less', async () => {
  const queue = createFairQueue({ running: 1, waiting_per_owner: 10, waiting: 3 })
  const { began, work, end } = jobs()
  void queue.run('a', work('a1'))
  void queue.run('a', work('a2'))
  void queue.run('a', work('a3'))
  const newest = queue.run('a', work('a4'))
  void queue.run('b', work('b1'))
  await expect(newest).rejects.toEqual(new QueueFullError('all'))
  await expect(queue.run('a', work('a5'))).rejects.toMatchObject({ reason: 'all' })
  await end('a1')
  expect(began).toEqual(['a1', 'b1'])
})

test('later entries wait behind the other entries of their owner only', async () => {
  const queue = createFairQueue({ running: 1, waiting_per_owner: 10 })
  const { began, work, end } = jobs()
  void queue.run('a', work('a1'))
  void queue.run('a', work('a2'), { later: true })
  void queue.run('a', work('a3'))
  void queue.run('b', work('b1'), { later: true })
  for (const name of ['a1', 'b1', 'a3', 'a2']) await end(name)
  expect(began).toEqual(['a1', 'b1', 'a3', 'a2'])
})

test('an aborted entry leaves the queue and its work never begins', async () => {
  const queue = createFairQueue({ running: 1, waiting_per_owner: 10 })
  const { began, work, end } = jobs()
  const caller = new AbortController()
  void queue.run('a', work('a1'))
  const waiting = queue.run('b', work('b1'), { signal: caller.signal })
  caller.abort(new Error('gone'))
  await expect(waiting).rejects.toThrow('gone')
  await end('a1')
  expect(began).toEqual(['a1'])
  await expect(queue.run('a', work('a2'), { signal: caller.signal })).rejects.toThrow('gone')
  expect(queue.stats()).toMatchObject({ running: 0, queued: 0 })
})

test('an entry that waits too long is refused', async () => {
  const queue = createFairQueue({ running: 1, waiting_per_owner: 10 })
  const { work } = jobs()
  void queue.run('a', work('a1'))
  await expect(queue.run('b', work('b1'), { wait_ms: 5 })).rejects.toMatchObject({ reason: 'late' })
  expect(queue.stats()).toMatchObject({ running: 1, queued: 0 })
})

test('work that fails releases its place, and a place is released once', async () => {
  const queue = createFairQueue({ running: 1, waiting_per_owner: 10 })
  await expect(queue.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  const release = await queue.enter('a')
  release()
  release()
  expect(queue.stats().running).toBe(0)
  const again = await queue.enter('b')
  expect(queue.stats().running).toBe(1)
  again()
})

test('owners that come and go leave nothing behind: a thousand of them are served in order of their arrival', async () => {
  const queue = createFairQueue({ running: 2, waiting_per_owner: 1 })
  const served: number[] = []
  await Promise.all(
    Array.from({ length: 1_000 }, (_, index) =>
      queue.run(`owner-${index}`, async () => {
        served.push(index)
      }),
    ),
  )
  expect(served).toEqual(served.toSorted((a, b) => a - b))
  expect(queue.stats()).toMatchObject({ running: 0, queued: 0 })
})
