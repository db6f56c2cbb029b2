/** The applications that may use a connection. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Application as Summary } from '../../api/application-summaries.ts'
import { applicationsQuery } from '../../api/application-summaries.ts'
import { useApi, useSession } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import type { ReadConnection } from '../../shell/connection-page.tsx'
import { connectionKey } from '../../shell/connection-page.tsx'
import { Part, Problem } from '../../shell/part.tsx'
import { Banner } from '../../ui/data.tsx'
import { TextField } from '../../ui/field.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { Switch } from '../../ui/switch.tsx'
import { useToast } from '../../ui/toast.tsx'
import { Group } from './setting.tsx'
import { settingsText } from './text.ts'
import type { Settings } from './use-settings.ts'
import { scopeOf } from './use-settings.ts'

interface Application {
  client_id: string
  name: string
  /** Type of the application; undefined when it is not set. */
  type: string | undefined
}

const TYPES: ReadonlyMap<string, string> = new Map(Object.entries(settingsText.applications.types))

/** A longer list has a filter. */
const FEW = 8

/** A switch for each application. */
export function ApplicationsGroup({ settings }: { settings: Settings }) {
  const { anchors, applications: says } = settingsText
  const { tenant } = useSession()
  const applications = useQuery(applicationsQuery(useApi()))
  return (
    <Group anchor={anchors.applications} title={says.title} detail={says.detail}>
      <Part query={applications}>
        {(all) => <Applications settings={settings} all={all.map(toApplication)} />}
      </Part>
      <p className="hint">
        <Link href={paths.applications(tenant.name)}>{says.toApplications}</Link>
      </p>
    </Group>
  )
}

function toApplication({ client_id, name, app_type = '' }: Summary): Application {
  return { client_id, name, type: TYPES.get(app_type) }
}

function Applications({ settings, all }: { settings: Settings; all: readonly Application[] }) {
  const { applications: says } = settingsText
  const { save, error, isAllowed } = useAllowed(settings)
  const [filter, setFilter] = useState('')
  const gone = (settings.read.connection.enabled_clients ?? []).filter(
    (id) => !all.some(({ client_id }) => client_id === id),
  )
  const rows = [...all, ...gone.map((client_id) => ({ client_id, name: client_id, type: says.gone }))]
  const allowed = rows.filter(({ client_id }) => isAllowed(client_id)).length
  const shown = rows.filter(({ name, client_id }) =>
    `${name}\n${client_id}`.toLowerCase().includes(filter.trim().toLowerCase()),
  )
  if (rows.length === 0) return <p className="muted">{says.noClients}</p>
  return (
    <div className="stack">
      {allowed === 0 && (
        <Banner tone="warn" title={says.none}>
          <p>{says.noneDetail}</p>
        </Banner>
      )}
      {error && <Problem error={error} />}
      {rows.length > FEW && (
        <TextField
          label={says.filter}
          hint={says.allowed(allowed, rows.length)}
          autoComplete="off"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      )}
      {shown.length === 0 && <p className="hint">{says.noMatch}</p>}
      <ul className="settings-applications">
        {shown.map(({ client_id, name, type }) => (
          <li key={client_id}>
            <Switch
              label={inSentence(name)}
              hint={
                <>
                  {type} <code className="settings-option">{client_id}</code>
                </>
              }
              checked={isAllowed(client_id)}
              disabled={settings.refusal !== undefined}
              onChange={(on) => save({ client_id, name, on })}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

interface Change {
  client_id: string
  name: string
  on: boolean
}

/**
 * Each switch writes at once, one write after the other, because other people may switch other applications at the same
 * time.
 */
function useAllowed({ id, read }: Settings) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const key = connectionKey(id)
  const [pending, setPending] = useState<readonly Change[]>([])
  const saving = useMutation({
    scope: scopeOf(id),
    mutationFn: async ({ client_id, on }: Change) => {
      await client.call('PATCH /api/v2/connections/{id}/clients', {
        params: { id },
        body: [{ client_id, status: on }],
      })
      // The write changed the connection: the next write must name the new state.
      await queries.refetchQueries({ queryKey: key, exact: true })
    },
    onMutate: (change) => setPending((before) => [...before, change]),
    onSuccess: async (_none, change) => {
      say({
        title: settingsText.applications.saved(change.name, change.on),
        undo: () => saving.mutate({ ...change, on: !change.on }),
      })
      await queries.invalidateQueries({ queryKey: ['connections'] })
    },
    onSettled: (_none, _error, change) => setPending((before) => before.filter((one) => one !== change)),
  })
  const enabled = enabledOf(read)
  return {
    save: saving.mutate,
    error: saving.error,
    isAllowed: (client_id: string): boolean =>
      pending.findLast((change) => change.client_id === client_id)?.on ?? enabled.has(client_id),
  }
}

function enabledOf({ connection }: ReadConnection): ReadonlySet<string> {
  return new Set(connection.enabled_clients)
}
