/** How a test run ended. Whatever the script said is shown as text. @module */
import { Button } from '../../ui/button.tsx'
import { Banner, Table } from '../../ui/data.tsx'
import type { Headline, RunResult } from './outcome.ts'
import { scriptsText } from './text.ts'

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
  const error = run.ok ? undefined : run.error
  const { line, column = 1, stack } = error ?? {}
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
        <section>
          <h3>{says.warnings}</h3>
          <ul className="run-list">
            {run.warnings.map((warning) => (
              <li key={warning}>
                <bdi>{visible(warning)}</bdi>
              </li>
            ))}
          </ul>
        </section>
      )}
      {run.ok && (
        <section>
          <h3>{says.returned}</h3>
          <Output text={JSON.stringify(run.result, null, 2)} label={says.returned} />
        </section>
      )}
      {stack !== undefined && (
        <section>
          <h3>{says.stack}</h3>
          <Output text={stack} label={says.stack} />
        </section>
      )}
      {run.logs.length > 0 && (
        <section>
          <h3>{says.logs(run.logs.length)}</h3>
          <Output
            label={says.logs(run.logs.length)}
            text={run.logs
              .map(({ at_ms, level, text }) => `${Math.round(at_ms)} ms ${level} ${text}`)
              .join('\n')}
          />
          {run.logs_truncated && <p className="small muted">{says.logsCut}</p>}
        </section>
      )}
      <section>
        <h3>{says.trace(run.trace.length)}</h3>
        {run.trace.length === 0 ? (
          <p className="small muted">{says.traceEmpty}</p>
        ) : (
          <Trace steps={run.trace} />
        )}
      </section>
    </div>
  )
}

/** It scrolls, so it can be focused. */
function Output({ text, label }: { text: string; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="run-output" tabIndex={0} aria-label={label}>
      <pre>
        <bdi>{visible(text)}</bdi>
      </pre>
    </section>
  )
}

function Trace({ steps }: { steps: RunResult['trace'] }) {
  const { columns, traceCaption } = scriptsText.run
  const rows = steps.map((step, index) => ({ step, key: `${index}` }))
  return (
    <Table
      caption={traceCaption}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        { name: columns.at, numeric: true, cell: ({ step }) => `${Math.round(Number(step.at_ms))} ms` },
        {
          name: columns.what,
          cell: ({ step }) =>
            visible(
              [step.kind, step.method, step.host, step.port].filter((part) => part !== undefined).join(' '),
            ),
        },
        {
          name: columns.took,
          numeric: true,
          cell: ({ step }) => `${Math.round(Number(step.duration_ms))} ms`,
        },
        { name: columns.outcome, cell: ({ step }) => visible(String(step.outcome)) },
      ]}
    />
  )
}

/** Control characters as the symbols that Unicode has for them; tabs and line ends stay. */
function visible(text: string): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0
      if (character === '\n' || character === '\t' || (code >= 32 && code !== 127)) return character
      return code === 127 ? '\u2421' : String.fromCodePoint(0x2400 + code)
    })
    .join('')
}
