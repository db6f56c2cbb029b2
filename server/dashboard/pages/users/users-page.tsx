/** The users of a tenant. @module */
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { TEXT } from '../../text.ts'
import { Empty, Table } from '../../ui/data.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'

/** Lists the first of them, newest first. */
export function UsersPage() {
  const client = useApi()
  const users = useQuery({
    queryKey: ['users'],
    queryFn: ({ signal }) => client.call('GET /api/v2/users', { signal }),
  })
  return (
    <Page title={TEXT.users.title}>
      <Part query={users}>
        {(answer) => {
          const rows = Array.isArray(answer) ? answer : answer.users
          if (rows.length === 0) return <Empty>{TEXT.users.empty}</Empty>
          return (
            <Table
              caption={TEXT.users.caption}
              rows={rows}
              rowKey={(row) => row.user_id ?? ''}
              columns={[
                { name: TEXT.users.email, cell: (row) => <bdi>{row.email}</bdi> },
                { name: TEXT.users.name, cell: (row) => <bdi>{row.name}</bdi> },
                {
                  name: TEXT.users.lastLogin,
                  cell: (row) => (row.last_login ? <RelativeTime at={row.last_login} /> : TEXT.users.never),
                },
                { name: TEXT.users.logins, numeric: true, cell: (row) => row.logins_count?.toLocaleString() },
              ]}
            />
          )
        }}
      </Part>
    </Page>
  )
}
