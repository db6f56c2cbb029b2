/** The dialog that creates a user. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { fieldProblem } from '../../api/problem.ts'
import { paths } from '../../routes.ts'
import { modeOf } from '../../shell/connection-page.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Empty } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { PasswordField, TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { useToast } from '../../ui/toast.tsx'
import { emailIsRequired, usernameUse } from './connection-rules.ts'
import { PasswordRules } from './password-rules.tsx'
import type { ChoosableConnection } from './queries.ts'
import { usersText } from './text.ts'

interface NewUserProps {
  tenant: string
  connections: readonly ChoosableConnection[]
  /** Name of the connection that the list is filtered by; '' for any. */
  preferred: string
  onClose: () => void
}

/** Without a connection, no user can be created. */
export function CreateUser(props: NewUserProps) {
  return (
    <Dialog open onClose={props.onClose} title={usersText.create}>
      {props.connections.length === 0 ? (
        <Empty
          action={<ButtonLink href={paths.connections(props.tenant)}>{usersText.toConnections}</ButtonLink>}
        >
          {usersText.noConnection}
        </Empty>
      ) : (
        <CreateForm {...props} />
      )}
    </Dialog>
  )
}

const FIELDS = ['email', 'username', 'password', 'name'] as const

/** The password disappears with the dialog. The fields keep values that the server refuses. */
function CreateForm({ tenant, connections, preferred, onClose }: NewUserProps) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const [, navigate] = useLocation()
  const [name, setName] = useState(
    connections.find((one) => one.name === preferred)?.name ?? connections[0]?.name ?? '',
  )
  const [values, setValues] = useState({ email: '', username: '', password: '', name: '' })
  const [verified, setVerified] = useState(false)
  const [sendsMail, setSendsMail] = useState(true)
  const connection = connections.find((one) => one.name === name)
  const username = usernameUse(connection?.options)
  const creating = useMutation({
    mutationFn: () =>
      client.call('POST /api/v2/users', {
        body: {
          connection: name,
          password: values.password,
          ...(values.email.trim() === '' ? {} : { email: values.email.trim() }),
          ...(username === 'none' || values.username === '' ? {} : { username: values.username }),
          ...(values.name.trim() === '' ? {} : { name: values.name.trim() }),
          email_verified: verified,
          verify_email: !verified && sendsMail,
        },
      }),
    onSuccess: async (user) => {
      say({ title: usersText.created(values.email || values.username) })
      onClose()
      navigate(paths.user(tenant, user.user_id))
      await queries.invalidateQueries({ queryKey: ['users'] })
    },
    gcTime: 0,
  })
  const problem = fieldProblem(creating.error, FIELDS)
  const errorOf = (field: (typeof FIELDS)[number]): string | undefined =>
    problem?.field === field ? problem.message : undefined
  const take = (field: (typeof FIELDS)[number]) => (event: { target: { value: string } }) =>
    setValues({ ...values, [field]: event.target.value })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!creating.isPending) creating.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} autoComplete="off">
      {creating.error && !problem && <Problem error={creating.error} />}
      <Select
        label={usersText.connection}
        hint={connection && usersText.createIn[modeOf(connection.options)]}
        choices={connections.map(({ name: value = '' }) => ({ value, label: value }))}
        value={name}
        onChange={setName}
      />
      <TextField
        label={emailIsRequired(connection?.options) ? usersText.email : usersText.emailOptional}
        type="email"
        required={emailIsRequired(connection?.options)}
        autoComplete="off"
        error={errorOf('email')}
        value={values.email}
        onChange={take('email')}
      />
      {username !== 'none' && (
        <TextField
          label={username === 'required' ? usersText.username : usersText.usernameOptional}
          required={username === 'required'}
          autoComplete="off"
          spellCheck={false}
          error={errorOf('username')}
          value={values.username}
          onChange={take('username')}
        />
      )}
      <TextField
        label={usersText.nameOptional}
        autoComplete="off"
        error={errorOf('name')}
        value={values.name}
        onChange={take('name')}
      />
      <div className="stack users-password">
        <PasswordField
          label={usersText.password}
          required
          autoComplete="new-password"
          error={errorOf('password')}
          value={values.password}
          onChange={take('password')}
        />
        <PasswordRules connection={connection} />
      </div>
      <Switch
        label={usersText.isVerified}
        hint={usersText.isVerifiedHint}
        checked={verified}
        onChange={setVerified}
      />
      {!verified && <Switch label={usersText.sendVerification} checked={sendsMail} onChange={setSendsMail} />}
      <div className="row end">
        <Button onClick={onClose}>{usersText.cancel}</Button>
        <Button type="submit" variant="primary" writes busy={creating.isPending}>
          {usersText.submitCreate}
        </Button>
      </div>
    </form>
  )
}
