/** Why people were not imported, by reason, with links to the log. @module */
import { Link } from 'wouter'
import { useSession } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import { Table } from '../../ui/table.tsx'
import type { Progress } from './queries.ts'
import { migrationText, reasonName } from './text.ts'

const says = migrationText.reasons

/** Wrong passwords come last: they are normal. */
export function ReasonsCard({ id, outcomes }: { id: string; outcomes: Progress['outcomes'] }) {
  const { tenant } = useSession()
  const stopped = outcomes.filter(({ state }) => ['failed', 'conflict', 'refused'].includes(state))
  const rows = [...stopped, ...outcomes.filter(({ state }) => state === 'denied')]
  const nameOf = ({ state, reason }: Progress['outcomes'][number]): string =>
    state === 'denied' ? says.denied : reasonName(reason)
  return (
    <section className="card" aria-label={says.title}>
      <h2>{says.title}</h2>
      {rows.length === 0 ? (
        <p className="muted">{says.none}</p>
      ) : (
        <Table
          caption={says.caption}
          rows={rows}
          rowKey={({ state, reason }) => `${state} ${reason}`}
          columns={[
            {
              name: says.reason,
              cell: (row) => (
                <span className={row.state === 'denied' ? 'muted' : undefined}>{nameOf(row)}</span>
              ),
            },
            { name: says.count, numeric: true, cell: ({ events }) => events.toLocaleString() },
            {
              name: says.log,
              cell: (row) => (
                <Link
                  href={paths.logs(tenant.name, { connection: id, type: typeOf(row.state, row.reason) })}
                  aria-label={says.logOf(nameOf(row))}
                >
                  {says.log}
                </Link>
              ),
            },
          ]}
        />
      )}
    </section>
  )
}

/** The type that the log gives such an outcome. */
function typeOf(state: string, reason: string): string {
  if (state === 'denied' || reason === 'deleted') return 'fu'
  return ['validation', 'unauthorized', 'blocked'].includes(reason) ? 'f' : 'fmu'
}
