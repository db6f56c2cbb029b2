/** Deletes the connection. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useApi, useSession } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { paths } from '../../routes.ts'
import type { ReadConnection } from '../../shell/connection-page.tsx'
import { DeleteForm } from '../../shell/delete-form.tsx'
import { Part } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { Group } from './setting.tsx'
import { settingsText } from './text.ts'

/** Deletes the connection after its name was typed. */
export function DangerGroup({ id, read }: { id: string; read: ReadConnection }) {
  const { danger: says } = settingsText
  const refusal = useRefusal('delete:connections')
  const [asking, setAsking] = useState(false)
  return (
    <Group anchor={settingsText.anchors.danger} title={says.title} detail={says.detail}>
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
  return (
    <Dialog open onClose={onClose} title={says.removeTitle(name)}>
      <Part query={effect}>
        {({ users, migrated }) => (
          <DeleteForm {...{ name, says, removing, onClose }} cancel={settingsText.cancel}>
            <li>
              <strong>{users === 0 ? says.nobody : says.users(users)}</strong>
            </li>
            {migrated > 0 && <li>{says.imported(migrated)}</li>}
            {read.connection.options?.import_mode === true && users > migrated && (
              <li>{says.born(users - migrated)}</li>
            )}
            {applications.length > 0 && <li>{says.applications(applications.length)}</li>}
            <li>{says.rest}</li>
          </DeleteForm>
        )}
      </Part>
    </Dialog>
  )
}
