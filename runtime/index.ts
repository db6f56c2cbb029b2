/** Runs tenants' action scripts in sandboxes. The only file of this folder that others import. @module */

export type { ScriptReading } from './advice/configuration-reads.ts'
export type { Advice, AdviceRequest } from './advice/contract.ts'
export type {
  Action,
  FailureCode,
  Json,
  LogLine,
  Runtime,
  RuntimeOptions,
  ScriptCall,
  ScriptName,
  ScriptOutcome,
  ScriptRun,
  TraceEvent,
} from './contract.ts'
export { ACTIONS, OLD_TLS } from './contract.ts'
export type { FairQueue } from './fair-queue.ts'
export { createFairQueue, QueueFullError } from './fair-queue.ts'
export { DEFAULT_LIMITS } from './limits.ts'
export { parseAllowList } from './supervisor/allow-list.ts'
export { createRuntime } from './supervisor/runtime.ts'
export type { WorkerPool } from './workers/pool.ts'
export { createWorkerPool, JobStoppedError } from './workers/pool.ts'
