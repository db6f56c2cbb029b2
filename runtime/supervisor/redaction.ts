/** Takes a call's secrets out of every text that its run produced (K4). @module */
import type { FailureCode, Json, ScriptCall, ScriptOutcome, ScriptRun } from '../contract.ts'
import { FAILURES } from '../contract.ts'
import { QueueFullError } from '../fair-queue.ts'
import type { Redactor } from '../redact.ts'
import { createRedactor } from '../redact.ts'
import { createWorkerPool, JobStoppedError } from '../workers/pool.ts'
import type { Values } from './configuration-redactor.ts'
import { redactorOf } from './configuration-redactor.ts'
import { OWN_PHRASES, PROFILE_FIELDS, partsOf, UNAVAILABLE_CODES } from './own-words.ts'
import type { RedactionJobs } from './redaction-worker.ts'

/** A shorter typed password is not searched for: it would be found everywhere. */
const SECRET_CHARS = 4
/** Configurations whose patterns are kept: making them takes longer than using them. */
const KEPT = 200
/** Longer texts, or longer secrets, are searched in a process of their own: up to here it takes five milliseconds at the very most. */
const TEXT_CHARS_HERE = 8_192
const SECRET_CHARS_HERE = 2_048
const DEADLINE_MS = 750
const HEAP_MB = 96
/** Long outputs of one tenant that wait for the worker. The runs are over, so they are few. */
const WAITING_PER_TENANT = 100

/** The parts of a call that redaction needs. */
type RedactedCall = Pick<ScriptCall, 'tenant_id' | 'connection_id' | 'configuration' | 'secrets'> &
  Partial<Pick<ScriptCall, 'script'>>

export interface Redaction {
  /** @returns the run with texts redacted; `outcome.value` is the caller's to decide about */
  redact(call: RedactedCall, run: ScriptRun): Promise<ScriptRun>
  /** @returns the values with their texts and keys redacted */
  redactValues(call: RedactedCall, values: readonly Json[]): Promise<Json[]>
  close(): Promise<void>
}

/** When a search takes too long, the texts are not shown at all. */
export function createRedaction(): Redaction {
  const kept = new Map<string, { configuration: Values; redact: Redactor }>()
  const pool = createWorkerPool<RedactionJobs>({
    entry: new URL('./redaction-worker.ts', import.meta.url),
    workers: 1,
    waiting_per_owner: WAITING_PER_TENANT,
    heap_mb: HEAP_MB,
  })

  function forConfiguration({ tenant_id, connection_id, configuration }: RedactedCall): Redactor {
    const key = JSON.stringify([tenant_id, connection_id])
    const held = kept.get(key)
    kept.delete(key)
    const entry =
      held && isSame(held.configuration, configuration)
        ? held
        : { configuration, redact: redactorOf(configuration) }
    kept.set(key, entry)
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break
      kept.delete(oldest)
    }
    return entry.redact
  }

  async function redactText(call: RedactedCall, text: string): Promise<string> {
    const secrets = call.secrets?.filter((secret) => secret.length >= SECRET_CHARS) ?? []
    const { configuration, script, tenant_id } = call
    const chars = charsOf(secrets) + charsOf(Object.values(configuration.values))
    if (text.length <= TEXT_CHARS_HERE && chars <= SECRET_CHARS_HERE) {
      const typed = createRedactor(secrets, undefined, { phrases: OWN_PHRASES, source: script?.source })
      return forConfiguration(call)(typed(text))
    }
    const input = { secrets, configuration, text, source: script?.source }
    return pool.run(tenant_id, 'redact', input, { deadline_ms: DEADLINE_MS }).catch((error: unknown) => {
      if (error instanceof JobStoppedError || error instanceof QueueFullError) return MARK
      throw error
    })
  }

  /** @returns as many texts as there were */
  async function redactAll(call: RedactedCall, texts: readonly string[]): Promise<readonly string[]> {
    if (texts.length === 0) return texts
    // All at once: a run has up to thousands of lines, and each search has a price.
    const joined = texts.join(SEPARATOR)
    const redacted = await redactText(call, joined)
    if (redacted === joined) return texts
    const parts = redacted.split(SEPARATOR)
    return parts.length === texts.length ? parts : texts.map(() => MARK)
  }

  return {
    async redact(call, run) {
      const texts: string[] = []
      mapTexts(run, (text) => {
        texts.push(text)
        return text
      })
      const redacted = await redactAll(call, texts)
      if (redacted === texts) return run
      let next = 0
      return mapTexts(run, () => redacted[next++] ?? MARK)
    },
    async redactValues(call, values) {
      const texts: string[] = []
      for (const value of values) {
        mapJson(value, (text) => {
          texts.push(text)
          return text
        })
      }
      const redacted = await redactAll(call, texts)
      let next = 0
      return values.map((value) => mapJson(value, () => redacted[next++] ?? MARK))
    },
    close: () => pool.close(),
  }
}

function isSame(a: Values, b: Values): boolean {
  return JSON.stringify([a.values, a.plain ?? []]) === JSON.stringify([b.values, b.plain ?? []])
}

function charsOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0)
}

/** @param change is called for each text and each key, always in the same order */
function mapJson(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((inner) => mapJson(inner, change))
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      PROFILE_FIELDS.has(key) ? key : change(key),
      mapJson(inner, change),
    ]),
  )
}

/** No secret contains this separator. */
const SEPARATOR = '\0\u{10fffe}\0'
const MARK = '[redacted]'

/** @param change is called for each text of the run, always in the same order */
function mapTexts(run: ScriptRun, change: (text: string) => string): ScriptRun {
  return {
    ...run,
    outcome: mapOutcome(run.outcome, change),
    logs: run.logs.map((line) => ({ ...line, text: change(line.text) })),
    trace: run.trace.map((event) => ({
      ...event,
      host: change(event.host),
      outcome: OWN_OUTCOMES.has(event.outcome) ? event.outcome : change(event.outcome),
      ...(event.method !== undefined && {
        method: METHODS.has(event.method) ? event.method : change(event.method),
      }),
    })),
  }
}

function mapOutcome(outcome: ScriptOutcome, change: (text: string) => string): ScriptOutcome {
  switch (outcome.kind) {
    case 'value':
    case 'none':
      return outcome
    case 'rejection': {
      const { message, code, user_id } = outcome
      return {
        ...outcome,
        message: change(message),
        ...(code !== undefined && { code: change(code) }),
        ...(user_id !== undefined && { user_id: change(user_id) }),
      }
    }
    case 'failure': {
      const { message, name, error_code, stack } = outcome
      return {
        ...outcome,
        message: changeFailure(outcome.code, message, change),
        ...(name !== undefined && { name: ERROR_NAMES.has(name) ? name : change(name) }),
        ...(error_code !== undefined && { error_code: change(error_code) }),
        ...(stack !== undefined && { stack: change(stack) }),
      }
    }
  }
}

/** Changes only the part that came from the sandbox, not the sentence around it. */
function changeFailure(code: FailureCode, message: string, change: (text: string) => string): string {
  if (OWN_MESSAGES.has(code)) return message
  const parts = partsOf(code, message)
  if (!parts) return change(message)
  const [before, asked, after] = parts
  return before + change(asked) + after
}

/** Failures whose message is Ferry's own, with nothing but numbers in it. */
const OWN_MESSAGES: ReadonlySet<FailureCode> = new Set([
  'script_timeout',
  'script_memory',
  'script_limit',
  'script_crash',
  'no_callback',
  'busy',
])

const OWN_OUTCOMES: ReadonlySet<string> = new Set(['ok', ...FAILURES, ...UNAVAILABLE_CODES])
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
const ERROR_NAMES: ReadonlySet<string> = new Set([
  'AggregateError',
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
])
