/** The last runs of this tab of the browser; gone with it. @module */
import { Button } from '../../ui/button.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import type { Headline, RunResult } from './outcome.ts'
import { scriptsText } from './text.ts'

/** A run that has ended. Without what was typed for it. */
export interface PastRun {
  /** Counts the runs of the page. */
  number: number
  headline: Headline
  run: RunResult
}

/** Older ones are forgotten. */
export const KEPT_RUNS = 20

/** @param props.runs newest first */
export function PastRuns({
  runs,
  shown,
  onShow,
}: {
  runs: readonly PastRun[]
  shown: number | undefined
  onShow: (run: PastRun) => void
}) {
  const { run: says } = scriptsText
  if (runs.length < 2) return null
  return (
    <details className="past-runs">
      <summary>{says.past(runs.length)}</summary>
      <ol>
        {runs.map((one, index) => {
          const before = runs[index + 1]?.run.duration_ms
          return (
            <li key={one.number}>
              <Button
                variant="quiet"
                wide
                aria-pressed={one.number === shown}
                title={before === undefined ? undefined : says.against(one.run.duration_ms - before)}
                onClick={() => onShow(one)}
              >
                {`${one.number} · ${inSentence(one.headline.text)} · ${says.ms(one.run.duration_ms)}`}
              </Button>
            </li>
          )
        })}
      </ol>
    </details>
  )
}
