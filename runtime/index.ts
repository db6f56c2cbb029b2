/** Runs tenants' action scripts in sandboxes. The only file of this folder that others import. @module */

export { adviseScript } from './advice/advise.ts'
export { configurationKeysOf } from './advice/configuration-reads.ts'
export type { Advice } from './advice/contract.ts'
export { findSyntaxProblem } from './advice/syntax.ts'
export type {
  Action,
  FailureCode,
  Json,
  LogLine,
  Runtime,
  RuntimeOptions,
  ScriptCall,
  ScriptOutcome,
  ScriptRun,
  TraceEvent,
} from './contract.ts'
export { ACTIONS, DEFAULT_LIMITS } from './contract.ts'
export type { FairQueue, FairQueueEntry, FairQueueStats } from './fair-queue.ts'
export { createFairQueue, QueueFullError } from './fair-queue.ts'
export { createRedactor } from './redact.ts'
export { parseAllowList } from './supervisor/allow-list.ts'
export { createRuntime } from './supervisor/runtime.ts'
