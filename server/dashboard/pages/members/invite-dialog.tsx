/** The dialog that invites a member. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { fieldProblem } from '../../api/problem.ts'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { Member } from './queries.ts'
import { MEMBERS_KEY } from './queries.ts'
import { RoleField } from './role-field.tsx'
import { membersText } from './text.ts'

const { invite: says } = membersText

/** The role that is chosen at first can change nothing but scripts. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Member['role']>('editor')
  const [checked, setChecked] = useState(false)
  const inviting = useMutation({
    mutationFn: () =>
      client.call('POST /api/v2/member-invitations', {
        body: { email: email.trim(), role, ...(name.trim() === '' ? {} : { name: name.trim() }) },
      }),
    onSuccess: async (made) => {
      say({ title: says.sent(inSentence(made.email)), detail: says.sentDetail })
      onClose()
      await queries.invalidateQueries({ queryKey: MEMBERS_KEY })
    },
  })
  const refused = fieldProblem(inviting.error, ['email', 'name'])
  const wrong = /^[^@\s]+@[^@\s]+$/.test(email.trim()) ? undefined : says.emailWrong
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (wrong === undefined && !inviting.isPending) inviting.mutate()
  }
  return (
    <Dialog open onClose={onClose} title={says.title} description={says.description}>
      <form className="stack" onSubmit={submit} noValidate>
        {inviting.error && !refused && <Problem error={inviting.error} />}
        <TextField
          label={says.email}
          type="email"
          autoComplete="off"
          error={(checked ? wrong : undefined) ?? (refused?.field === 'email' ? refused.message : undefined)}
          value={email}
          onChange={(event) => {
            setEmail(event.target.value)
            inviting.reset()
          }}
        />
        <TextField
          label={says.name}
          autoComplete="off"
          error={refused?.field === 'name' ? refused.message : undefined}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <RoleField value={role} onChange={setRole} />
        <div className="row end">
          <Button onClick={onClose}>{membersText.cancel}</Button>
          <Button type="submit" variant="primary" writes busy={inviting.isPending}>
            {says.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
