/** Runs action scripts in a real runtime, with as little around them as a test needs. @module */
import { afterAll, beforeAll } from 'vitest'
import type { Json, Runtime, RuntimeOptions, ScriptCall, ScriptName, ScriptRun } from '../../runtime/index.ts'
import { createRuntime } from '../../runtime/index.ts'

export interface Sandbox {
  runtime(): Runtime
  /** Runs a script as `login` of a connection of its own, unless told otherwise. */
  run(
    source: string,
    more?: Partial<ScriptCall> & { action?: ScriptName; args?: readonly Json[] },
  ): Promise<ScriptRun>
}

/** A runtime for the tests of one file: started before the first, ended after the last. */
export function useSandbox(options: RuntimeOptions = {}): Sandbox {
  let runtime: Runtime | undefined
  let connections = 0
  const started = (): Runtime => {
    if (!runtime) throw new Error('the sandbox is used outside of a test')
    return runtime
  }
  beforeAll(async () => {
    runtime = createRuntime(options)
    await runtime.ready()
  })
  afterAll(() => runtime?.close())
  return {
    runtime: started,
    run: (source, { action = 'login', ...more } = {}) =>
      started().run({
        tenant_id: 'tenant',
        connection_id: `con_${++connections}`,
        script: { action, source, revision: '1' },
        configuration: { values: {}, revision: '1' },
        args: ['ann@example.com', 'secret password'],
        ...more,
      }),
  }
}
