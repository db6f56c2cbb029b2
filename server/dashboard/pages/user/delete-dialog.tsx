/** The dialog that deletes a user, and explains what happens at the next sign-in. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import { modeOf } from '../../shell/connection-page.tsx'
import { Problem } from '../../shell/part.tsx'
import { TEXT } from '../../text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Switch } from '../../ui/switch.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { ChoosableConnection, User } from '../users/queries.ts'
import { callUser } from '../users/queries.ts'
import { userText } from './text.ts'

const says = userText.delete

/** @param props.connection the connection of the user's password; undefined while it is unknown */
export function DeleteDialog({
  user,
  tenant,
  connection,
  onClose,
}: {
  user: User
  tenant: string
  connection: ChoosableConnection | undefined
  onClose: () => void
}) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const [, navigate] = useLocation()
  const [keepAway, setKeepAway] = useState(false)
  const mode = modeOf(connection?.options)
  const keeps = connection?.options?.ferry_tombstones === true
  const linked = (user.identities?.length ?? 1) - 1
  const removing = useMutation({
    mutationFn: () =>
      client.call('DELETE /api/v2/users/{id}', {
        params: { id: user.user_id ?? '' },
        query: keepAway ? { ferry_keep_away: 'true' } : {},
      }),
    onSuccess: async () => {
      say({ title: says.done(callUser(user)) })
      navigate(paths.users(tenant))
      await queries.invalidateQueries({ queryKey: ['users'] })
    },
  })
  return (
    <Dialog open onClose={onClose} title={says.title(callUser(user))} description={effectOf(mode, keeps)}>
      <div className="stack">
        {removing.error && <Problem error={removing.error} />}
        {linked > 0 && <p>{says.linked(linked)}</p>}
        {mode === 'importing' && !keeps && (
          <>
            <Switch
              label={says.keepAway}
              hint={says.keepAwayHint}
              checked={keepAway}
              onChange={setKeepAway}
            />
            <p role="status">{keepAway ? says.importingNot : says.importing}</p>
          </>
        )}
        <div className="row end">
          <Button onClick={onClose}>{TEXT.actions.cancel}</Button>
          <Button
            variant="danger"
            writes
            busy={removing.isPending || connection === undefined}
            onClick={() => removing.mutate()}
          >
            {userText.remove}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function effectOf(mode: ReturnType<typeof modeOf>, keeps: boolean): string {
  switch (mode) {
    case 'local':
      return says.local
    case 'legacy':
      return says.legacy
    case 'importing':
      return keeps ? says.kept : says.local
  }
}
