/** The migration over time, as bars or as a table. @module */
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useSearchParams } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { Part } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/data.tsx'
import { Select } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import { Ink } from './ink.tsx'
import type { Range, Step } from './queries.ts'
import { RANGES, seriesQuery } from './queries.ts'
import { migrationText } from './text.ts'

const says = migrationText.chart

const Bars = lazy(() => import('./bars.tsx').then(({ Bars: bars }) => ({ default: bars })))

/** Range and form are in the URL. */
export function ChartCard({ id }: { id: string }) {
  const client = useApi()
  const [search, setSearch] = useSearchParams()
  const wanted = search.get('range') ?? ''
  const range: Range = Object.hasOwn(RANGES, wanted) ? (wanted as Range) : 'month'
  const isTable = search.get('as') === 'table'
  const query = useQuery(seriesQuery(client, id, range))
  const set = (name: string, value: string | undefined): void =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now)
        if (value === undefined) next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  return (
    <section className="card stack" aria-label={says.title}>
      <div className="migration-row">
        <h2>{says.title}</h2>
        <span className="muted small">
          <Ink of="good" /> {says.imported}
        </span>
        <span className="muted small">
          <Ink of="bad" /> {says.failed}
        </span>
        <span className="grow" />
        <Select
          label={says.range}
          choices={Object.entries(says.ranges).map(([value, label]) => ({ value, label }))}
          value={range}
          onChange={(chosen) => set('range', chosen === 'month' ? undefined : chosen)}
        />
        <Button onClick={() => set('as', isTable ? undefined : 'table')}>
          {isTable ? says.asChart : says.asTable}
        </Button>
      </div>
      <Part query={query}>
        {(steps) => (isTable ? <StepTable steps={steps} /> : <StepBars steps={steps} range={range} />)}
      </Part>
    </section>
  )
}

function StepBars({ steps, range }: { steps: readonly Step[]; range: Range }) {
  const sum = (of: 'imported' | 'failed'): number => steps.reduce((all, step) => all + step[of], 0)
  return (
    <Suspense fallback={<Skeleton />}>
      <Bars
        steps={steps}
        byHour={range === 'day'}
        label={says.summary(sum('imported'), sum('failed'), says.ranges[range])}
      />
    </Suspense>
  )
}

/** The same numbers, the newest first, without empty steps. */
function StepTable({ steps }: { steps: readonly Step[] }) {
  const rows = steps.filter(({ imported, failed }) => imported + failed > 0).toReversed()
  return (
    <Table
      caption={says.caption}
      rows={rows}
      rowKey={({ starts_at }) => starts_at}
      columns={[
        { name: says.when, cell: ({ starts_at }) => starts_at.slice(0, 16).replace('T', ' ') },
        { name: says.imported, numeric: true, cell: ({ imported }) => imported.toLocaleString() },
        { name: says.failed, numeric: true, cell: ({ failed }) => failed.toLocaleString() },
      ]}
    />
  )
}
