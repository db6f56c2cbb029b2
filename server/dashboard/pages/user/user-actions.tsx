/** The actions on a user. @module */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { toldOf } from '../../api/problem.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { ChoosableConnection, User } from '../users/queries.ts'
import { ResetDialog } from '../users/reset-dialog.tsx'
import { usersText } from '../users/text.ts'
import { useBlocking } from '../users/use-blocking.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { userText } from './text.ts'

type Opened = 'edit' | 'password' | 'reset' | 'delete'

/** Buttons for edit, block and reset; the other actions are in a menu. */
export function UserActions({
  user,
  tenant,
  connection,
}: {
  user: User
  tenant: string
  connection: ChoosableConnection | undefined
}) {
  const client = useApi()
  const say = useToast()
  const [opened, setOpened] = useState<Opened>()
  const id = user.user_id ?? ''
  const blocking = useBlocking(user)
  const verifying = useMutation({
    mutationFn: () => client.call('POST /api/v2/jobs/verification-email', { body: { user_id: id } }),
    onSuccess: () => say({ title: userText.verificationSent(user.email ?? '') }),
    onError: (error) => say(toldOf(error)),
  })
  const props = { user, connection, onClose: () => setOpened(undefined) }
  return (
    <>
      <Button onClick={() => setOpened('edit')}>{userText.edit}</Button>
      <Button writes busy={blocking.isPending} onClick={blocking.toggle}>
        {user.blocked ? usersText.unblock : usersText.block}
      </Button>
      <Button onClick={() => setOpened('reset')}>{usersText.reset}</Button>
      <Menu
        trigger={<Button variant="plain" icon="more" busy={verifying.isPending} aria-label={userText.more} />}
      >
        <MenuItem onSelect={() => setOpened('password')}>{userText.editPassword}</MenuItem>
        {user.email !== undefined && !user.email_verified && (
          <MenuItem onSelect={() => verifying.mutate()}>{userText.sendVerification}</MenuItem>
        )}
        <MenuLine />
        <MenuItem onSelect={() => setOpened('delete')}>{userText.remove}</MenuItem>
      </Menu>
      {opened === 'edit' && <EditDialog {...props} />}
      {opened === 'password' && <PasswordDialog {...props} />}
      {opened === 'reset' && <ResetDialog {...props} />}
      {opened === 'delete' && <DeleteDialog {...props} tenant={tenant} />}
    </>
  )
}
