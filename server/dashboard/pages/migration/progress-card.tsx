/** How far the migration is, and when most of it will be done. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent, ReactNode } from 'react'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { ReadConnection } from '../../shell/connection-page.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { useToast } from '../../ui/toast.tsx'
import { CountForm, CountProblem } from './count-form.tsx'
import type { Progress } from './queries.ts'
import { migrationKey } from './queries.ts'
import { migrationText } from './text.ts'

const says = migrationText.progress

/** @returns how often something happened */
function sumOf(counts: Progress['outcomes'], state: string): number {
  return counts.filter((count) => count.state === state).reduce((sum, { events }) => sum + events, 0)
}

export function ProgressCard({
  id,
  read,
  progress,
}: {
  id: string
  read: ReadConnection
  progress: Progress
}) {
  const [isSetting, setSetting] = useState(false)
  const refusal = useRefusal('update:connections')
  const { percent, left, legacy_total, migrated, today, outcomes } = progress
  const { total, source, at } = legacy_total
  const ways = outcomes.filter(({ state }) => state === 'migrated')
  const joined = sumOf(outcomes, 'joined')
  return (
    <section className="card stack" aria-label={says.title}>
      <div className="migration-row">
        <h2>{says.title}</h2>
        <span className="grow" />
        {at !== undefined && (
          <span className="muted small">
            {source === 'script' ? says.counted : says.typed} <RelativeTime at={at} />
          </span>
        )}
        <Button writes blocked={refusal} onClick={() => setSetting(true)}>
          {says.change}
        </Button>
      </div>
      <div className="migration-row">
        {percent !== undefined && total !== undefined && (
          <Figure large value={`${percent.toLocaleString()} %`}>
            {says.ofTotal(total)}
          </Figure>
        )}
        <Figure value={migrated.toLocaleString()}>{says.imported}</Figure>
        {left !== undefined && <Figure value={left.toLocaleString()}>{says.left}</Figure>}
        <Figure value={sumOf(today, 'migrated').toLocaleString()}>{says.today}</Figure>
      </div>
      {percent !== undefined && (
        <svg
          className="progress-track"
          viewBox="0 0 100 8"
          preserveAspectRatio="none"
          role="progressbar"
          aria-label={says.bar(percent)}
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <rect width="100" height="8" />
          <rect width={percent} height="8" />
        </svg>
      )}
      <CountProblem legacy_total={legacy_total} />
      {progress.total_is_old && (
        <Banner tone="warn" title={says.old}>
          <p>{says.oldDetail}</p>
        </Banner>
      )}
      {total === undefined && <p className="muted">{says.noTotal}</p>}
      <p className="small">
        {ways.length > 0 &&
          `${says.how}: ${ways
            .map(({ reason, events }) => `${wayName(reason)} ${events.toLocaleString()}`)
            .join(' · ')}`}
        {joined > 0 && ` · ${says.joined(joined)}`}
      </p>
      <Forecast forecast={progress.forecast} />
      {isSetting && (
        <TotalDialog id={id} read={read} legacy={legacy_total} onClose={() => setSetting(false)} />
      )}
    </section>
  )
}

/** @returns words for how people were imported */
export function wayName(way: string): string {
  return (says.ways as { readonly [name: string]: string })[way] ?? way
}

function Figure({ value, large = false, children }: { value: string; large?: boolean; children: ReactNode }) {
  return (
    <div className="migration-figure">
      <strong className="num" {...(large && { style: { font: 'var(--t32)' } })}>
        {value}
      </strong>
      <span className="muted">{children}</span>
    </div>
  )
}

function Forecast({ forecast }: { forecast: Progress['forecast'] }) {
  const { kind, why, earliest, latest, target_percent, days, recent, before } = forecast
  const text = migrationText.forecast
  return (
    <p className="small">
      {kind === 'range' && earliest !== undefined && latest !== undefined ? (
        <>
          <strong>{text.range(target_percent, earliest, latest)}.</strong>{' '}
          <span className="muted">{text.madeOf(days, recent, before)}</span>
        </>
      ) : (
        <span className="muted">{text.none[why ?? 'no_total']}</span>
      )}
    </p>
  )
}

function TotalDialog({
  id,
  read,
  legacy,
  onClose,
}: {
  id: string
  read: ReadConnection
  legacy: Progress['legacy_total']
  onClose: () => void
}) {
  const { total } = legacy
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const text = migrationText.total
  const [typed, setTyped] = useState(total === undefined ? '' : String(total))
  const [isWrong, setWrong] = useState(false)
  const done = async (title: string): Promise<void> => {
    say({ title })
    onClose()
    await queries.invalidateQueries({ queryKey: migrationKey(id) })
  }
  const saving = useMutation({
    mutationFn: (people: number) =>
      client.call('PUT /api/v2/connections/{id}/migration/legacy-total', {
        params: { id },
        body: { total: people },
      }),
    onSuccess: () => done(text.saved),
  })
  const removing = useMutation({
    mutationFn: () =>
      client.call('DELETE /api/v2/connections/{id}/migration/legacy-total', { params: { id } }),
    onSuccess: () => done(text.removed),
  })
  function submit(event: FormEvent): void {
    event.preventDefault()
    const people = typed.replaceAll(/[\s.,’']/g, '')
    if (!/^\d{1,9}$/.test(people)) setWrong(true)
    else saving.mutate(Number(people))
  }
  const error = saving.error ?? removing.error
  return (
    <Dialog open onClose={onClose} title={text.title} description={text.detail}>
      <form className="stack" onSubmit={submit} noValidate>
        {error && <Problem error={error} />}
        <TextField
          label={text.label}
          inputMode="numeric"
          value={typed}
          error={isWrong ? text.wrong : undefined}
          onChange={(event) => {
            setTyped(event.target.value)
            setWrong(false)
          }}
        />
        <div className="row end">
          {total !== undefined && (
            <Button writes busy={removing.isPending} onClick={() => removing.mutate()}>
              {text.remove}
            </Button>
          )}
          <Button variant="primary" type="submit" writes busy={saving.isPending}>
            {text.save}
          </Button>
        </div>
      </form>
      <CountProblem legacy_total={legacy} />
      <CountForm id={id} read={read} onCounted={done} />
    </Dialog>
  )
}
