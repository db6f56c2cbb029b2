/** Deletes the connection. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useApi, useSession } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { paths } from '../../routes.ts'
import type { ReadConnection } from '../../shell/connection-page.tsx'
import { Part, Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { useToast } from '../../ui/toast.tsx'
import { Group } from './setting.tsx'
import { settingsText } from './text.ts'

/** Deletes the connection after its name was typed. */
export function DangerGroup({ id, read }: { id: string; read: ReadConnection }) {
  const { danger: says } = settingsText
  const refusal = useRefusal('delete:connections')
  const [asking, setAsking] = useState(false)
  return (
    <Group title={says.title} detail={says.detail}>
      <div className="row">
        <Button variant="danger" writes blocked={refusal} onClick={() => setAsking(true)}>
          {says.remove}
        </Button>
      </div>
      {asking && <DeleteDialog id={id} read={read} onClose={() => setAsking(false)} />}
    </Group>
  )
}

function DeleteDialog({ id, read, onClose }: { id: string; read: ReadConnection; onClose: () => void }) {
  const { danger: says } = settingsText
  const { tenant } = useSession()
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const [, navigate] = useLocation()
  const [typed, setTyped] = useState('')
  const { name = id, enabled_clients: applications = [] } = read.connection
  const effect = useQuery({
    queryKey: ['connection', id, 'migration'],
    staleTime: 0,
    queryFn: ({ signal }) =>
      client.call('GET /api/v2/connections/{id}/migration', { params: { id }, signal }),
  })
  const removing = useMutation({
    mutationFn: () => client.call('DELETE /api/v2/connections/{id}', { params: { id } }),
    onSuccess: async () => {
      say({ title: says.removed(name) })
      navigate(paths.connections(tenant.name), { replace: true })
      queries.removeQueries({ queryKey: ['connection', id] })
      await queries.invalidateQueries({ queryKey: ['connections'] })
      await queries.invalidateQueries({ queryKey: ['users'] })
    },
  })
  const isNamed = typed.trim() === name
  const blocked = isNamed ? undefined : says.type(name)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (blocked === undefined && !removing.isPending) removing.mutate()
  }
  return (
    <Dialog open onClose={onClose} title={says.removeTitle(name)}>
      <Part query={effect}>
        {({ users, migrated }) => (
          <form className="stack" onSubmit={submit} noValidate>
            <ul className="effects">
              <li>
                <strong>{users === 0 ? says.nobody : says.users(users)}</strong>
              </li>
              {migrated > 0 && <li>{says.imported(migrated)}</li>}
              {read.connection.options?.import_mode === true && users > migrated && (
                <li>{says.born(users - migrated)}</li>
              )}
              {applications.length > 0 && <li>{says.applications(applications.length)}</li>}
              <li>{says.rest}</li>
            </ul>
            {removing.error && <Problem error={removing.error} />}
            <TextField
              label={says.type(name)}
              error={typed === '' || name.startsWith(typed.trim()) ? undefined : says.mismatch}
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <div className="row end">
              <Button onClick={onClose}>{settingsText.cancel}</Button>
              <Button type="submit" variant="danger" writes busy={removing.isPending} blocked={blocked}>
                {says.remove}
              </Button>
            </div>
          </form>
        )}
      </Part>
    </Dialog>
  )
}
