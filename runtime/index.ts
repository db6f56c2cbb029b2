/** Runs tenants' action scripts in sandboxes. The only file of this folder that others import. @module */

export { adviseScript } from './advice/advise.ts'
export type { Advice } from './advice/contract.ts'
export type {
  Action,
  FailureCode,
  Json,
  LogLine,
  RejectionClass,
  Runtime,
  RuntimeEvent,
  RuntimeOptions,
  ScriptCall,
  ScriptFailure,
  ScriptLimits,
  ScriptOutcome,
  ScriptRun,
  TraceEvent,
} from './contract.ts'
export { ACTIONS, DEFAULT_LIMITS } from './contract.ts'
export type { Redactor } from './redact.ts'
export { createRedactor } from './redact.ts'
export { createRuntime } from './supervisor/runtime.ts'
