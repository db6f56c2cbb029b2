/** A button that tests whether a legacy store answers, and the steps of the test. @module */
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { Operations } from '../../api/operations.ts'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Badge, Banner } from '../../ui/data.tsx'
import { visible } from '../../ui/foreign.tsx'
import { testText } from './text.ts'

const TONES = { ok: 'ok', failed: 'bad', skipped: 'plain' } as const

type Result = Operations['POST /api/v2/connections/{id}/test']['result']

/** What is tested: a connection, or a template with values that are not saved yet. */
export type Tested =
  | { kind: 'connection'; id: string; configuration?: { [key: string]: string } }
  | {
      kind: 'template'
      id: string
      configuration: { [key: string]: string }
      tables: NonNullable<Operations['POST /api/v2/templates/{id}/test']['body']['tables']>
    }

/** @param props.blocked why the test cannot run now */
export function TestConnection({ tested, blocked }: { tested: Tested; blocked?: string | undefined }) {
  const client = useApi()
  const refusal = useRefusal('update:connections')
  const now = JSON.stringify(tested)
  const of = useRef('')
  const testing = useMutation({
    mutationFn: (): Promise<Result> => {
      of.current = now
      return tested.kind === 'connection'
        ? client.call('POST /api/v2/connections/{id}/test', {
            params: { id: tested.id },
            body: tested.configuration ? { configuration: tested.configuration } : {},
          })
        : client.call('POST /api/v2/templates/{id}/test', {
            params: { id: tested.id },
            body: { configuration: tested.configuration, tables: tested.tables },
          })
    },
    gcTime: 0,
  })
  return (
    <div className="stack">
      <div className="row">
        <Button writes busy={testing.isPending} blocked={refusal ?? blocked} onClick={() => testing.mutate()}>
          {testText.title}
        </Button>
        <span className="hint">{testText.hint}</span>
      </div>
      {testing.error && <Problem error={testing.error} />}
      {testing.data && (
        <>
          {of.current !== now && <p className="small muted">{testText.old}</p>}
          <Report result={testing.data} />
        </>
      )}
    </div>
  )
}

function Report({ result: { ok, steps, duration_ms } }: { result: Result }) {
  const failed = steps.some((step) => step.ok === false)
  const title = ok ? testText.answered(duration_ms) : failed ? testText.failed : testText.nothing
  return (
    <>
      <Banner live tone={ok ? 'ok' : 'bad'} title={title} />
      <ol className="stack small" aria-label={testText.label}>
        {steps.map((step) => {
          const state = step.ok === null ? 'skipped' : step.ok ? 'ok' : 'failed'
          return (
            <li key={step.id}>
              <Badge tone={TONES[state]}>{testText.steps[step.id]}</Badge>{' '}
              <span className="unseen">{testText.states[state]}:</span>
              <bdi className={state === 'skipped' ? 'muted' : undefined}>{visible(step.detail)}</bdi>
            </li>
          )
        })}
      </ol>
    </>
  )
}
