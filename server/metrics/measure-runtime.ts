/** Counts and times runs of scripts. @module */
import type { Runtime, ScriptOutcome } from '../../runtime/index.ts'
import type { LabelBook } from './connection-labels.ts'
import type { Meters } from './meters.ts'

export function measureRuntime(runtime: Runtime, meters: Meters, { labelsOf }: LabelBook): Runtime {
  meters.watchRunners(() => runtime.stats().runners.length)
  meters.watchQueue('scripts', () => {
    const { runners, queued } = runtime.stats()
    return { running: runners.reduce((sum, { runs }) => sum + runs, 0), queued }
  })
  meters.watchQueue('look_ups', () => runtime.stats().look_ups)
  return {
    ...runtime,
    async run(call) {
      const { action } = call.script
      const began = performance.now()
      let outcome = 'error'
      try {
        const run = await runtime.run(call)
        outcome = outcomeOf(run.outcome)
        return run
      } finally {
        const purpose = call.throw_away === true ? 'test' : 'live'
        meters.count('scriptRuns', { ...labelsOf(call), action, purpose, outcome })
        meters.observeSince('scriptSeconds', { action }, began)
      }
    },
  }
}

function outcomeOf(outcome: ScriptOutcome): string {
  return outcome.kind === 'failure' ? outcome.code : outcome.kind
}
