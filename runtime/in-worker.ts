/** Exports for worker processes that read scripts. The server's process never imports them. @module */

export { adviseScript } from './advice/advise.ts'
export { readScript } from './advice/configuration-reads.ts'
export type { Advice, AdviceRequest } from './advice/contract.ts'
export { serveJobs } from './workers/serve.ts'
