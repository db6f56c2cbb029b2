/** The table of connections. @module */
import { memo } from 'react'
import { Link } from 'wouter'
import type { Summary } from '../../api/connection-summaries.ts'
import { SCRIPT_ERROR_TYPES } from '../../api/logs.ts'
import { paths } from '../../routes.ts'
import { modeName } from '../../shell/connection-page.tsx'
import { TEXT } from '../../text.ts'
import { Badge } from '../../ui/data.tsx'
import { PlainTime } from '../../ui/relative-time.tsx'
import type { Column } from '../../ui/table.tsx'
import { Table } from '../../ui/table.tsx'
import { connectionsText } from './text.ts'

const NOTHING = <span className="muted">{connectionsText.nothing}</span>

/** A click anywhere in a row opens its connection. */
export const ConnectionsTable = memo(function ConnectionsTable({
  tenant,
  rows,
}: {
  tenant: string
  rows: readonly Summary[]
}) {
  return (
    <div className="connections linked-rows">
      <Table
        caption={TEXT.connections.caption}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[nameColumn(tenant), ...COLUMNS, errorsColumn(tenant), CHANGED]}
      />
    </div>
  )
})

const nameColumn = (tenant: string): Column<Summary> => ({
  name: TEXT.connections.name,
  cell: ({ id, name, ferry }) => (
    <span className="connections-name">
      <Link className="row-link" href={paths.script(tenant, id, 'login')}>
        {name}
      </Link>
      {ferry.has_draft && <Badge>{connectionsText.draft}</Badge>}
      {ferry.enabled_clients === 0 && (
        <Link className="connections-mend" href={paths.connectionApplications(tenant, id)}>
          <Badge tone="warn">{connectionsText.unused}</Badge>
        </Link>
      )}
    </span>
  ),
})

/** The number leads to the entries that it counts. */
const errorsColumn = (tenant: string): Column<Summary> => ({
  name: connectionsText.errors,
  numeric: true,
  cell: ({ id, name, ferry: { errors_24h } }) =>
    errors_24h === 0 ? (
      <span className="muted">0</span>
    ) : (
      <Link
        className="connections-mend connections-errors"
        href={paths.logs(tenant, { connection: id, type: SCRIPT_ERROR_TYPES, run: '*', from: '-24h' })}
        aria-label={connectionsText.errorsOf(errors_24h, name)}
      >
        <span className="dot bad" aria-hidden="true" />
        {errors_24h.toLocaleString()}
      </Link>
    ),
})

const CHANGED: Column<Summary> = {
  name: connectionsText.changed,
  cell: ({ ferry: { changed_at } }) => <PlainTime at={changed_at} />,
}

const COLUMNS: readonly Column<Summary>[] = [
  {
    name: connectionsText.store,
    cell: ({ ferry: { store_kind } }) =>
      store_kind === undefined ? NOTHING : connectionsText.stores[store_kind],
  },
  {
    name: TEXT.connections.mode,
    cell: ({ ferry: { mode } }) => (
      <Badge tone={mode === 'import' ? 'info' : 'plain'}>{modeName(mode)}</Badge>
    ),
  },
  {
    name: connectionsText.imported,
    numeric: true,
    cell: ({ ferry: { mode, imported } }) =>
      imported === 0 && mode !== 'import' ? NOTHING : imported.toLocaleString(),
  },
]
