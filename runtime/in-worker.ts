/** What a process for work on text imports of this folder. The server's own never does: what is here reads scripts. @module */

export type { Action } from './actions.ts'
export { adviseScript } from './advice/advise.ts'
export { configurationKeysOf } from './advice/configuration-reads.ts'
export type { Advice, AdviceRequest } from './advice/contract.ts'
export type { SyntaxProblem } from './advice/syntax.ts'
export { findSyntaxProblem } from './advice/syntax.ts'
export { serveJobs } from './workers/serve.ts'
