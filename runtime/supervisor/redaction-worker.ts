/** The process that takes secrets out of long texts. @module */
import { createRedactor } from '../redact.ts'
import { serveJobs } from '../workers/serve.ts'
import type { Values } from './configuration-redactor.ts'
import { redactorOf } from './configuration-redactor.ts'
import { OWN_PHRASES } from './own-words.ts'

/** Shorter than the deadline that the supervisor sets. */
const BUDGET_MS = 250

interface LongText {
  /** Typed passwords. */
  secrets: readonly string[]
  configuration: Values
  text: string
  /** Source of the script that ran. */
  source: string | undefined
}

const JOBS = {
  redact({ secrets, configuration, text, source }: LongText): string {
    const typed = createRedactor(secrets, BUDGET_MS, { phrases: OWN_PHRASES, source })
    return redactorOf(configuration, BUDGET_MS)(typed(text))
  },
}

export type RedactionJobs = typeof JOBS

serveJobs(JOBS)
