import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { QueueFullError } from '../../runtime/fair-queue.ts'
import type { WorkerPoolOptions } from '../../runtime/workers/pool.ts'
import { createWorkerPool, JobStoppedError } from '../../runtime/workers/pool.ts'
import type { TestJobs } from '../support/test-jobs.ts'

function pool(options: Partial<WorkerPoolOptions> = {}) {
  const made = createWorkerPool<TestJobs>({
    entry: new URL(`file://${join(import.meta.dirname, '../support/test-jobs.ts')}`),
    workers: 1,
    waiting_per_owner: 10,
    heap_mb: 32,
    ...options,
  })
  onTestFinished(() => made.close())
  return made
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const SOON = { deadline_ms: 10_000 }

test('a job past its deadline is stopped, and the next one runs in a new worker', async () => {
  const workers = pool()
  expect(await workers.run('ann', 'process', undefined, SOON)).toBeGreaterThan(0)
  const first = await workers.run('ann', 'process', undefined, SOON)
  await expect(workers.run('ann', 'spin', undefined, { deadline_ms: 50 })).rejects.toEqual(
    new JobStoppedError('time'),
  )
  expect(await workers.run('ann', 'process', undefined, SOON)).not.toBe(first)
  expect(workers.stats()).toMatchObject({ running: 0, stopped: 1, workers: 1 })
})

test('a regular expression that backtracks for ever is stopped', async () => {
  const workers = pool()
  await workers.run('ann', 'process', undefined, SOON)
  await expect(workers.run('ann', 'backtrack', undefined, { deadline_ms: 50 })).rejects.toEqual(
    new JobStoppedError('time'),
  )
})

test('a parser in a loop that V8 cannot interrupt is killed, and its processor is free', async () => {
  const workers = pool()
  const pid = await workers.run('ann', 'process', undefined, SOON)
  const source = `x=/${'(?:(?<a>x)|(?<b>y))|'.repeat(4_900)}/`
  await expect(workers.run('ann', 'parse', source, { deadline_ms: 1_000 })).rejects.toEqual(
    new JobStoppedError('time'),
  )
  // As a thread it went on for a minute.
  await expect.poll(() => isRunning(pid), { timeout: 2_000 }).toBe(false)
})

test('a worker without a job for some time is ended', async () => {
  const workers = pool({ idle_ms: 50 })
  const pid = await workers.run('ann', 'process', undefined, SOON)
  await expect.poll(() => isRunning(pid)).toBe(false)
  expect(workers.stats()).toMatchObject({ workers: 0 })
})

test('a job that takes all memory ends its worker, not the server', async () => {
  const workers = pool()
  await expect(workers.run('ann', 'fill', undefined, { deadline_ms: 60_000 })).rejects.toEqual(
    new JobStoppedError('memory'),
  )
  expect(await workers.run('ann', 'process', undefined, SOON)).toBeGreaterThan(0)
})

test('an owner with too many jobs is refused; another owner is served', async () => {
  const workers = pool({ waiting_per_owner: 2 })
  const jobs = [1, 2, 3, 4].map(() =>
    workers.run('mallory', 'spin', undefined, { deadline_ms: 300 }).catch((error: unknown) => error),
  )
  const ann = workers.run('ann', 'process', undefined, SOON)
  expect(await jobs[3]).toEqual(new QueueFullError('owner'))
  expect(await ann).toBeGreaterThan(0)
  // Served before the rest of the backlog.
  expect(workers.stats()).toMatchObject({ queued: 1 })
  await Promise.all(jobs)
})

test('a job that throws rejects with its message, and keeps its worker', async () => {
  const workers = pool()
  const before = await workers.run('ann', 'process', undefined, SOON)
  await expect(workers.run('ann', 'fail', undefined, SOON)).rejects.toThrow('the test asked for it')
  expect(await workers.run('ann', 'process', undefined, SOON)).toBe(before)
})

test('a worker whose module cannot be loaded is an error, not a wait', async () => {
  const workers = pool({ entry: new URL('file:///no/such/module.ts') })
  await expect(workers.run('ann', 'process', undefined, SOON)).rejects.toThrow()
})

test('a worker has no environment, files, network or child processes', async () => {
  expect(await pool().run('ann', 'reach', undefined, SOON)).toEqual([])
})

test('a program that closes its pool waits for the end of idle workers, and ends well', async () => {
  const entry = new URL(`file://${join(import.meta.dirname, '../support/test-jobs.ts')}`)
  const pool_module = new URL(`file://${join(import.meta.dirname, '../../runtime/workers/pool.ts')}`)
  const program = `
    import { createWorkerPool } from '${pool_module}'
    const pool = createWorkerPool({ entry: new URL('${entry}'), workers: 1, waiting_per_owner: 1, heap_mb: 32 })
    await pool.run('ann', 'process', undefined, { deadline_ms: 10_000 })
    await pool.close()
    process.stdout.write('closed')`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program])
  expect(stdout).toBe('closed')
})
