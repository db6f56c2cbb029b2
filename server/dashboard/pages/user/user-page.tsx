/** One user. @module */
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { TEXT } from '../../text.ts'
import { Badge, CopyText, Empty, KeyValue, Table } from '../../ui/data.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import type { User } from '../users/queries.ts'
import { callUser } from '../users/queries.ts'
import { usersText } from '../users/text.ts'
import '../users/users.css'
import { MetadataForm } from './metadata-form.tsx'
import { UserActions } from './user-actions.tsx'

const TABS = ['profile', 'metadata', 'activity', 'raw'] as const

/** At `…/users/:id`; the open tab is in the address. */
export function UserPage() {
  const { tenant = '', id: coded = '' } = useParams()
  const id = decodeURIComponent(coded)
  const client = useApi()
  const [search, setSearch] = useSearchParams()
  const tab = TABS.find((one) => one === search.get('tab')) ?? 'profile'
  const query = useQuery({
    queryKey: ['user', id],
    queryFn: ({ signal }) => client.call('GET /api/v2/users/{id}', { params: { id }, signal }),
  })
  const user = query.data
  return (
    <Page
      title={user ? callUser(user) : id}
      parent={{ href: paths.users(tenant), label: TEXT.users.title }}
      aside={user?.blocked && <Badge tone="bad">{usersText.blocked}</Badge>}
      actions={user && <UserActions user={user} tenant={tenant} />}
    >
      <Part query={query}>
        {(one) => (
          <Tabs
            label={usersText.tabsLabel}
            value={tab}
            onChange={(next) => setSearch({ tab: next }, { replace: true })}
            tabs={[
              { value: 'profile', label: usersText.tabs.profile, content: <Profile user={one} /> },
              {
                value: 'metadata',
                label: usersText.tabs.metadata,
                content: <MetadataForm key={id} user={one} />,
              },
              { value: 'activity', label: usersText.tabs.activity, content: <Activity id={id} /> },
              {
                value: 'raw',
                label: usersText.tabs.raw,
                content: <pre className="user-raw">{JSON.stringify(one, null, 2)}</pre>,
              },
            ]}
          />
        )}
      </Part>
    </Page>
  )
}

function Profile({ user }: { user: User }) {
  const time = (at: string | undefined) => (at === undefined ? TEXT.users.never : <RelativeTime at={at} />)
  return (
    <div className="stack">
      <KeyValue
        entries={[
          [usersText.id, <CopyText key="id" text={user.user_id ?? ''} label={usersText.copyId} />],
          [usersText.email, <bdi key="email">{user.email}</bdi>],
          [usersText.verified, user.email_verified ? usersText.yes : usersText.no],
          [usersText.username, <bdi key="username">{user.username}</bdi>],
          [usersText.name, <bdi key="name">{user.name}</bdi>],
          [usersText.nickname, <bdi key="nickname">{user.nickname}</bdi>],
          [
            usersText.whereFrom,
            user.migrated_at && user.migrated_by ? (
              <span key="from">
                {usersText.fromLegacy(usersText.how[user.migrated_by])} · {time(user.migrated_at)}
              </span>
            ) : (
              usersText.fromHere
            ),
          ],
          [usersText.lastLogin, time(user.last_login)],
          [usersText.logins, (user.logins_count ?? 0).toLocaleString()],
          [usersText.made, time(user.created_at)],
          [usersText.changed, time(user.updated_at)],
        ]}
      />
      <h2>{usersText.identities}</h2>
      <Table
        caption={usersText.identities}
        rows={user.identities ?? []}
        rowKey={(identity) => `${identity.provider}|${identity.user_id}`}
        columns={[
          { name: usersText.connection, cell: (identity) => identity.connection },
          { name: usersText.id, cell: (identity) => <bdi>{identity.user_id}</bdi> },
        ]}
      />
    </div>
  )
}

function Activity({ id }: { id: string }) {
  const client = useApi()
  const logs = useQuery({
    queryKey: ['user', id, 'logs'],
    queryFn: async ({ signal }) => {
      const answer = await client.call('GET /api/v2/users/{id}/logs', { params: { id }, signal })
      return Array.isArray(answer) ? answer : answer.logs
    },
  })
  return (
    <Part query={logs}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty>{usersText.noActivity}</Empty>
        ) : (
          <Table
            caption={usersText.tabs.activity}
            rows={rows}
            rowKey={(row) => row.log_id ?? ''}
            columns={[
              { name: usersText.event, cell: (row) => <code>{row.type}</code> },
              { name: usersText.detail, cell: (row) => <bdi>{row.description}</bdi> },
              { name: usersText.when, cell: (row) => row.date && <RelativeTime at={row.date} /> },
            ]}
          />
        )
      }
    </Part>
  )
}
