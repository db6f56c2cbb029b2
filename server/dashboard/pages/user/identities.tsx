/** The identities of a user: the primary one and the linked ones. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Badge } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Table } from '../../ui/table.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { User } from '../users/queries.ts'
import { ownIdentity } from '../users/queries.ts'
import { userText } from './text.ts'

type Identity = NonNullable<User['identities']>[number]

/** The primary identity cannot be unlinked: the user's ID comes from it. */
export function Identities({ user }: { user: User }) {
  const [unlinking, setUnlinking] = useState<Identity>()
  const own = ownIdentity(user)
  const identities = user.identities ?? []
  return (
    <>
      <Table
        caption={userText.identities}
        rows={identities}
        rowKey={(identity) => `${identity.connection} ${identity.provider}|${identity.user_id}`}
        columns={[
          { name: userText.connection, cell: (identity) => <Foreign text={identity.connection} /> },
          { name: userText.id, cell: (identity) => <Foreign text={identity.user_id} /> },
          {
            name: userText.name,
            cell: (identity) => {
              const { email, username } = identity.profileData ?? {}
              const name = identity === own ? (user.email ?? user.username) : (email ?? username)
              return typeof name === 'string' ? <Foreign text={name} /> : null
            },
          },
          {
            name: userText.kind,
            cell: (identity) =>
              identity === own ? (
                <Badge>{userText.identityOwn}</Badge>
              ) : (
                <span className="row">
                  <Badge>{userText.identityLinked}</Badge>
                  <Button writes onClick={() => setUnlinking(identity)}>
                    {userText.unlink}
                  </Button>
                </span>
              ),
          },
        ]}
      />
      {unlinking && <Unlink user={user} identity={unlinking} onClose={() => setUnlinking(undefined)} />}
    </>
  )
}

function Unlink({ user, identity, onClose }: { user: User; identity: Identity; onClose: () => void }) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const id = user.user_id ?? ''
  const unlinking = useMutation({
    mutationFn: () =>
      client.call('DELETE /api/v2/users/{id}/identities/{provider}/{user_id}', {
        params: { id, provider: identity.provider, user_id: identity.user_id },
      }),
    onSuccess: async () => {
      say({ title: userText.unlinked })
      onClose()
      await queries.invalidateQueries({ queryKey: ['user', id] })
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={userText.unlinkTitle(`${identity.provider}|${identity.user_id}`)}
      description={userText.unlinkEffect}
    >
      <div className="stack">
        {unlinking.error && <Problem error={unlinking.error} />}
        <div className="row end">
          <Button variant="danger" writes busy={unlinking.isPending} onClick={() => unlinking.mutate()}>
            {userText.unlink}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
