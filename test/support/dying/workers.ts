/** Threads of the store get an empty environment and no preloading: both are given to them here. @module */
import type { WorkerOptions } from 'node:worker_threads'
import { Worker as TrueWorker } from 'node:worker_threads'

export class Worker extends TrueWorker {
  constructor(program: URL, options: WorkerOptions) {
    const { href } = new URL('./preload.ts', import.meta.url)
    super(program, {
      ...options,
      execArgv: [...process.execArgv, `--import=${href}`],
      env: { FERRY_DATA_DIR: process.env.FERRY_DATA_DIR },
    })
  }
}
