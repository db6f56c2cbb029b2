/** The list of a tenant’s connections. @module */
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import type { Summary } from '../../api/connection-summaries.ts'
import { summariesQuery } from '../../api/connection-summaries.ts'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { paths } from '../../routes.ts'
import { FilteredList } from '../../shell/filtered-list.tsx'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { useNew } from '../../shell/use-new.ts'
import { TEXT } from '../../text.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Badge, Empty } from '../../ui/data.tsx'
import { ConnectionsTable } from './connections-table.tsx'
import { CreateConnection } from './create-connection.tsx'
import { matching } from './matching.ts'
import { connectionsText, createText } from './text.ts'
import './connections.css'

const NONE: readonly Summary[] = []

/** The list, and the button that creates a connection. */
export function ConnectionsPage() {
  const client = useApi()
  const { tenant = '' } = useParams()
  const refusal = useRefusal('create:connections')
  const [creating, setCreating] = useNew(refusal)
  const connections = useQuery(summariesQuery(client))
  const all = connections.data ?? NONE
  const create = (
    <Button
      // An empty list has its own button below.
      variant={connections.data?.length === 0 ? 'plain' : 'primary'}
      icon="plus"
      writes
      blocked={refusal}
      onClick={() => setCreating(true)}
    >
      {createText.title}
    </Button>
  )
  return (
    <Page
      title={TEXT.connections.title}
      aside={all.length > 0 && <Badge>{all.length.toLocaleString()}</Badge>}
      actions={create}
    >
      <Part query={connections}>
        {() =>
          all.length === 0 ? (
            <Empty
              action={
                <ButtonLink variant="primary" href={paths.setupStore}>
                  {TEXT.connections.begin}
                </ButtonLink>
              }
            >
              {TEXT.connections.empty}
            </Empty>
          ) : (
            <div className="stack">
              <FilteredList all={all} matching={matching} says={connectionsText}>
                {(rows) => <ConnectionsTable tenant={tenant} rows={rows} />}
              </FilteredList>
            </div>
          )
        }
      </Part>
      {creating && (
        <CreateConnection
          tenant={tenant}
          names={all.map(({ name }) => name)}
          onClose={() => setCreating(false)}
        />
      )}
    </Page>
  )
}
