/** The APIs that an application can call as itself. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { toldOf } from '../../api/problem.ts'
import { Part, Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner, KeyValue } from '../../ui/data.tsx'
import { Foreign, inSentence } from '../../ui/foreign.tsx'
import { Select } from '../../ui/select.tsx'
import { useToast } from '../../ui/toast.tsx'
import { Group } from '../connection-settings/setting.tsx'
import type { TargetApi } from './apis.ts'
import { useTargetApis } from './apis.ts'
import { isPublic } from './credentials-group.tsx'
import type { Grant } from './grant.ts'
import { grantsKey, grantsQuery, isManagement } from './grant.ts'
import { ScopesDialog } from './scopes-dialog.tsx'
import { applicationText } from './text.ts'
import type { Editing } from './use-application.ts'
import { useApplicationRefusal } from './use-application.ts'

/** The application's client grants. */
export function ApisGroup({ editing }: { editing: Editing }) {
  const { apis: says } = applicationText
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
  const grants = useQuery(grantsQuery(useApi(), editing.id))
  const apis = useTargetApis()
  return (
    <Part query={grants}>
      {(granted) => (
        <Part query={apis}>{(all) => <Lists editing={editing} grants={granted} apis={all} />}</Part>
      )}
    </Part>
  )
}

function Lists({
  editing: { id, application, summary },
  grants,
  apis,
}: {
  editing: Editing
  grants: readonly Grant[]
  apis: readonly TargetApi[]
}) {
  const { apis: says } = applicationText
  const refusal = useApplicationRefusal(summary, 'update:client_grants')
  const [changing, setChanging] = useState<{ api: TargetApi; grant?: Grant }>()
  const getsTokens = application.grant_types?.includes('client_credentials') && !isPublic(application)
  const others = apis.filter((api) => !grants.some((grant) => isFor(grant, api)))
  return (
    <div className="stack">
      {grants.length === 0 && <p>{says.nothing}</p>}
      {grants.length > 0 && !getsTokens && (
        <Banner tone="warn" title={says.noToken}>
          <p>{says.noTokenDetail}</p>
        </Banner>
      )}
      {grants.length > 0 && (
        <ul className="application-grants" aria-label={says.grants}>
          {grants.map((grant) => {
            const api = apis.find((one) => isFor(grant, one))
            return (
              <li key={grant.id} className="stack">
                <GrantView
                  applicationId={id}
                  grant={grant}
                  api={api}
                  refusal={refusal}
                  onChange={() => api && setChanging({ api, grant })}
                />
              </li>
            )
          })}
        </ul>
      )}
      {others.length > 0 && (
        <AllowApi apis={others} refusal={refusal} onAllow={(api) => setChanging({ api })} />
      )}
      {changing !== undefined && (
        <ScopesDialog
          client_id={id}
          name={application.name ?? id}
          api={changing.api}
          grant={changing.grant}
          onClose={() => setChanging(undefined)}
        />
      )}
    </div>
  )
}

/** An API that the application has no grant for yet. */
function AllowApi({
  apis,
  refusal,
  onAllow,
}: {
  apis: readonly TargetApi[]
  refusal: string | undefined
  onAllow: (api: TargetApi) => void
}) {
  const { apis: says } = applicationText
  const [wanted, setWanted] = useState<string>()
  const api = apis.find(({ identifier }) => identifier === wanted) ?? apis[0]
  return (
    <div className="settings-add">
      <Select
        label={says.api}
        choices={apis.map(({ identifier = '', name }) => ({
          value: identifier,
          label: inSentence(name ?? identifier),
        }))}
        value={api?.identifier ?? null}
        onChange={setWanted}
      />
      <Button icon="plus" writes blocked={refusal} onClick={() => api && onAllow(api)}>
        {says.allow}
      </Button>
    </div>
  )
}

/** The Management API has a name of its own on each host. */
function isFor(grant: Grant, { identifier, is_system }: TargetApi): boolean {
  return is_system ? isManagement(grant) : grant.audience === identifier
}

function GrantView({
  applicationId,
  grant,
  api,
  refusal,
  onChange,
}: {
  applicationId: string
  grant: Grant
  api: TargetApi | undefined
  refusal: string | undefined
  onChange: () => void
}) {
  const { apis: says } = applicationText
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
      say(toldOf(error))
    }
    await queries.invalidateQueries({ queryKey: grantsKey(applicationId) })
  }
  return (
    <>
      <KeyValue
        entries={[
          ...(api?.name === undefined ? [] : [[says.api, inSentence(api.name)] as const]),
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
      {api === undefined && <p className="hint">{says.other}</p>}
      <div className="row">
        {api !== undefined && (
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
    <ul className="application-scopes" aria-label={applicationText.apis.scopes}>
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
