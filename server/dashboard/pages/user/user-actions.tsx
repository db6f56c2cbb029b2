/** What can be done to a user. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Switch } from '../../ui/switch.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { User } from '../users/queries.ts'
import { callUser, connectionChoices } from '../users/queries.ts'
import { usersText } from '../users/text.ts'

/** Block, reset, delete. */
export function UserActions({ user, tenant }: { user: User; tenant: string }) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const [removing, setRemoving] = useState(false)
  const id = user.user_id ?? ''
  const connection = user.identities?.[0]?.connection ?? ''
  const blocking = useMutation({
    mutationFn: () =>
      client.call('PATCH /api/v2/users/{id}', { params: { id }, body: { blocked: user.blocked !== true } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['user', id] }),
    onError: (error) => say({ title: error.message }),
  })
  const resetting = useMutation({
    mutationFn: (email: string) =>
      client.request('POST', '/dbconnections/change_password', { body: { connection, email } }),
    // The answer is a sentence for people, not JSON: only a refusal is a failure.
    onSettled: (_data, error) => {
      const failed = error instanceof Error && 'status' in error && error.status !== 200
      say({ title: failed ? error.message : usersText.resetSent(user.email ?? '') })
    },
  })
  return (
    <>
      <Button writes busy={blocking.isPending} onClick={() => blocking.mutate()}>
        {user.blocked ? usersText.unblock : usersText.block}
      </Button>
      <Button
        writes
        busy={resetting.isPending}
        blocked={user.email === undefined ? usersText.resetImpossible : undefined}
        onClick={() => resetting.mutate(user.email ?? '')}
      >
        {usersText.reset}
      </Button>
      <Button variant="danger" writes onClick={() => setRemoving(true)}>
        {usersText.remove}
      </Button>
      {removing && <RemoveUser user={user} tenant={tenant} onClose={() => setRemoving(false)} />}
    </>
  )
}

function RemoveUser({ user, tenant, onClose }: { user: User; tenant: string; onClose: () => void }) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const [, navigate] = useLocation()
  const [keepAway, setKeepAway] = useState(false)
  const connections = useQuery(connectionChoices(client))
  const id = user.user_id ?? ''
  const name = user.identities?.[0]?.connection
  const connection = connections.data?.find((one) => one.name === name)
  const options = connection?.options ?? {}
  const hasLegacy = options.enabledDatabaseCustomization === true
  const imports = hasLegacy && options.import_mode === true
  const keeps = options.ferry_tombstones === true
  const removing = useMutation({
    mutationFn: async () => {
      if (keepAway && connection?.id !== undefined) {
        let etag = ''
        const params = { id: connection.id }
        const now = await client.call('GET /api/v2/connections/{id}', {
          params,
          seen: (headers) => {
            etag = headers.get('ETag') ?? ''
          },
        })
        await client.call('PATCH /api/v2/connections/{id}', {
          params,
          headers: { 'If-Match': etag },
          body: { options: { ...now.options, ferry_tombstones: true } },
        })
      }
      await client.call('DELETE /api/v2/users/{id}', { params: { id } })
    },
    onSuccess: async () => {
      say({ title: usersText.removed(callUser(user)) })
      navigate(paths.users(tenant))
      await queries.invalidateQueries({ queryKey: ['users'] })
    },
  })
  const effect = imports
    ? keeps
      ? usersText.removeKept
      : usersText.removeImport
    : hasLegacy
      ? usersText.removeLegacy
      : usersText.removeLocal
  return (
    <Dialog open onClose={onClose} title={usersText.removeTitle(callUser(user))} description={effect}>
      <div className="stack">
        {removing.error && <Problem error={removing.error} />}
        {imports && !keeps && (
          <Switch
            label={usersText.keepAway}
            hint={usersText.keepAwayHint(name ?? '')}
            checked={keepAway}
            onChange={setKeepAway}
          />
        )}
        <div className="row end">
          <Button
            variant="danger"
            writes
            busy={removing.isPending || connections.isPending}
            onClick={() => removing.mutate()}
          >
            {usersText.remove}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
