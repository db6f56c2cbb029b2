/** Jobs of a worker under test. @module */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { parse } from 'acorn'
import { serveJobs } from '../../runtime/workers/serve.ts'

const JOBS = {
  process: () => process.pid,
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
  /** @returns what the process could reach */
  reach: () => {
    const found = Object.keys(process.env).filter((name) => name !== 'NODE_COMPILE_CACHE')
    const attempts = {
      file: () => readFileSync('/etc/passwd'),
      child: () => spawnSync('true').pid,
      thread: () => new Worker('1', { eval: true }),
    }
    for (const [name, attempt] of Object.entries(attempts)) {
      try {
        attempt()
        found.push(name)
      } catch {}
    }
    return found
  },
  parse: (source: string) => parse(source, { ecmaVersion: 'latest' }).end,
}

export type TestJobs = typeof JOBS

serveJobs(JOBS)
