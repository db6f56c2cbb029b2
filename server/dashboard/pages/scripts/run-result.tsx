/** How a test run ended. Whatever the script said is shown as text. @module */
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import type { Headline, RunResult } from './outcome.ts'
import { Output, visible } from './output.tsx'
import { ProfileView } from './profile-view.tsx'
import { scriptsText } from './text.ts'
import { TraceBars } from './trace-bars.tsx'

type Part = 'result' | 'trace' | 'logs'

/** @param props.onPlace goes to a place in the editor */
export function RunReport({
  headline,
  run,
  onPlace,
}: {
  headline: Headline
  run: RunResult
  onPlace: (line: number, column: number) => void
}) {
  const { run: says } = scriptsText
  const [part, setPart] = useState<Part>('result')
  const { line, column = 1 } = run.ok ? {} : run.error
  return (
    <div className="run-report">
      <Banner
        live
        tone={headline.tone}
        title={visible(headline.text)}
        actions={
          line !== undefined && <Button onClick={() => onPlace(line, column)}>{says.goToLine(line)}</Button>
        }
      >
        {headline.hint !== undefined && <p>{visible(headline.hint)}</p>}
        <p className="small muted">{says.figures(run.duration_ms, run.cpu_ms, run.memory_bytes)}</p>
      </Banner>
      {run.warnings.length > 0 && (
        <ul className="run-list" aria-label={says.warnings}>
          {run.warnings.map((warning) => (
            <li key={warning}>
              <bdi>{visible(warning)}</bdi>
            </li>
          ))}
        </ul>
      )}
      <Tabs<Part>
        label={says.parts}
        value={part}
        onChange={setPart}
        tabs={[
          {
            value: 'result',
            label: run.profile_preview ? says.profile : says.returned,
            content: <Result run={run} />,
          },
          {
            value: 'trace',
            label: says.trace(run.trace.length),
            content: <TraceBars steps={run.trace} duration_ms={run.duration_ms} />,
          },
          { value: 'logs', label: says.logs(run.logs.length), content: <Logs run={run} /> },
        ]}
      />
    </div>
  )
}

function Result({ run }: { run: RunResult }) {
  const { run: says } = scriptsText
  const stack = run.ok ? undefined : run.error.stack
  if (run.profile_preview) return <ProfileView preview={run.profile_preview} checks={run.checks} />
  if (stack !== undefined) return <Output text={stack} label={says.stack} />
  if (!run.ok) return <p className="small muted">{says.nothingReturned}</p>
  return <Output text={JSON.stringify(run.result, null, 2)} label={says.returned} />
}

function Logs({ run }: { run: RunResult }) {
  const { run: says } = scriptsText
  if (run.logs.length === 0) return <p className="small muted">{says.noLogs}</p>
  const lines = run.logs.map(({ at_ms, level, text }) => `${Math.round(at_ms)} ms ${level} ${text}`)
  return (
    <>
      <Output label={says.logs(run.logs.length)} text={lines.join('\n')} />
      {run.logs_truncated && <p className="small muted">{says.logsCut}</p>}
    </>
  )
}
