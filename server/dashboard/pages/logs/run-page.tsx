/** The page of one run of a script. @module */
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { quoted, readEntries, runQuery } from '../../api/logs.ts'
import { useRefusal } from '../../api/may.ts'
import { isNotFound } from '../../api/problem.ts'
import { decoded, paths } from '../../routes.ts'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { LogsTable } from './logs-table.tsx'
import { RunDetails } from './run-details.tsx'
import { logsText } from './text.ts'

const says = logsText.runPage

const MOST_ENTRIES = 20

/** At `…/runs/:id`: an application’s error names the ID. */
export function RunPage() {
  const { tenant = '', id: coded = '' } = useParams()
  const id = decoded(coded)
  const client = useApi()
  const refusal = useRefusal('read:logs')
  const run = useQuery({ ...runQuery(client, id), enabled: refusal === undefined })
  const entries = useQuery({
    queryKey: ['run', id, 'entries'],
    enabled: refusal === undefined,
    queryFn: ({ signal }) => readEntries(client, `run_id:${quoted(id)}`, { size: MOST_ENTRIES, signal }),
  })
  const isGone = isNotFound(run)
  return (
    <Page
      title={run.data === undefined ? says.title : `${run.data.action}, ${inSentence(run.data.connection)}`}
      parent={{ href: paths.logs(tenant), label: logsText.title }}
      actions={
        run.data && (
          <ButtonLink href={paths.tryLogin(tenant, run.data.connection_id)}>{says.tryIt}</ButtonLink>
        )
      }
    >
      {refusal !== undefined && (
        <Banner tone="info" title={logsText.readRefused}>
          <p>{refusal}</p>
        </Banner>
      )}
      {isGone && (
        <Banner tone="info" title={says.gone}>
          <p>{says.goneDetail}</p>
        </Banner>
      )}
      {refusal === undefined && !isGone && (
        <Part query={run}>
          {(one) => (
            <div className="stack">
              <RunDetails run={one} />
            </div>
          )}
        </Part>
      )}
      {refusal === undefined && (
        <section className="stack" aria-label={says.entries}>
          <h2>{says.entries}</h2>
          <Part query={entries}>
            {(rows) =>
              rows.length === 0 ? (
                <p className="muted">{says.noEntries}</p>
              ) : (
                <LogsTable tenant={tenant} rows={rows} />
              )
            }
          </Part>
        </section>
      )}
    </Page>
  )
}
