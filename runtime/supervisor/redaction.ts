/** Takes a call's secrets out of every text that its run produced (K4). @module */
import type { ScriptCall, ScriptOutcome, ScriptRun } from '../contract.ts'
import type { Redactor } from '../redact.ts'
import { createRedactor } from '../redact.ts'

/** A typed password shorter than this is not looked for: it would be found everywhere. */
const SECRET_CHARS = 4
/** Configuration holds flags and ports as well as secrets. */
const CONFIGURATION_CHARS = 6
/** Configurations whose patterns are kept: making them takes longer than using them. */
const KEPT = 200

export interface Redaction {
  /** @returns the run with texts redacted; `outcome.value` is the caller's to decide about */
  redact(call: ScriptCall, run: ScriptRun): ScriptRun
}

export function createRedaction(): Redaction {
  const known = new Map<string, { values: readonly string[]; redact: Redactor }>()

  function forConfiguration({ tenant_id, connection_id, configuration }: ScriptCall): Redactor {
    const values = Object.values(configuration.values).filter((value) => value.length >= CONFIGURATION_CHARS)
    const key = JSON.stringify([tenant_id, connection_id])
    const held = known.get(key)
    known.delete(key)
    const isSame =
      held?.values.length === values.length && values.every((value, i) => value === held.values[i])
    const entry = held && isSame ? held : { values, redact: createRedactor(values) }
    known.set(key, entry)
    for (const oldest of known.keys()) {
      if (known.size <= KEPT) break
      known.delete(oldest)
    }
    return entry.redact
  }

  return {
    redact(call, run) {
      const texts: string[] = []
      mapTexts(run, (text) => {
        texts.push(text)
        return text
      })
      if (texts.length === 0) return run
      const secrets = call.secrets?.filter((secret) => secret.length >= SECRET_CHARS) ?? []
      // All at once: a run has up to thousands of lines, and each search has a price.
      const joined = texts.join(SEPARATOR)
      const redacted = forConfiguration(call)(createRedactor(secrets)(joined))
      if (redacted === joined) return run
      const parts = redacted.split(SEPARATOR)
      const isWhole = parts.length === texts.length
      return mapTexts(run, () => (isWhole ? parts.shift() : undefined) ?? MARK)
    },
  }
}

/** In a text by itself no secret of anybody's holds this. */
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
      outcome: change(event.outcome),
      ...(event.method !== undefined && { method: change(event.method) }),
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
        message: change(message),
        ...(name !== undefined && { name: change(name) }),
        ...(error_code !== undefined && { error_code: change(error_code) }),
        ...(stack !== undefined && { stack: change(stack) }),
      }
    }
  }
}
