/** The connections of a tenant. @module */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import { modeOf } from '../../shell/connection-page.tsx'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { TEXT } from '../../text.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { CopyText, Empty, Table } from '../../ui/data.tsx'
import { CreateConnection } from './create-connection.tsx'
import { createText } from './text.ts'

/** Lists them. */
export function ConnectionsPage() {
  const client = useApi()
  const { tenant = '' } = useParams()
  const [creating, setCreating] = useState(false)
  const connections = useQuery({
    queryKey: ['connections'],
    queryFn: ({ signal }) => client.call('GET /api/v2/connections', { query: { strategy: 'auth0' }, signal }),
  })
  return (
    <Page
      title={TEXT.connections.title}
      actions={
        <Button variant="primary" icon="plus" writes onClick={() => setCreating(true)}>
          {createText.title}
        </Button>
      }
    >
      <Part query={connections}>
        {(answer) => {
          const rows = Array.isArray(answer) ? answer : answer.connections
          if (rows.length === 0) {
            return (
              <Empty
                action={
                  <ButtonLink variant="primary" href={paths.setupStore}>
                    {TEXT.connections.begin}
                  </ButtonLink>
                }
              >
                {TEXT.connections.empty}
              </Empty>
            )
          }
          return (
            <Table
              caption={TEXT.connections.caption}
              rows={rows}
              rowKey={(row) => row.id ?? ''}
              columns={[
                {
                  name: TEXT.connections.name,
                  cell: (row) => <Link href={paths.script(tenant, row.id ?? '', 'login')}>{row.name}</Link>,
                },
                {
                  name: TEXT.connections.mode,
                  cell: (row) => (
                    <Link href={paths.connectionSettings(tenant, row.id ?? '')}>
                      {TEXT.connections.modes[modeOf(row.options)]}
                    </Link>
                  ),
                },
                {
                  name: TEXT.connections.id,
                  cell: (row) => <CopyText text={row.id ?? ''} label={TEXT.connections.copyId} />,
                },
              ]}
            />
          )
        }}
      </Part>
      {creating && (
        <CreateConnection
          tenant={tenant}
          names={namesOf(connections.data)}
          onClose={() => setCreating(false)}
        />
      )}
    </Page>
  )
}

function namesOf(answer: { name?: string }[] | { connections: { name?: string }[] } | undefined): string[] {
  const rows = Array.isArray(answer) ? answer : (answer?.connections ?? [])
  return rows.map(({ name = '' }) => name)
}
