/** The rows of the list of applications. @module */
import { useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import { Link } from 'wouter'
import type { Application } from '../../api/application-summaries.ts'
import { summariesQuery } from '../../api/connection-summaries.ts'
import { useApi } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import { Badge, CopyText } from '../../ui/data.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { PlainTime } from '../../ui/relative-time.tsx'
import { Table } from '../../ui/table.tsx'
import { SERVED_GRANTS, typeName } from './kinds.ts'
import { applicationsText, GRANT_NAMES } from './text.ts'

const NOTHING = <span className="muted">{applicationsText.nothing}</span>

/** A click anywhere in a row opens the application; the button beside the client ID only copies it. */
export const ApplicationsTable = memo(function ApplicationsTable({
  tenant,
  rows,
}: {
  tenant: string
  rows: readonly Application[]
}) {
  const connections = useQuery(summariesQuery(useApi()))
  const counted = new Map<string, number>()
  for (const { ferry } of connections.data ?? []) {
    for (const id of ferry.client_ids) counted.set(id, (counted.get(id) ?? 0) + 1)
  }
  return (
    <div className="applications linked-rows">
      <Table
        caption={applicationsText.caption}
        rows={rows}
        rowKey={({ client_id }) => client_id}
        columns={[
          {
            name: applicationsText.name,
            cell: ({ client_id, name, ferry }) => (
              <span className="applications-name">
                <Link className="row-link" href={paths.application(tenant, client_id)}>
                  <Foreign text={name} />
                </Link>
                {ferry.administers && <Badge>{applicationsText.administration}</Badge>}
              </span>
            ),
          },
          {
            name: applicationsText.id,
            cell: ({ client_id }) => (
              <span className="applications-id">
                <CopyText text={client_id} label={applicationsText.copyId} />
              </span>
            ),
          },
          {
            name: applicationsText.type,
            cell: ({ app_type }) =>
              app_type === undefined ? NOTHING : <Foreign text={typeName(app_type)} />,
          },
          { name: applicationsText.grants, cell: ({ grant_types }) => grantsText(grant_types) },
          {
            name: applicationsText.connections,
            numeric: true,
            cell: ({ client_id }) =>
              connections.data === undefined ? NOTHING : (counted.get(client_id) ?? 0).toLocaleString(),
          },
          { name: applicationsText.created, cell: ({ ferry }) => <PlainTime at={ferry.created_at} /> },
        ]}
      />
    </div>
  )
})

function grantsText(grants: readonly string[]) {
  const served = SERVED_GRANTS.filter((grant) => grants.includes(grant)).map((grant) => GRANT_NAMES[grant][0])
  return served.length === 0 ? NOTHING : served.join(', ')
}
