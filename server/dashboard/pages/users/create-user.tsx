/** A new user, made by hand. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { PasswordField, TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { useToast } from '../../ui/toast.tsx'
import { usersText } from './text.ts'

/** The password is forgotten with the dialog. */
export function CreateUser({
  connections,
  onClose,
}: {
  connections: readonly { name?: string }[]
  onClose: () => void
}) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const [connection, setConnection] = useState(connections[0]?.name ?? null)
  const [email, setEmail] = useState('')
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const creating = useMutation({
    mutationFn: () =>
      client.call('POST /api/v2/users', {
        body: { connection: connection ?? '', email, password, ...(username === '' ? {} : { username }) },
      }),
    onSuccess: async () => {
      say({ title: usersText.created(email) })
      onClose()
      await queries.invalidateQueries({ queryKey: ['users'] })
    },
    gcTime: 0,
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!creating.isPending) creating.mutate()
  }
  return (
    <Dialog open onClose={onClose} title={usersText.create}>
      <form className="stack" onSubmit={submit}>
        {creating.error && <Problem error={creating.error} />}
        <Select
          label={usersText.connection}
          choices={connections.map(({ name = '' }) => ({ value: name, label: name }))}
          value={connection}
          onChange={setConnection}
        />
        <TextField
          label={usersText.email}
          type="email"
          required
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          label={usersText.username}
          hint={usersText.usernameHint}
          autoComplete="off"
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
        <PasswordField
          label={usersText.password}
          required
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <div className="row end">
          <Button type="submit" variant="primary" writes busy={creating.isPending}>
            {usersText.submitCreate}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
