/** Compares two runs of a script. @module */
import { Suspense } from 'react'
import { CodeDiff } from '../../../editor/index.tsx'
import { KeyValue, Skeleton } from '../../../ui/data.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { inSentence, visible } from '../../../ui/foreign.tsx'
import type { PastRun } from './past-run.ts'
import { runText } from './run-text.ts'

/** Maximum length of a run's text in a comparison. */
const MOST_CHARACTERS = 64 * 1024

/** The dialog is open as long as it is rendered. */
export function CompareRuns({
  one,
  before,
  onClose,
}: {
  one: PastRun
  before: PastRun
  onClose: () => void
}) {
  const { past: says, run } = runText
  const change = (of: (past: PastRun) => string): string => says.change(of(before), of(one))
  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={says.compared(one.number, before.number)}
      description={says.description(one.action)}
    >
      <KeyValue
        entries={[
          [says.rows.outcome, change(({ headline }) => inSentence(headline.text))],
          [says.rows.duration, change((past) => run.ms(past.run.duration_ms))],
          [says.rows.cpu, change((past) => run.ms(past.run.cpu_ms))],
          [says.rows.memory, change((past) => says.mb(past.run.memory_bytes))],
        ]}
      />
      <div className="scripts-diff">
        <Suspense fallback={<Skeleton />}>
          <CodeDiff before={textOf(before)} after={textOf(one)} />
        </Suspense>
      </div>
    </Dialog>
  )
}

/** Result and output of the run. Times are left out, because they always differ. */
function textOf({ run }: PastRun): string {
  const said = run.ok
    ? { returned: run.profile_preview?.returned ?? run.result }
    : {
        error: { code: run.error.code, message: run.error.message },
        ...(run.profile_preview && { returned: run.profile_preview.returned }),
      }
  const logs = run.logs.map(({ level, text }) => `${level}: ${text}`)
  const reached = run.trace.map(({ kind, host, port, outcome }) =>
    [kind, host, port, outcome].filter((part) => part !== undefined).join(' '),
  )
  return visible(JSON.stringify({ ...said, logs, reached }, null, 2).slice(0, MOST_CHARACTERS))
}
