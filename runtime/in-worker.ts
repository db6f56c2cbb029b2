/** What a process for work on text imports of this folder. The server's own never does: what is here reads scripts. @module */

export { adviseScript } from './advice/advise.ts'
export { readScript } from './advice/configuration-reads.ts'
export type { Advice, AdviceRequest } from './advice/contract.ts'
export { serveJobs } from './workers/serve.ts'
