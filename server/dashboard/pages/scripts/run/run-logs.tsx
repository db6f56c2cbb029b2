/** The console output of a script. @module */

import { visible } from '../../../ui/foreign.tsx'
import type { RunResult } from './outcome.ts'
import { brief } from './output.tsx'
import { runText } from './run-text.ts'

/** Longer lines are cut. */
const LINE_CHARACTERS = 4 * 1024

/** The output line by line, with the time since the start of the run. */
export function Logs({ lines, isCut }: { lines: RunResult['logs']; isCut: boolean }) {
  const { logs: says } = runText
  if (lines.length === 0) return <p className="small muted">{says.none}</p>
  return (
    <div className="stack">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="run-output" tabIndex={0} aria-label={says.title}>
        <ol className="run-logs">
          {lines.map(({ at_ms, level, text }, index) => (
            <li key={index} className={`log-${level}`}>
              <span className="muted num">{says.offset(at_ms)}</span>
              <span className="log-level">{level}</span>
              <bdi>{visible(brief(text, LINE_CHARACTERS))}</bdi>
            </li>
          ))}
        </ol>
      </section>
      {lines.some(({ text }) => text.includes('[redacted]')) && (
        <p className="small muted">{says.redacted}</p>
      )}
      {isCut && <p className="small muted">{says.cut}</p>}
    </div>
  )
}
