/** The list of the last runs in this browser tab. @module */
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Foreign } from '../../../ui/foreign.tsx'
import { CompareRuns } from './compare-runs.tsx'
import type { PastRun } from './past-run.ts'
import { runText } from './run-text.ts'

/** Number of runs that are kept. */
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
  const { past: says, run: figures } = runText
  const [compared, setCompared] = useState<{ one: PastRun; before: PastRun }>()
  const [isOpen, setIsOpen] = useState(false)
  const one = runs.find(({ number }) => number === shown)
  const before = one && runs.find(({ number, action }) => number < one.number && action === one.action)
  if (runs.length === 0) return null
  return (
    <details className="past-runs" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{says.title(runs.length)}</summary>
      {isOpen && (
        <div className="stack">
          {one && before && (
            <div className="row">
              <Button onClick={() => setCompared({ one, before })}>{says.compare}</Button>
            </div>
          )}
          <ol>
            {runs.map((past) => (
              <li key={past.number}>
                <button
                  type="button"
                  className="past-run"
                  aria-pressed={past.number === shown}
                  onClick={() => onShow(past)}
                >
                  <span className={`past-tone ${past.headline.tone}`} aria-hidden="true" />
                  <span className="muted num">{past.number}</span>
                  <span>
                    <code>{past.action}</code> <Foreign text={past.headline.text} most={120} />
                  </span>
                  <span className="muted num">{figures.ms(past.run.duration_ms)}</span>
                </button>
              </li>
            ))}
          </ol>
        </div>
      )}
      {compared && <CompareRuns {...compared} onClose={() => setCompared(undefined)} />}
    </details>
  )
}
