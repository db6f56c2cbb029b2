/** The result of a test run. Output of the script is shown as text. @module */
import { useState } from 'react'
import { useSession } from '../../../api/context.tsx'
import type { Action } from '../../../editor/index.tsx'
import { paths } from '../../../routes.ts'
import { EndingHelp } from '../../../shell/help-link.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Badge, Banner } from '../../../ui/data.tsx'
import { visible } from '../../../ui/foreign.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { DriftView, useDrift } from './drift-view.tsx'
import type { RunResult } from './outcome.ts'
import { Output } from './output.tsx'
import type { PastRun } from './past-run.ts'
import { ProfileView } from './profile-view.tsx'
import { Logs } from './run-logs.tsx'
import type { RunMemory } from './run-memory.ts'
import { runText } from './run-text.ts'
import { TraceBars } from './trace-bars.tsx'

type Part = 'result' | 'trace' | 'logs' | 'drift'

interface ReportProps {
  connectionId: string
  action: Action
  textOf: (action: Action) => string
  memory: RunMemory
  /** undefined: no run has finished yet. */
  past: PastRun | undefined
  /** Moves the cursor to a place in the editor. */
  onPlace: (line: number, column: number) => void
  onAgain: () => void
}

/** Headline, figures and details. */
export function RunReport({ past, action, onPlace, onAgain, ...props }: ReportProps) {
  const { run: says, trace, logs, drift } = runText
  const [part, setPart] = useState<Part>('result')
  // Kept here, so that it survives a visit to another tab.
  const compared = useDrift({ action, ...props })
  const run = past?.run
  const looksUp = action === 'login' || action === 'get_user'
  const isOld = past !== undefined && props.textOf(past.action) !== past.source
  if (!run && !looksUp) return null
  return (
    <div className="run-report">
      {isOld && <p className="small muted">{says.old}</p>}
      {past && (
        <Ending past={past} isHere={past.action === action && !isOld} onPlace={onPlace} onAgain={onAgain} />
      )}
      <Tabs<Part>
        label={says.parts}
        value={part}
        onChange={setPart}
        tabs={[
          {
            value: 'result',
            label: looksUp || run?.profile_preview ? says.profile : says.returned,
            content: run ? <Result run={run} /> : <p className="small muted">{says.notRun}</p>,
          },
          {
            value: 'trace',
            label: <Counted label={trace.title} count={run?.trace.length} />,
            content: <TraceBars steps={run?.trace ?? []} duration_ms={run?.duration_ms ?? 0} />,
          },
          {
            value: 'logs',
            label: <Counted label={logs.title} count={run?.logs.length} />,
            content: <Logs lines={run?.logs ?? []} isCut={run?.logs_truncated === true} />,
          },
          ...(looksUp
            ? [
                {
                  value: 'drift' as const,
                  label: drift.title,
                  content: <DriftView action={action} memory={props.memory} drift={compared} />,
                },
              ]
            : []),
        ]}
      />
    </div>
  )
}

function Counted({ label, count = 0 }: { label: string; count: number | undefined }) {
  return (
    <>
      {label}
      {count > 0 && <Badge>{count}</Badge>}
    </>
  )
}

function Ending({
  past: { headline, run },
  isHere,
  onPlace,
  onAgain,
}: {
  past: PastRun
  /** Whether the editor shows the text that ran. */
  isHere: boolean
  onPlace: (line: number, column: number) => void
  onAgain: () => void
}) {
  const { run: says, causes } = runText
  const { tenant } = useSession()
  const { line, column = 1, clash } = run.ok ? {} : run.error
  const goTo = isHere && line !== undefined && (
    <Button onClick={() => onPlace(line, column)}>{says.goToLine(line)}</Button>
  )
  // The headline says the same, unless this message is worse.
  const isSaid = headline.tone !== 'bad'
  const warnings = run.warnings.filter((text) => !isSaid || !text.startsWith('the callback was called'))
  const again = isHere && headline.isUnreachable && <Button onClick={onAgain}>{says.again}</Button>
  const other = clash && (
    <ButtonLink href={paths.user(tenant.name, clash.user_id)}>{runText.openOther}</ButtonLink>
  )
  return (
    <>
      <Banner
        live
        tone={headline.tone}
        title={visible(headline.text)}
        {...((goTo || again || other) && {
          actions: (
            <>
              {goTo}
              {again}
              {other}
            </>
          ),
        })}
      >
        {headline.hint !== undefined && (
          <p>
            <bdi>{visible(headline.hint)}</bdi>
          </p>
        )}
        {headline.isUnreachable && (
          <>
            <p>{causes.title}</p>
            <ul className="run-causes">
              {causes.list.map((cause) => (
                <li key={cause}>{cause}</li>
              ))}
            </ul>
          </>
        )}
        <p className="run-figures small muted">
          {says.figures(run.duration_ms, run.cpu_ms, run.memory_bytes)}
          {!run.ok && (
            <>
              {' '}
              <EndingHelp code={run.error.code} />
            </>
          )}
        </p>
      </Banner>
      {warnings.length > 0 && (
        <ul className="run-list" aria-label={says.warnings}>
          {warnings.map((warning) => (
            <li key={warning}>
              <bdi>{visible(warning)}</bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Result({ run }: { run: RunResult }) {
  const { run: says } = runText
  const stack = run.ok ? undefined : run.error.stack
  if (run.profile_preview) return <ProfileView preview={run.profile_preview} checks={run.checks} />
  if (stack !== undefined) return <Output text={stack} label={says.stack} />
  if (!run.ok || run.result === null) return <p className="small muted">{says.nothingReturned}</p>
  return <Output text={JSON.stringify(run.result, null, 2)} label={says.returned} />
}
