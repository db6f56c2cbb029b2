/** What a run reached outside, as bars on one axis of time. @module */
import type { RunResult } from './outcome.ts'
import { visible } from './output.tsx'
import { scriptsText } from './text.ts'

/** A bar that is shorter than this part of the axis could not be seen. */
const LEAST_PERCENT = 0.8

/** @param props.duration_ms of the whole run: the length of the axis */
export function TraceBars({ steps, duration_ms }: { steps: RunResult['trace']; duration_ms: number }) {
  const { run: says } = scriptsText
  if (steps.length === 0) return <p className="small muted">{says.traceEmpty}</p>
  const whole = Math.max(
    1,
    duration_ms,
    ...steps.map((step) => Number(step.at_ms) + Number(step.duration_ms)),
  )
  return (
    <div className="stack">
      <ol className="trace" aria-label={says.traceCaption}>
        {steps.map((step, index) => {
          const failed = step.outcome !== 'ok'
          const what = [step.kind, step.method, step.host, step.port, step.status]
            .filter((part) => part !== undefined)
            .join(' ')
          return (
            <li key={index} className={failed ? 'trace-failed' : undefined}>
              <span className="row">
                <bdi>{visible(what)}</bdi>
                {failed && <bdi>{visible(String(step.outcome))}</bdi>}
                <span className="grow" />
                <span className="num muted">{says.ms(Number(step.duration_ms))}</span>
              </span>
              <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" className="trace-bar">
                <rect className="trace-axis" width="100" height="4" />
                <rect
                  x={(Number(step.at_ms) / whole) * 100}
                  width={Math.max(LEAST_PERCENT, (Number(step.duration_ms) / whole) * 100)}
                  height="4"
                />
              </svg>
            </li>
          )
        })}
      </ol>
      <p className="small muted">{says.traceScale(whole)}</p>
    </div>
  )
}
