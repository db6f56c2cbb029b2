/** Points `after run:<action>`: a script has done its work, and nobody was told. @module */
import type { Runtime, RuntimeOptions } from '../../../runtime/index.ts'
import { createRuntime as createTrueRuntime } from '../../../runtime/index.ts'
import { dieAt } from './point.ts'

export function createRuntime(options: RuntimeOptions): Runtime {
  const runtime = createTrueRuntime(options)
  return {
    ...runtime,
    async run(call) {
      const run = await runtime.run(call)
      dieAt(`after run:${call.script.action}`)
      return run
    },
  }
}
