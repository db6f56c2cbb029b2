/** What an application may do with the Management API. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { Part, Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner, KeyValue } from '../../ui/data.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { useToast } from '../../ui/toast.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { isPublic } from './credentials-group.tsx'
import type { Grant } from './grant.ts'
import { grantsKey, grantsQuery, isManagement } from './grant.ts'
import { ScopesDialog } from './scopes-dialog.tsx'
import { applicationText } from './text.ts'
import type { Editing } from './use-application.ts'
import { useApplicationRefusal } from './use-application.ts'

/** The application's client grants. */
export function ManagementGroup({ editing }: { editing: Editing }) {
  const { management: says } = applicationText
  const refusal = useRefusal('read:client_grants')
  if (editing.summary.ferry.administers) {
    return (
      <Group title={says.title} detail={says.detail}>
        <p>{says.everything}</p>
      </Group>
    )
  }
  return (
    <Group title={says.title} detail={says.detail}>
      {refusal === undefined ? <Grants editing={editing} /> : <p className="hint">{refusal}</p>}
    </Group>
  )
}

function Grants({ editing }: { editing: Editing }) {
  const { management: says } = applicationText
  const { id, application, summary } = editing
  const grants = useQuery(grantsQuery(useApi(), id))
  const refusal = useApplicationRefusal(summary, 'update:client_grants')
  const [changing, setChanging] = useState<Grant | 'new'>()
  const getsTokens = application.grant_types?.includes('client_credentials') && !isPublic(application)
  return (
    <Part query={grants}>
      {(all) => (
        <div className="stack">
          {all.some(isManagement) ? (
            !getsTokens && (
              <Banner tone="warn" title={says.noToken}>
                <p>{says.noTokenDetail}</p>
              </Banner>
            )
          ) : (
            <div className="stack">
              <p>{says.nothing}</p>
              <div className="row">
                <Button icon="plus" writes blocked={refusal} onClick={() => setChanging('new')}>
                  {says.allow}
                </Button>
              </div>
            </div>
          )}
          {all.length > 0 && (
            <ul className="application-grants" aria-label={says.grants}>
              {all.map((grant) => (
                <li key={grant.id} className="stack">
                  <GrantView
                    applicationId={id}
                    grant={grant}
                    refusal={refusal}
                    onChange={() => setChanging(grant)}
                  />
                </li>
              ))}
            </ul>
          )}
          {changing !== undefined && (
            <ScopesDialog
              client_id={id}
              name={application.name ?? id}
              grant={changing === 'new' ? undefined : changing}
              onClose={() => setChanging(undefined)}
            />
          )}
        </div>
      )}
    </Part>
  )
}

function GrantView({
  applicationId,
  grant,
  refusal,
  onChange,
}: {
  applicationId: string
  grant: Grant
  refusal: string | undefined
  onChange: () => void
}) {
  const { management: says } = applicationText
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const { id, audience, scope } = grant
  const removing = useMutation({
    mutationFn: () => client.call('DELETE /api/v2/client-grants/{id}', { params: { id } }),
    onSuccess: async () => {
      say({
        title: says.removed,
        undo: () => void putBack(),
      })
      await queries.invalidateQueries({ queryKey: grantsKey(applicationId) })
    },
  })
  async function putBack(): Promise<void> {
    try {
      await client.call('POST /api/v2/client-grants', { body: { client_id: applicationId, audience, scope } })
    } catch (error) {
      say({ title: error instanceof Error ? error.message : String(error) })
    }
    await queries.invalidateQueries({ queryKey: grantsKey(applicationId) })
  }
  return (
    <>
      <KeyValue
        entries={[
          [
            says.audience,
            <code key="audience">
              <Foreign text={audience} />
            </code>,
          ],
          [says.scopes, scope.length === 0 ? says.noScopes : <Scopes key="scopes" scopes={scope} />],
        ]}
      />
      {removing.error && <Problem error={removing.error} />}
      {!isManagement(grant) && <p className="hint">{says.other}</p>}
      <div className="row">
        {isManagement(grant) && (
          <Button writes blocked={refusal} onClick={onChange}>
            {says.change}
          </Button>
        )}
        <Button writes blocked={refusal} busy={removing.isPending} onClick={() => removing.mutate()}>
          {says.remove}
        </Button>
      </div>
    </>
  )
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  return (
    <ul className="application-scopes" aria-label={applicationText.management.scopes}>
      {scopes.map((scope) => (
        <li key={scope}>
          <code className="application-code">
            <Foreign text={scope} />
          </code>
        </li>
      ))}
    </ul>
  )
}
