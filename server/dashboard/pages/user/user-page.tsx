/** The page of one user. @module */
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { isNotFound } from '../../api/problem.ts'
import { decoded, paths } from '../../routes.ts'
import { NotFound } from '../../shell/not-found.tsx'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { TEXT } from '../../text.ts'
import { Badge } from '../../ui/data.tsx'
import { inSentence, visible } from '../../ui/foreign.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { callUser, connectionChoices, ownConnection } from '../users/queries.ts'
import { usersText } from '../users/text.ts'
import '../users/users.css'
import { Activity } from './activity.tsx'
import { MetadataForm } from './metadata-form.tsx'
import { Profile } from './profile.tsx'
import { Sessions } from './sessions.tsx'
import { userText } from './text.ts'
import './user.css'
import { UserActions } from './user-actions.tsx'

const TABS = ['profile', 'metadata', 'sessions', 'activity', 'raw'] as const

/** At `…/users/:id`; the query of the URL names the open tab. */
export function UserPage() {
  const { tenant = '', id: coded = '' } = useParams()
  const id = decoded(coded)
  const client = useApi()
  const [search, setSearch] = useSearchParams()
  const tab = TABS.find((one) => one === search.get('tab')) ?? 'profile'
  const query = useQuery({
    queryKey: ['user', id],
    queryFn: ({ signal }) => client.call('GET /api/v2/users/{id}', { params: { id }, signal }),
  })
  const connections = useQuery(connectionChoices(client))
  if (isNotFound(query)) return <NotFound />
  const user = query.data
  const connection = user && connections.data?.find(({ name }) => name === ownConnection(user))
  return (
    <Page
      title={user ? callUser(user) : inSentence(id)}
      parent={{ href: paths.users(tenant), label: TEXT.users.title }}
      aside={user?.blocked && <Badge tone="bad">{usersText.blocked}</Badge>}
      actions={user && <UserActions user={user} tenant={tenant} connection={connection} />}
    >
      <Part query={query}>
        {(one) => (
          <Tabs
            label={userText.tabsLabel}
            value={tab}
            onChange={(next) => setSearch({ tab: next }, { replace: true })}
            tabs={[
              {
                value: 'profile',
                label: userText.tabs.profile,
                content: <Profile user={one} tenant={tenant} connection={connection} />,
              },
              {
                value: 'metadata',
                label: userText.tabs.metadata,
                content: <MetadataForm key={id} user={one} />,
              },
              {
                value: 'sessions',
                label: userText.tabs.sessions,
                content: <Sessions id={id} tenant={tenant} />,
              },
              { value: 'activity', label: userText.tabs.activity, content: <Activity id={id} /> },
              {
                value: 'raw',
                label: userText.tabs.raw,
                content: (
                  <pre className="user-raw">
                    <bdi>{visible(JSON.stringify(one, null, 2))}</bdi>
                  </pre>
                ),
              },
            ]}
          />
        )}
      </Part>
    </Page>
  )
}
