/** Runs script files in the sandbox that the server runs scripts in, without a server. @module */
import { basename } from 'node:path'
import type { Action, Json, ScriptOutcome, ScriptRun } from '../../runtime/index.ts'
import { ACTIONS, createRuntime } from '../../runtime/index.ts'
import { UsageError } from './contract.ts'

/** One run of a script file. */
interface FileRun {
  action: Action
  source: string
  configuration: Readonly<Record<string, string>>
  /** Positional arguments before the callback. */
  args: readonly Json[]
}

/** The end of a run. */
interface FileRunEnd {
  run: ScriptRun
  /** The outcome with passwords and configuration values redacted: for people. */
  shown: ScriptOutcome
}

/** A sandbox of one command. */
export interface FileSandbox {
  run(task: FileRun): Promise<FileRunEnd>
  close(): Promise<void>
}

/** @param allow as `FERRY_SANDBOX_ALLOW` @throws {UsageError} an entry is malformed */
export async function openSandbox(allow: readonly string[]): Promise<FileSandbox> {
  const runtime = startRuntime(allow)
  // The first start of a clone builds the sandbox, which takes longer than a run may wait.
  await runtime.ready()
  let runs = 0
  return {
    async run({ action, source, configuration, args }) {
      runs += 1
      const call = {
        tenant_id: 'command-line',
        // A circuit that one script opens must not refuse the next one.
        connection_id: `run-${runs}`,
        script: { action, source, revision: '1' },
        configuration: { values: configuration, revision: '1' },
        args,
        secrets: secretsOf(action, args),
        throw_away: true,
      }
      const run = await runtime.run(call)
      if (run.outcome.kind !== 'value') return { run, shown: run.outcome }
      const [value = null] = await runtime.redactValues(call, [run.outcome.value])
      return { run, shown: { kind: 'value', value } }
    },
    close: runtime.close,
  }
}

function startRuntime(allow: readonly string[]) {
  try {
    return createRuntime({ allow })
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : 'the list of allowed addresses is wrong', {
      cause,
    })
  }
}

/** @returns the action that a file is named after, as `login.js`; undefined for other names */
export function actionOfFile(path: string): Action | undefined {
  return ACTIONS.find((action) => `${action}.js` === basename(path))
}

/** Typed passwords among the arguments. */
function secretsOf(action: Action, args: readonly Json[]): string[] {
  if (action === 'login' || action === 'change_password') return typeof args[1] === 'string' ? [args[1]] : []
  const [user] = args
  if (action !== 'create' || typeof user !== 'object' || user === null || Array.isArray(user)) return []
  return typeof user.password === 'string' ? [user.password] : []
}
