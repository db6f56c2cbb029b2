/** The overview of a tenant: what happened today, and what needs somebody. @module */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { Summary } from '../../api/connection-summaries.ts'
import { summariesQuery } from '../../api/connection-summaries.ts'
import { useApi, useSession } from '../../api/context.tsx'
import type { Operations } from '../../api/operations.ts'
import { paths } from '../../routes.ts'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { TEXT } from '../../text.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Empty } from '../../ui/data.tsx'
import { Foreign, inSentence } from '../../ui/foreign.tsx'
import { Table } from '../../ui/table.tsx'
import { overviewText as says } from './text.ts'
import '../migration/migration.css'

type Counts = Operations['GET /api/v2/migration-overview']['result']['counts']

/** How often the figures are read again while the page is seen. */
const AGAIN_MS = 10_000

const STOPPED: readonly string[] = ['failed', 'conflict', 'refused']

function sum(counts: Counts, states: readonly string[]): number {
  return counts.filter(({ state }) => states.includes(state)).reduce((all, { events }) => all + events, 0)
}

/** At `…/overview`. */
export function OverviewPage() {
  const client = useApi()
  const connections = useQuery(summariesQuery(client))
  const overview = useQuery({
    queryKey: ['migration-overview'],
    refetchInterval: AGAIN_MS,
    queryFn: ({ signal }) => client.call('GET /api/v2/migration-overview', { signal }),
  })
  return (
    <Page title={says.title}>
      <Part query={connections}>
        {(all) =>
          all.length === 0 ? (
            <Empty
              action={
                <ButtonLink variant="primary" href={paths.setupStore}>
                  {TEXT.connections.begin}
                </ButtonLink>
              }
            >
              {says.empty}
            </Empty>
          ) : (
            <div className="stack">
              <Part query={overview}>{({ counts }) => <Today counts={counts} />}</Part>
              <Attention all={all} />
              <Part query={overview}>{({ counts }) => <Migrations all={all} counts={counts} />}</Part>
            </div>
          )
        }
      </Part>
    </Page>
  )
}

function Today({ counts }: { counts: Counts }) {
  const { tenant } = useSession()
  const from = `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`
  const tiles = [
    { name: says.imported, states: ['migrated'], type: 'smu' },
    { name: says.joined, states: ['joined'], type: 'ss' },
    { name: says.failed, states: STOPPED, type: 'fmu' },
    { name: says.denied, states: ['denied'], type: 'fu' },
  ]
  return (
    <section className="card stack" aria-label={says.today}>
      <h2>{says.today}</h2>
      <div className="migration-row">
        {tiles.map(({ name, states, type }) => (
          <div key={name} className="migration-figure">
            <strong className="num">{sum(counts, states).toLocaleString()}</strong>
            <Link href={paths.logs(tenant.name, { type, from })} aria-label={says.toLog(name)}>
              {name}
            </Link>
          </div>
        ))}
      </div>
    </section>
  )
}

/** Something to do about a connection, and where it is done. */
interface Need {
  connection: Summary
  what: keyof typeof says.open
  text: string
  href: string
}

function needsOf(tenant: string, connection: Summary): Need[] {
  const { id, ferry } = connection
  const { errors_24h, has_draft, mode, imported, enabled_clients } = ferry
  const all: (Need | undefined)[] = [
    errors_24h > 0
      ? {
          connection,
          what: 'errors',
          text: says.needs.errors(errors_24h),
          href: paths.logs(tenant, { connection: id, type: 'f' }),
        }
      : undefined,
    has_draft
      ? { connection, what: 'draft', text: says.needs.draft, href: paths.script(tenant, id, 'login') }
      : undefined,
    enabled_clients === 0
      ? {
          connection,
          what: 'noClients',
          text: says.needs.noClients,
          href: paths.connectionApplications(tenant, id),
        }
      : undefined,
    mode === 'import' && imported === 0
      ? { connection, what: 'nobody', text: says.needs.nobody, href: paths.tryLogin(tenant, id) }
      : undefined,
  ]
  return all.filter((need) => need !== undefined)
}

function Attention({ all }: { all: readonly Summary[] }) {
  const { tenant } = useSession()
  const needs = all.flatMap((connection) => needsOf(tenant.name, connection))
  return (
    <section className="card" aria-label={says.attention}>
      <h2>{says.attention}</h2>
      {needs.length === 0 ? (
        <p className="muted">{says.nothing}</p>
      ) : (
        <Table
          caption={says.attention}
          rows={needs}
          rowKey={({ connection, what }) => `${connection.id} ${what}`}
          columns={[
            { name: says.connection, cell: ({ connection }) => <Foreign text={connection.name} /> },
            { name: says.attention, cell: ({ text }) => text },
            {
              name: says.act,
              cell: ({ connection, what, href }) => (
                <Link href={href} aria-label={says.openOf(says.open[what], inSentence(connection.name))}>
                  {says.open[what]}
                </Link>
              ),
            },
          ]}
        />
      )}
    </section>
  )
}

function Migrations({ all, counts }: { all: readonly Summary[]; counts: Counts }) {
  const { tenant } = useSession()
  const rows = all.filter(({ ferry }) => ferry.mode === 'import')
  const ofConnection = (id: string): Counts => counts.filter(({ connection_id }) => connection_id === id)
  return (
    <section className="card" aria-label={says.migrations}>
      <h2>{says.migrations}</h2>
      {rows.length === 0 ? (
        <p className="muted">{says.noMigrations}</p>
      ) : (
        <Table
          caption={says.caption}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              name: says.connection,
              cell: ({ id, name }) => (
                <Link href={paths.migration(tenant.name, id)}>
                  <Foreign text={name} />
                </Link>
              ),
            },
            { name: says.total, numeric: true, cell: ({ ferry }) => ferry.imported.toLocaleString() },
            {
              name: says.importedToday,
              numeric: true,
              cell: ({ id }) => sum(ofConnection(id), ['migrated']).toLocaleString(),
            },
            {
              name: says.failedToday,
              numeric: true,
              cell: ({ id }) => sum(ofConnection(id), STOPPED).toLocaleString(),
            },
          ]}
        />
      )}
    </section>
  )
}
