/** The network access of a run, as bars on a time axis. @module */
import { CopyButton } from '../../../ui/copy-button.tsx'
import { visible } from '../../../ui/foreign.tsx'
import type { RunResult } from './outcome.ts'
import { runText } from './run-text.ts'
import './run.css'

type Step = RunResult['trace'][number]

/** Minimum width of a bar, as a part of the axis; a shorter bar would be invisible. */
const LEAST_PERCENT = 0.8

/** @param props.duration_ms duration of the whole run: the length of the axis */
export function TraceBars({ steps, duration_ms }: { steps: readonly Step[]; duration_ms: number }) {
  const { trace: says, run } = runText
  if (steps.length === 0) return <p className="small muted">{says.none}</p>
  const whole = Math.max(
    1,
    duration_ms,
    ...steps.map((step) => Number(step.at_ms) + Number(step.duration_ms)),
  )
  return (
    <div className="stack">
      <ol className="trace" aria-label={says.caption}>
        {steps.map((step, index) => {
          const failed = step.outcome !== 'ok'
          return (
            <li key={index} className={failed ? 'trace-failed' : undefined}>
              <span className="trace-label">
                <bdi>{visible(labelOf(step))}</bdi>
                {failed && <code>{visible(String(step.outcome))}</code>}
                <span className="num muted">{run.ms(Number(step.duration_ms))}</span>
              </span>
              <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" className="trace-bar">
                <rect className="trace-axis" width="100" height="4" />
                <rect
                  x={Math.min((Number(step.at_ms) / whole) * 100, 100 - LEAST_PERCENT)}
                  width={Math.max(LEAST_PERCENT, (Number(step.duration_ms) / whole) * 100)}
                  height="4"
                />
              </svg>
            </li>
          )
        })}
      </ol>
      <div className="trace-scale small muted num" aria-hidden="true">
        <span>{says.scale(0)}</span>
        <span>{says.scale(whole / 2)}</span>
        <span>{says.scale(whole)}</span>
      </div>
      <p className="small muted">{says.cold}</p>
      {steps.some(({ host }) => String(host).includes('[redacted]')) && (
        <p className="small muted">{runText.logs.redacted}</p>
      )}
      <div className="row">
        <CopyButton text={JSON.stringify(steps, null, 2)}>{says.copy}</CopyButton>
      </div>
    </div>
  )
}

function labelOf({ kind, method, host, port, status }: Step): string {
  const what = runText.trace.kinds[String(kind)] ?? String(kind)
  const where = port === undefined ? String(host) : `${host}:${port}`
  return [what, method, where, status].filter((part) => part !== undefined).join(' ')
}
