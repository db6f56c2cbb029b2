/** The profile tab of a user. @module */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { ROOT_ATTRIBUTES } from '../../profile-names.ts'
import { paths } from '../../routes.ts'
import { modeOf } from '../../shell/connection-page.tsx'
import { Badge, Banner, CopyText, KeyValue } from '../../ui/data.tsx'
import { Foreign, inSentence } from '../../ui/foreign.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import type { ChoosableConnection, User } from '../users/queries.ts'
import { ownConnection, ownIdentity } from '../users/queries.ts'
import { Blocks } from './blocks.tsx'
import { Card } from './card.tsx'
import { CompareLegacy } from './compare-legacy.tsx'
import { furtherAttributes } from './further.ts'
import { Identities } from './identities.tsx'
import { LoginNames } from './login-names.tsx'
import { userText } from './text.ts'

/** Maximum length of one attribute; the tab “Raw” shows the whole attribute. */
const MOST_SHOWN = 1_000

interface ProfileProps {
  user: User
  tenant: string
  /** The connection of the user's password; undefined while it is unknown. */
  connection: ChoosableConnection | undefined
}

/** Profile, origin, identities and blocks of the user. */
export function Profile({ user, tenant, connection }: ProfileProps) {
  const further = furtherAttributes(user)
  const compares =
    connection !== undefined && modeOf(connection.options) !== 'local' && hasGetUser(connection)
  return (
    <div className="stack">
      {user.blocked && (
        <Banner tone="bad" title={userText.blockedTitle}>
          <p>{userText.blockedDetail}</p>
        </Banner>
      )}
      <Blocks id={user.user_id ?? ''} />
      <div className="user-cards">
        <Card title={userText.profile}>
          <Who user={user} />
        </Card>
        <Card title={userText.origin}>
          <Origin user={user} tenant={tenant} connection={connection} />
        </Card>
      </div>
      {further.length > 0 && (
        <Card title={userText.further}>
          <KeyValue
            entries={further.map(([name, value]) => [
              inSentence(name),
              <Foreign key={name} text={value} most={MOST_SHOWN} />,
            ])}
          />
        </Card>
      )}
      <Card title={userText.identities}>
        <Identities user={user} />
      </Card>
      <LoginNames id={user.user_id ?? ''} />
      {compares && <CompareLegacy user={user} connection_id={connection.id ?? ''} />}
    </div>
  )
}

function hasGetUser({ options }: ChoosableConnection): boolean {
  const scripts = options?.customScripts
  return typeof scripts === 'object' && scripts !== null && 'get_user' in scripts
}

const NAMES = ['username', ...ROOT_ATTRIBUTES] as const

function Who({ user }: { user: User }) {
  const names = NAMES.flatMap((name) => {
    const value = user[name]
    if (typeof value !== 'string') return []
    const shown =
      name === 'picture' ? (
        <Picture key={name} address={value} />
      ) : (
        <Foreign key={name} text={value} most={MOST_SHOWN} />
      )
    return [[userText[name], shown] as const]
  })
  return (
    <KeyValue
      entries={[
        [userText.id, <CopyText key="id" text={user.user_id ?? ''} label={userText.copyId} />],
        [userText.email, <Email key="email" user={user} />],
        ...names,
      ]}
    />
  )
}

/**
 * A link to the picture: the dashboard loads nothing from hosts that a person has chosen, who would learn the
 * administrator's IP address.
 */
function Picture({ address }: { address: string }) {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol)) return <Foreign text={address} most={MOST_SHOWN} />
  return (
    <a href={url.href} target="_blank" rel="noopener noreferrer">
      {userText.openPicture(inSentence(url.host))}
    </a>
  )
}

function Email({ user: { email, email_verified } }: { user: User }) {
  if (email === undefined) return <span className="muted">{userText.none}</span>
  return (
    <span className="user-email">
      <Foreign text={email} />
      {email_verified ? (
        <Badge tone="ok">{userText.verified}</Badge>
      ) : (
        <Badge tone="warn">{userText.notVerified}</Badge>
      )}
    </span>
  )
}

function Time({ at }: { at: string | undefined }) {
  return at === undefined ? <span className="muted">{userText.never}</span> : <RelativeTime at={at} />
}

function Origin({ user, tenant, connection }: ProfileProps) {
  const { migrated_by, migrated_at, migrated_version, made_by, last_ip } = user
  return (
    <KeyValue
      entries={[
        [
          userText.connection,
          <ConnectionLink key="connection" user={user} tenant={tenant} connection={connection} />,
        ],
        [
          userText.source,
          <span key="source">
            {userText.origins[migrated_by ?? made_by ?? 'unknown']}
            {migrated_version !== undefined && `, ${userText.version(migrated_version)}`}
            {migrated_at !== undefined && (
              <>
                {' · '}
                <RelativeTime at={migrated_at} />
              </>
            )}
          </span>,
        ],
        [userText.password, <Password key="password" user={user} />],
        [
          userText.lastLogin,
          <span key="login">
            <Time at={user.last_login} />
            {last_ip !== undefined && <span className="muted"> · {last_ip}</span>}
          </span>,
        ],
        [userText.logins, (user.logins_count ?? 0).toLocaleString()],
        ...(user.last_password_reset === undefined
          ? []
          : [[userText.lastReset, <Time key="reset" at={user.last_password_reset} />] as const]),
        [userText.made, <Time key="made" at={user.created_at} />],
        [userText.changed, <Time key="changed" at={user.updated_at} />],
      ]}
    />
  )
}

function ConnectionLink({ user, tenant, connection }: ProfileProps) {
  const name = <Foreign text={ownConnection(user)} />
  if (connection?.id === undefined) return name
  return <Link href={paths.connectionSettings(tenant, connection.id)}>{name}</Link>
}

/** Renders nothing until the state of the password is known. */
function Password({ user }: { user: User }) {
  const client = useApi()
  const id = user.user_id ?? ''
  const query = useQuery({
    queryKey: ['user', id, 'credentials'],
    queryFn: ({ signal }) => client.call('GET /api/v2/users/{id}/credentials', { params: { id }, signal }),
  })
  const own = ownIdentity(user)
  const kept = query.data?.credentials.find(
    ({ connection, user_id }) => connection === own?.connection && user_id === own.user_id,
  )
  if (kept === undefined) return null
  const { password } = kept
  if (!password) return <span className="muted">{userText.noHash}</span>
  return userText.hash(password.algorithm, password.memory_cost, password.time_cost, password.parallelism)
}
