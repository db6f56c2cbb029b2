/** The form of advice on a script: plain data, which is sent to editors and in API responses. @module */
import type { Action } from '../contract.ts'

/** Offsets are UTF-16 units from 0 in the tenant's text, `end` not included. */
export interface AdviceEdit {
  start: number
  end: number
  text: string
}

/** Applied together; none of the edits overlaps another. */
export interface AdviceFix {
  description: string
  edits: AdviceEdit[]
}

/** One finding. It is never a reason to refuse a script: the author may have meant it. */
export interface Advice {
  /** Stable name, for filters and documentation. */
  rule: string
  /** `warning`: risky, or fails on some path. `info`: works, but there is a better way. */
  severity: 'warning' | 'info'
  /** In the tenant's own text, from 1; the column counts UTF-16 units. */
  line: number
  column: number
  end_line: number
  /** Position of the first unit after the finding. */
  end_column: number
  /** One sentence that says what to change. Quotes names of the script, never values of its literals. */
  message: string
  fix?: AdviceFix
}

export interface AdviceRequest {
  action: Action
  /** The tenant's text: one function expression. */
  source: string
  /** Keys that the connection's `configuration` has; when absent, keys are not checked. */
  configuration_keys?: readonly string[]
  /** Whether the connection has `enable_script_context`; when absent, neither form of the arguments is reported. */
  has_context?: boolean
}
