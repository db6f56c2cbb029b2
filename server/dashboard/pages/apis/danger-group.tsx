/** Deletes an API. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Api } from '../../api/apis.ts'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { paths } from '../../routes.ts'
import { DeleteForm } from '../../shell/delete-form.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { useToast } from '../../ui/toast.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { apiKey } from './queries.ts'
import { apisText, apiText } from './text.ts'

const { danger: says } = apiText

/** Deletes the API after its name was typed. */
export function DangerGroup({ api, tenant }: { api: Api; tenant: string }) {
  const refusal = useRefusal('delete:resource_servers')
  const [asking, setAsking] = useState(false)
  return (
    <Group title={says.title} detail={says.detail}>
      <div className="row">
        <Button variant="danger" writes blocked={refusal} onClick={() => setAsking(true)}>
          {says.remove}
        </Button>
      </div>
      {asking && <DeleteDialog api={api} tenant={tenant} onClose={() => setAsking(false)} />}
    </Group>
  )
}

function DeleteDialog({ api, tenant, onClose }: { api: Api; tenant: string; onClose: () => void }) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const [, navigate] = useLocation()
  const { id, name } = api
  const shown = inSentence(name)
  const removing = useMutation({
    mutationFn: () => client.call('DELETE /api/v2/resource-servers/{id}', { params: { id } }),
    onSuccess: async () => {
      say({ title: says.removed(shown) })
      navigate(paths.apis(tenant), { replace: true })
      queries.removeQueries({ queryKey: apiKey(id) })
      await queries.invalidateQueries({ queryKey: ['apis'] })
      // Its client grants are gone, too.
      await queries.invalidateQueries({ queryKey: ['application'] })
    },
  })
  return (
    <Dialog open onClose={onClose} title={says.removeTitle(shown)}>
      <DeleteForm {...{ name, shown, says, removing, onClose }} cancel={apisText.cancel}>
        {says.effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </DeleteForm>
    </Dialog>
  )
}
