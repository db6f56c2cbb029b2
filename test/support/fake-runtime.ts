/** A runtime that is a plain function of the call: for tests of what surrounds scripts. @module */
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Runtime, ScriptCall, ScriptOutcome, ScriptRun } from '../../runtime/index.ts'
import { createRedaction } from '../../runtime/supervisor/redaction.ts'

/** A runtime without sandboxes, and what was asked of it. */
export interface FakeRuntime extends Runtime {
  readonly calls: ScriptCall[]
}

/** How the fake ends a call; a promise makes the run last. */
export type FakeScript = (
  call: ScriptCall,
) => ScriptOutcome | Partial<ScriptRun> | Promise<ScriptOutcome | Partial<ScriptRun>>

/** @param script decides each call */
export function createFakeRuntime(script: FakeScript): FakeRuntime {
  const calls: ScriptCall[] = []
  const redaction = createRedaction()
  return {
    calls,
    async run(call) {
      calls.push(call)
      const started = performance.now()
      const ended = await script(call)
      return {
        outcome: { kind: 'none' },
        logs: [],
        logs_truncated: false,
        trace: [],
        duration_ms: performance.now() - started,
        cpu_ms: 0,
        memory_bytes: 0,
        late_settlements: 0,
        late_errors: 0,
        legacy_bytes_received: 0,
        attempts: 1,
        ...('kind' in ended ? { outcome: ended } : ended),
      }
    },
    redactValues: redaction.redactValues,
    async connect(_tenant_id, { host, port, signal }) {
      const socket = connect({ host, port, signal })
      await once(socket, 'connect')
      return socket
    },
    checkAddress: async () => ({ kind: 'allowed', by: 'public' }),
    ready: async () => undefined,
    stats: () => ({ runners: [], queued: 0, look_ups: { running: 0, queued: 0 }, kills: 0 }),
    connections: () => [],
    retire: () => undefined,
    close: redaction.close,
  }
}

/** People of a legacy store. */
export interface LegacyPerson {
  id: string | number
  email: string
  password: string
  more?: { [key: string]: string }
}

/** A login script over a list of people: right password → profile, anything else → nothing. */
export function legacyStore(people: readonly LegacyPerson[]): FakeScript {
  return ({ args: [identifier, password] }) => {
    const person = people.find((one) => one.email.toLowerCase() === String(identifier).toLowerCase())
    if (!person || person.password !== password) return { kind: 'none' }
    return { kind: 'value', value: { user_id: person.id, email: person.email, ...person.more } }
  }
}
