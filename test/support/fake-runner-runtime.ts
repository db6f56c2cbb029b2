/** The supervisor with fake runners, and calls for it. @module */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Runtime, RuntimeEvent, RuntimeOptions, ScriptCall } from '../../runtime/contract.ts'
import type { DnsQuery } from '../../runtime/messages.ts'
import type { StartProcess } from '../../runtime/supervisor/runner-process.ts'
import { createSupervisor } from '../../runtime/supervisor/runtime.ts'

/** What a fake runner does with a run. */
export type FakeCommand =
  | { do: 'answer'; outcome: object; more?: object }
  /** Answers with its pid, its isolate, how many runs that isolate has had, arguments, configuration, environment. */
  | { do: 'tell' }
  | { do: 'after'; ms: number }
  | { do: 'log'; lines: string[] }
  /** Never answers, also not when told to give up. */
  | { do: 'hang' }
  | { do: 'until_cancelled' }
  | { do: 'stop_answering_pings' }
  /** Says in its pongs that it is inside the isolate all the time. */
  | { do: 'overdue' }
  | { do: 'eat'; mb: number }
  | { do: 'exit' }
  | { do: 'abort' }
  | { do: 'raw'; hex: string }
  | { do: 'frame'; type: number; id?: number; payload?: string }
  | { do: 'twice' }
  | {
      do: 'connect'
      host: string
      port: number
      send?: string
      /** Answers with a value when so much has come; else when the socket has closed. */
      enough?: number
      /** False: reads nothing beyond the first window. */
      grant?: boolean
      /** Leaves the socket open. */
      keep?: boolean
      /** The next run sends this on the kept socket, waits for the other side to close, and answers. */
      then_send?: string
      /** Instead of the value. */
      outcome?: object
      /** Instead of the socket's error. */
      after_error?: object
    }
  | { do: 'send_beyond_credit'; host: string; port: number }
  | { do: 'connect_many'; host: string; port: number; times: number; together?: boolean }
  | { do: 'dns'; operation: DnsQuery['operation']; name: string; times?: number }
  /** Asks for a derivation, and never answers. */
  | { do: 'hash'; job: object }
  | { do: 'close_isolate' }

const entry = fileURLToPath(new URL('fake-runner.ts', import.meta.url))

/** Starts a fake runner. */
export const startFakeRunner: StartProcess = async () =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry], {
    env: {},
    stdio: ['pipe', 'pipe', 'pipe'],
  })

export interface FakeRuntime extends Runtime {
  events: RuntimeEvent[]
  /** Resolves with the first event of that kind, also one that has been. */
  event<Kind extends RuntimeEvent['kind']>(kind: Kind): Promise<Extract<RuntimeEvent, { kind: Kind }>>
}

/** A supervisor whose runners are fake. */
export function createFakeRuntime(
  options: RuntimeOptions = {},
  start: StartProcess = startFakeRunner,
  startKdf?: StartProcess,
): FakeRuntime {
  const events: RuntimeEvent[] = []
  const listeners = new Set<() => void>()
  const on_event = (event: RuntimeEvent) => {
    events.push(event)
    for (const listener of listeners) listener()
  }
  const runtime = createSupervisor(start, { ...options, on_event }, startKdf)
  return {
    ...runtime,
    events,
    event: (kind) =>
      new Promise((resolve) => {
        const look = () => {
          const found = events.find((event) => event.kind === kind)
          if (!found) return
          listeners.delete(look)
          resolve(found as never)
        }
        listeners.add(look)
        look()
      }),
  }
}

/** A call whose script is that command. */
export function fakeCall(
  command: FakeCommand,
  more: Partial<ScriptCall> & { action?: ScriptCall['script']['action'] } = {},
): ScriptCall {
  const { action = 'login', ...call } = more
  const source = JSON.stringify(command)
  return {
    tenant_id: 'tenant',
    connection_id: 'connection',
    script: { action, source, revision: source },
    configuration: { values: {}, revision: '1' },
    args: ['ann@example.com', 'a password'],
    ...call,
  }
}

/** `{ kind: 'value' }` with that value. */
export const valueOutcome = (value: unknown) => ({ kind: 'value', json: JSON.stringify(value) })
