/** The page of one entry of the log. @module */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, useParams } from 'wouter'
import { useApi } from '../../api/context.tsx'
import type { LogEntry } from '../../api/logs.ts'
import { runQuery } from '../../api/logs.ts'
import { useRefusal } from '../../api/may.ts'
import { isNotFound } from '../../api/problem.ts'
import { decoded, paths } from '../../routes.ts'
import { EndingHelp } from '../../shell/help-link.tsx'
import { LogEvent } from '../../shell/log-event.tsx'
import { wordsOf } from '../../shell/log-words.ts'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Banner, KeyValue } from '../../ui/data.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { LogId } from '../../ui/log-id.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Output } from '../scripts/run/output.tsx'
import { RunDetails } from './run-details.tsx'
import { codeOf, conflictOf, runOf, verdictOf } from './sentence.ts'
import { logsText } from './text.ts'
import { VerdictBanner } from './verdict-banner.tsx'

const says = logsText.entry

/** At `…/logs/:id`; also for IDs of faults of the server, which the tenant’s log does not have. */
export function EntryPage() {
  const { tenant = '', id: coded = '' } = useParams()
  const id = decoded(coded)
  const client = useApi()
  const refusal = useRefusal('read:logs')
  const isFault = id.startsWith('err_')
  const entry = useQuery({
    queryKey: ['log', id],
    enabled: refusal === undefined && !isFault,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => client.call('GET /api/v2/logs/{id}', { params: { id }, signal }),
  })
  return (
    <Page
      title={entry.data === undefined ? says.title : wordsOf(entry.data.type ?? '').words}
      parent={{ href: paths.logs(tenant), label: logsText.title }}
      actions={entry.data && <CopyButton text={JSON.stringify(entry.data, null, 2)}>{says.copy}</CopyButton>}
    >
      {refusal !== undefined ? (
        <Told title={logsText.readRefused}>{refusal}</Told>
      ) : isFault ? (
        <Told title={says.fault}>{says.faultDetail}</Told>
      ) : isNotFound(entry) ? (
        <Told title={says.gone}>{says.goneDetail}</Told>
      ) : (
        <Part query={entry}>{(one) => <Entry entry={one} tenant={tenant} />}</Part>
      )}
    </Page>
  )
}

function Told({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Banner tone="info" title={title}>
      <p>{children}</p>
    </Banner>
  )
}

function Entry({ entry, tenant }: { entry: LogEntry; tenant: string }) {
  const run = runOf(entry)
  const code = codeOf(entry)
  const conflict = conflictOf(entry)
  const person = entry.user_name ?? entry.user_id
  return (
    <div className="stack">
      <VerdictBanner
        verdict={verdictOf(entry)}
        actions={
          (conflict !== undefined || person !== undefined) && (
            <>
              {conflict !== undefined && (
                <ButtonLink href={paths.user(tenant, conflict.user_id)}>
                  {says.conflict(conflict.field)}
                </ButtonLink>
              )}
              {person !== undefined && (
                <ButtonLink href={paths.signInHelp(tenant, person)}>{says.help}</ButtonLink>
              )}
            </>
          )
        }
      >
        {code !== undefined && <EndingHelp code={code} />}
      </VerdictBanner>
      <section className="card" aria-label={says.facts}>
        <KeyValue entries={factsOf(entry, tenant)} />
      </section>
      <div className="row users-asks">
        {person !== undefined && (
          <ButtonLink href={paths.logs(tenant, { person })}>{says.ofPerson}</ButtonLink>
        )}
        {entry.connection_id !== undefined && (
          <ButtonLink href={paths.logs(tenant, { connection: entry.connection_id })}>
            {says.ofConnection}
          </ButtonLink>
        )}
      </div>
      {run !== undefined && <RunOfEntry id={run} />}
      <details>
        <summary>{says.raw}</summary>
        <Output text={JSON.stringify(entry, null, 2)} label={says.raw} />
      </details>
    </div>
  )
}

function RunOfEntry({ id }: { id: string }) {
  const run = useQuery(runQuery(useApi(), id))
  return (
    <section className="stack" aria-label={says.theRun}>
      <h2>{says.theRun}</h2>
      {isNotFound(run) ? (
        <p className="muted">{logsText.runPage.goneShort}</p>
      ) : (
        <Part query={run}>
          {(one) => (
            <div className="stack">
              <RunDetails run={one} />
            </div>
          )}
        </Part>
      )}
    </section>
  )
}

/** Facts without a value are left out. */
function factsOf(entry: LogEntry, tenant: string): (readonly [name: string, value: ReactNode])[] {
  const { date, type = '', user_name, user_id, connection, connection_id, client_name, client_id } = entry
  const { log_id } = entry
  const run = runOf(entry)
  const text = (value: string | undefined): ReactNode => value !== undefined && <Foreign text={value} />
  const facts: (readonly [name: string, value: ReactNode])[] = [
    [says.when, date !== undefined && <RelativeTime at={date} />],
    [says.type, <LogEvent key="type" type={type} />],
    [says.person, text(user_name)],
    [says.user, user_id !== undefined && <Link href={paths.user(tenant, user_id)}>{user_id}</Link>],
    [
      says.connection,
      connection_id === undefined ? (
        text(connection)
      ) : (
        <Link href={paths.connectionSettings(tenant, connection_id)}>{connection ?? connection_id}</Link>
      ),
    ],
    [
      says.application,
      client_id !== undefined && (
        <Link href={paths.application(tenant, client_id)}>{client_name ?? client_id}</Link>
      ),
    ],
    [says.ip, text(entry.ip)],
    [says.browser, text(entry.user_agent)],
    [says.hostname, text(entry.hostname)],
    [says.audience, text(entry.audience)],
    [says.scope, text(entry.scope)],
    [says.correlation, text(entry.correlation_id)],
    [says.run, run !== undefined && <LogId id={run} />],
    [says.id, log_id !== undefined && <LogId id={log_id} />],
  ]
  return facts.filter(([, value]) => value !== false)
}
