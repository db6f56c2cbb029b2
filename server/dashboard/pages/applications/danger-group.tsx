/** The part of the page for actions that cannot be undone. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { summariesQuery } from '../../api/connection-summaries.ts'
import { useApi } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import { DeleteForm } from '../../shell/delete-form.tsx'
import { Part } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { useToast } from '../../ui/toast.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { applicationsText, applicationText } from './text.ts'
import type { Editing } from './use-application.ts'
import { useApplicationRefusal } from './use-application.ts'

/** Deletes the application after its name was typed. */
export function DangerGroup({ editing, tenant }: { editing: Editing; tenant: string }) {
  const { danger: says } = applicationText
  const refusal = useApplicationRefusal(editing.summary, 'delete:clients')
  const [asking, setAsking] = useState(false)
  if (editing.summary.ferry.administers) {
    return (
      <Group title={says.title}>
        <p className="hint">{says.administration}</p>
      </Group>
    )
  }
  return (
    <Group title={says.title} detail={says.detail}>
      <div className="row">
        <Button variant="danger" writes blocked={refusal} onClick={() => setAsking(true)}>
          {says.remove}
        </Button>
      </div>
      {asking && <DeleteDialog editing={editing} tenant={tenant} onClose={() => setAsking(false)} />}
    </Group>
  )
}

function DeleteDialog({
  editing: { id, application },
  tenant,
  onClose,
}: {
  editing: Editing
  tenant: string
  onClose: () => void
}) {
  const { danger: says } = applicationText
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const [, navigate] = useLocation()
  const connections = useQuery(summariesQuery(client))
  const name = application.name ?? id
  const shown = inSentence(name)
  const removing = useMutation({
    mutationFn: () => client.call('DELETE /api/v2/clients/{id}', { params: { id } }),
    onSuccess: async () => {
      say({ title: says.removed(shown) })
      navigate(paths.applications(tenant), { replace: true })
      queries.removeQueries({ queryKey: ['application', id] })
      await queries.invalidateQueries({ queryKey: ['applications'] })
      // No connection lists the deleted application any more.
      await queries.invalidateQueries({ queryKey: ['connections'] })
      await queries.invalidateQueries({ queryKey: ['connection'] })
    },
  })
  return (
    <Dialog open onClose={onClose} title={says.removeTitle(shown)}>
      <Part query={connections}>
        {(all) => {
          const used = all.filter(({ ferry }) => ferry.client_ids.includes(id)).length
          return (
            <DeleteForm {...{ name, shown, says, removing, onClose }} cancel={applicationsText.cancel}>
              <li>
                <strong>{says.effectAtOnce}</strong>
              </li>
              {used > 0 && <li>{says.connections(used)}</li>}
              <li>{says.rest}</li>
            </DeleteForm>
          )
        }}
      </Part>
    </Dialog>
  )
}
