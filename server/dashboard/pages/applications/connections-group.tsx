/** The connections through which an application signs people in. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Summary } from '../../api/connection-summaries.ts'
import { summariesQuery } from '../../api/connection-summaries.ts'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { paths } from '../../routes.ts'
import { modeName } from '../../shell/connection-page.tsx'
import { Part, Problem } from '../../shell/part.tsx'
import { TEXT } from '../../text.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Banner, Empty } from '../../ui/data.tsx'
import { TextField } from '../../ui/field.tsx'
import { useOnline } from '../../ui/online.ts'
import { Switch } from '../../ui/switch.tsx'
import { useToast } from '../../ui/toast.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { applicationText } from './text.ts'
import type { Editing } from './use-application.ts'

/** A longer list has a search field instead of all rows. */
const FEW = 8

/** A switch for each connection. */
export function ConnectionsGroup({ editing, tenant }: { editing: Editing; tenant: string }) {
  const { connections: says } = applicationText
  const connections = useQuery(summariesQuery(useApi()))
  return (
    <Group title={says.title} detail={says.detail}>
      <Part query={connections}>
        {(all) =>
          all.length === 0 ? (
            <Empty action={<ButtonLink href={paths.connections(tenant)}>{says.toConnections}</ButtonLink>}>
              {says.empty}
            </Empty>
          ) : (
            <Switches editing={editing} all={all} />
          )
        }
      </Part>
    </Group>
  )
}

function Switches({ editing, all }: { editing: Editing; all: readonly Summary[] }) {
  const { connections: says } = applicationText
  const { id, application } = editing
  const refusal = useRefusal('update:connections')
  const isOnline = useOnline()
  const { save, error, isOn } = useSwitched(id)
  const [filter, setFilter] = useState('')
  const on = all.filter(isOn).length
  const shown = all.filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase()))
  const off = refusal ?? (isOnline ? undefined : TEXT.offline.writes)
  return (
    <div className="stack">
      {on === 0 && application.app_type !== 'non_interactive' && (
        <Banner tone="warn" title={says.none}>
          <p>{says.noneDetail}</p>
        </Banner>
      )}
      {error && <Problem error={error} />}
      {off !== undefined && <p className="hint">{off}</p>}
      {all.length > FEW && (
        <TextField
          label={says.filter}
          hint={says.used(on, all.length)}
          autoComplete="off"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      )}
      {shown.length === 0 && <p className="hint">{says.noMatch}</p>}
      <ul className="application-switches">
        {shown.map((connection) => (
          <li key={connection.id}>
            <Switch
              label={connection.name}
              hint={modeName(connection.ferry.mode)}
              checked={isOn(connection)}
              disabled={off !== undefined}
              onChange={(next) => save({ id: connection.id, name: connection.name, on: next })}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

interface Change {
  id: string
  name: string
  on: boolean
}

/**
 * Each switch writes at once, one write after the other, because other people may switch other connections at the same
 * time.
 */
function useSwitched(client_id: string) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const [pending, setPending] = useState<readonly Change[]>([])
  const saving = useMutation({
    scope: { id: `connections of application ${client_id}` },
    mutationFn: async ({ id, on }: Change) => {
      await client.call('PATCH /api/v2/connections/{id}/clients', {
        params: { id },
        body: [{ client_id, status: on }],
      })
      // The write changed the connection: cached copies of it are out of date.
      await queries.invalidateQueries({ queryKey: ['connection', id] })
      await queries.invalidateQueries({ queryKey: ['connections'] })
    },
    onMutate: (change) => setPending((before) => [...before, change]),
    onSuccess: (_none, change) =>
      say({
        title: applicationText.connections.saved(change.name, change.on),
        undo: () => saving.mutate({ ...change, on: !change.on }),
      }),
    onSettled: (_none, _error, change) => setPending((before) => before.filter((one) => one !== change)),
  })
  return {
    save: saving.mutate,
    error: saving.error,
    isOn: ({ id, ferry }: Summary): boolean =>
      pending.findLast((change) => change.id === id)?.on ?? ferry.client_ids.includes(client_id),
  }
}
