/** Jobs of a thread under test. @module */
import { threadId } from 'node:worker_threads'
import { serveJobs } from '../../runtime/threads/serve.ts'

const JOBS = {
  thread: () => threadId,
  spin: () => {
    for (;;);
  },
  backtrack: () => /^(?:a|a)*$/.test(`${'a'.repeat(60)}b`),
  fill: () => {
    const kept: number[][] = []
    for (;;) kept.push(Array.from({ length: 10_000 }, (_, i) => i + 0.5))
  },
  fail: () => {
    throw new Error('the test asked for it')
  },
  environment: () => Object.keys(process.env).filter((name) => name !== 'NODE_COMPILE_CACHE'),
}

export type TestJobs = typeof JOBS

serveJobs(JOBS)
