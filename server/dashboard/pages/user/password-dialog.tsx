/** The dialog in which an administrator sets a user’s password. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { fieldProblem } from '../../api/problem.ts'
import { modeOf } from '../../shell/connection-page.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { PasswordField } from '../../ui/field.tsx'
import { useToast } from '../../ui/toast.tsx'
import { PasswordRules } from '../users/password-rules.tsx'
import type { ChoosableConnection, User } from '../users/queries.ts'
import { callUser } from '../users/queries.ts'
import { userText } from './text.ts'

const says = userText.passwordDialog

/** The password disappears with the dialog. */
export function PasswordDialog({
  user,
  connection,
  onClose,
}: {
  user: User
  connection: ChoosableConnection | undefined
  onClose: () => void
}) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const [password, setPassword] = useState('')
  const id = user.user_id ?? ''
  const saving = useMutation({
    mutationFn: () => client.call('PATCH /api/v2/users/{id}', { params: { id }, body: { password } }),
    onSuccess: async () => {
      say({ title: says.saved })
      onClose()
      await queries.invalidateQueries({ queryKey: ['user', id] })
    },
    gcTime: 0,
  })
  const problem = fieldProblem(saving.error, ['password'])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!saving.isPending && password !== '') saving.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={says.title(callUser(user))}
      description={says.modes[modeOf(connection?.options)]}
    >
      <form className="stack" onSubmit={submit} autoComplete="off">
        {saving.error && !problem && <Problem error={saving.error} />}
        <PasswordField
          label={says.label}
          required
          autoComplete="new-password"
          error={problem?.message}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <PasswordRules connection={connection} />
        <div className="row end">
          <Button onClick={onClose}>{userText.editor.cancel}</Button>
          <Button type="submit" variant="primary" writes busy={saving.isPending}>
            {says.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
