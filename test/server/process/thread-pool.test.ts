/** How many threads the server's process has for hashes and files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { expect, test } from 'vitest'
import { startFerry } from '../../support/ferry-process.ts'

const threadsOf = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`).filter(
    (task) => readFileSync(`/proc/${pid}/task/${task}/comm`, 'utf8').trim() === 'libuv-worker',
  ).length

const isUncountable = !existsSync('/proc/self/task')
test.skipIf(isUncountable)(
  `the pool has a thread for each core, or as many as the operator says${isUncountable ? ' (skipped: only Linux lists a process’s threads)' : ''}`,
  async () => {
    const ferry = await startFerry()
    expect(threadsOf(ferry.pid())).toBe(Math.max(2, availableParallelism()))
    await ferry.close()
    const other = await startFerry({ UV_THREADPOOL_SIZE: '9' })
    expect(threadsOf(other.pid())).toBe(9)
    await other.close()
  },
)
