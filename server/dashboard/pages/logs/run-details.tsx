/** What a script did in one run: verdict, facts, trace and console. @module */
import { useState } from 'react'
import { Link } from 'wouter'
import { useSession } from '../../api/context.tsx'
import type { Run } from '../../api/logs.ts'
import { paths } from '../../routes.ts'
import { EndingHelp } from '../../shell/help-link.tsx'
import { Badge, KeyValue } from '../../ui/data.tsx'
import { LogId } from '../../ui/log-id.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Logs } from '../scripts/run/run-logs.tsx'
import { TraceBars } from '../scripts/run/trace-bars.tsx'
import { verdictOfRun } from './sentence.ts'
import { logsText } from './text.ts'
import { VerdictBanner } from './verdict-banner.tsx'

const says = logsText.runPage

type Part = 'trace' | 'console'

/** The record of a run. Values of scripts are shown as text. */
export function RunDetails({ run }: { run: Run }) {
  const { tenant } = useSession()
  const [part, setPart] = useState<Part>(run.trace.length === 0 && run.logs.length > 0 ? 'console' : 'trace')
  return (
    <>
      <VerdictBanner verdict={verdictOfRun(run)}>
        <EndingHelp code={run.outcome} />
      </VerdictBanner>
      <section className="card">
        <KeyValue
          entries={[
            [says.when, <RelativeTime key="when" at={run.at} />],
            [
              says.connection,
              <Link key="of" href={paths.script(tenant.name, run.connection_id, run.action)}>
                {run.connection}
              </Link>,
            ],
            [
              says.script,
              <Link key="script" href={paths.script(tenant.name, run.connection_id, run.action)}>
                {says.open(run.action)}
              </Link>,
            ],
            [
              says.version,
              run.version === undefined ? (
                says.versionUnknown(run.script_revision)
              ) : (
                <Link key="version" href={paths.history(tenant.name, run.connection_id)}>
                  {says.versionLink(run.version)}
                </Link>
              ),
            ],
            [says.figures, says.time(run.duration_ms, run.cpu_ms)],
            [says.id, <LogId key="id" id={run.run_id} />],
          ]}
        />
      </section>
      <Tabs<Part>
        label={says.parts}
        value={part}
        onChange={setPart}
        tabs={[
          {
            value: 'trace',
            label: <Counted label={says.trace} count={run.trace.length} />,
            content: <TraceBars steps={run.trace} duration_ms={run.duration_ms} />,
          },
          {
            value: 'console',
            label: <Counted label={says.console} count={run.logs.length} />,
            content: <Logs lines={run.logs} isCut={false} />,
          },
        ]}
      />
    </>
  )
}

function Counted({ label, count }: { label: string; count: number }) {
  return (
    <>
      {label}
      {count > 0 && <Badge>{count}</Badge>}
    </>
  )
}
