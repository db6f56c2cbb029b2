import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { QueueFullError } from '../../runtime/fair-queue.ts'
import type { ThreadPoolOptions } from '../../runtime/threads/pool.ts'
import { createThreadPool, JobStoppedError } from '../../runtime/threads/pool.ts'
import type { TestJobs } from '../support/test-jobs.ts'

function pool(options: Partial<ThreadPoolOptions> = {}) {
  const made = createThreadPool<TestJobs>({
    entry: new URL(`file://${join(import.meta.dirname, '../support/test-jobs.ts')}`),
    name: 'test',
    threads: 1,
    waiting_per_owner: 10,
    heap_mb: 32,
    ...options,
  })
  onTestFinished(() => made.close())
  return made
}

const SOON = { deadline_ms: 10_000 }

test('a job past its deadline is stopped, and the next one runs in a new thread', async () => {
  const threads = pool()
  expect(await threads.run('ann', 'thread', undefined, SOON)).toBeGreaterThan(0)
  const first = await threads.run('ann', 'thread', undefined, SOON)
  await expect(threads.run('ann', 'spin', undefined, { deadline_ms: 50 })).rejects.toEqual(
    new JobStoppedError('time'),
  )
  expect(await threads.run('ann', 'thread', undefined, SOON)).not.toBe(first)
  expect(threads.stats()).toMatchObject({ running: 0, stopped: 1, threads: 1 })
})

test('a regular expression that backtracks for ever is stopped', async () => {
  const threads = pool()
  await threads.run('ann', 'thread', undefined, SOON)
  await expect(threads.run('ann', 'backtrack', undefined, { deadline_ms: 50 })).rejects.toEqual(
    new JobStoppedError('time'),
  )
})

test('a job that takes all memory ends its thread, not the process', async () => {
  const threads = pool()
  await expect(threads.run('ann', 'fill', undefined, { deadline_ms: 60_000 })).rejects.toEqual(
    new JobStoppedError('memory'),
  )
  expect(await threads.run('ann', 'thread', undefined, SOON)).toBeGreaterThan(0)
})

test('an owner with too many jobs is refused; another owner is served', async () => {
  const threads = pool({ waiting_per_owner: 2 })
  const jobs = [1, 2, 3, 4].map(() =>
    threads.run('mallory', 'spin', undefined, { deadline_ms: 300 }).catch((error: unknown) => error),
  )
  const ann = threads.run('ann', 'thread', undefined, SOON)
  expect(await jobs[3]).toEqual(new QueueFullError('owner'))
  expect(await ann).toBeGreaterThan(0)
  // Served before the rest of the backlog.
  expect(threads.stats()).toMatchObject({ queued: 1 })
  await Promise.all(jobs)
})

test('a job that throws rejects with its message, and keeps its thread', async () => {
  const threads = pool()
  const before = await threads.run('ann', 'thread', undefined, SOON)
  await expect(threads.run('ann', 'fail', undefined, SOON)).rejects.toThrow('the test asked for it')
  expect(await threads.run('ann', 'thread', undefined, SOON)).toBe(before)
})

test('a thread whose module cannot be loaded is an error, not a wait', async () => {
  const threads = pool({ entry: new URL('file:///no/such/module.ts') })
  await expect(threads.run('ann', 'thread', undefined, SOON)).rejects.toThrow()
})

test('a thread sees nothing of the environment', async () => {
  expect(await pool().run('ann', 'environment', undefined, SOON)).toEqual([])
})
