/** Why a person can or cannot sign in, and what to do. @module */
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useParams, useSearchParams } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { logIdIn, pathOfLogId } from '../../log-ids.ts'
import { paths } from '../../routes.ts'
import { modeOf } from '../../shell/connection-page.tsx'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { SearchLine } from '../../shell/search-line.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Badge, Banner } from '../../ui/data.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Table } from '../../ui/table.tsx'
import { LogsTable } from '../logs/logs-table.tsx'
import { VerdictBanner } from '../logs/verdict-banner.tsx'
import { AskLegacy } from '../users/ask-legacy.tsx'
import { Origin } from '../users/origin.tsx'
import type { ChoosableConnection, ListedUser } from '../users/queries.ts'
import { callUser, connectionChoices, ownConnection } from '../users/queries.ts'
import '../users/users.css'
import type { Known } from './findings.ts'
import { findingsOf } from './findings.ts'
import { knownQuery } from './queries.ts'
import { Remedies } from './remedies.tsx'
import { helpText } from './text.ts'

/** The API takes no longer identifier. */
const LONGEST = 320

/** At `…/sign-in-help`; the URL names the person. */
export function SignInHelpPage() {
  const { tenant = '' } = useParams()
  const [, navigate] = useLocation()
  const [search, setSearch] = useSearchParams()
  const person = (search.get('person') ?? '').trim().slice(0, LONGEST)
  const refusal = useRefusal('read:logs')
  const ask = (typed: string): void => {
    const id = logIdIn(typed)
    if (id !== undefined) navigate(pathOfLogId(tenant, id))
    else setSearch(typed === '' ? {} : { person: typed })
  }
  return (
    <Page title={helpText.title}>
      {refusal === undefined ? (
        <div className="stack">
          <p className="muted">{helpText.lead}</p>
          <SearchLine key={person} text={person} says={helpText} onSearch={ask} />
          {person !== '' && <Answer key={person} person={person} tenant={tenant} />}
        </div>
      ) : (
        <Banner tone="info" title={helpText.readRefused}>
          <p>{refusal}</p>
        </Banner>
      )}
    </Page>
  )
}

function Answer({ person, tenant }: { person: string; tenant: string }) {
  const client = useApi()
  const readsConnections = useRefusal('read:connections') === undefined
  const known = useQuery(knownQuery(client, person))
  const choices = useQuery({ ...connectionChoices(client), enabled: readsConnections })
  const connections = choices.data ?? []
  return (
    <Part query={known}>
      {(found) => (
        <div className="stack">
          <Findings known={found} tenant={tenant} connections={connections} />
          <section className="stack" aria-label={helpText.users}>
            <h2>{helpText.users}</h2>
            {found.users.length === 0 ? (
              <p className="muted">{helpText.noUsers}</p>
            ) : (
              <UsersTable users={found.users} tenant={tenant} />
            )}
          </section>
          <AskLegacy
            title={helpText.ask}
            identifier={nameForScripts(found)}
            tenant={tenant}
            connections={connections.filter(({ options }) => modeOf(options) !== 'local')}
          />
          <section className="stack" aria-label={helpText.entries}>
            <h2>{helpText.entries}</h2>
            {found.entries.length === 0 ? (
              <p className="muted">{helpText.noEntries}</p>
            ) : (
              <>
                <LogsTable tenant={tenant} rows={found.entries} />
                <div className="row">
                  <ButtonLink href={paths.logs(tenant, { person })}>{helpText.allEntries}</ButtonLink>
                </div>
              </>
            )}
          </section>
        </div>
      )}
    </Part>
  )
}

/** @returns what the scripts of a connection know the person by: no user ID of Ferry */
function nameForScripts({ person, users }: Known): string {
  const [user] = users
  return user?.user_id === person ? (user.email ?? user.username ?? person) : person
}

function Findings({
  known,
  tenant,
  connections,
}: {
  known: Known
  tenant: string
  connections: readonly ChoosableConnection[]
}) {
  return (
    <section className="stack" aria-label={helpText.findings}>
      <h2>{helpText.findings}</h2>
      {findingsOf(known).map(({ key, verdict, at, remedies }) => (
        <VerdictBanner
          key={key}
          verdict={verdict}
          actions={
            remedies.length > 0 && (
              <Remedies remedies={remedies} tenant={tenant} person={known.person} connections={connections} />
            )
          }
        >
          {at !== undefined && (
            <p className="small">
              <RelativeTime at={at} />
            </p>
          )}
        </VerdictBanner>
      ))}
    </section>
  )
}

function UsersTable({ users, tenant }: { users: readonly ListedUser[]; tenant: string }) {
  return (
    <Table
      caption={helpText.usersCaption}
      rows={users}
      rowKey={({ user_id = '' }) => user_id}
      columns={[
        {
          name: helpText.user,
          cell: (user) => <Link href={paths.user(tenant, user.user_id ?? '')}>{callUser(user)}</Link>,
        },
        { name: helpText.connection, cell: (user) => <Foreign text={ownConnection(user)} /> },
        { name: helpText.origin, cell: (user) => <Origin user={user} /> },
        {
          name: helpText.lastSignIn,
          cell: ({ last_login }) =>
            typeof last_login === 'string' ? <RelativeTime at={last_login} /> : helpText.never,
        },
        { name: helpText.state, cell: (user) => <State user={user} /> },
      ]}
    />
  )
}

function State({ user: { blocked, email, email_verified } }: { user: ListedUser }) {
  const { states } = helpText
  return (
    <span className="row">
      <Badge tone={blocked === true ? 'bad' : 'ok'}>{blocked === true ? states.blocked : states.open}</Badge>
      {email !== undefined && email_verified === false && <Badge>{states.unverified}</Badge>}
    </span>
  )
}
