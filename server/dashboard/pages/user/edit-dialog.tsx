/** The dialog that edits a user’s profile. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { ApiClient } from '../../api/client.ts'
import { useApi, useSession } from '../../api/context.tsx'
import { fieldProblem, holderOf } from '../../api/problem.ts'
import { ROOT_ATTRIBUTES } from '../../profile-names.ts'
import { paths } from '../../routes.ts'
import { modeOf } from '../../shell/connection-page.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Switch } from '../../ui/switch.tsx'
import { useToast } from '../../ui/toast.tsx'
import { usernameUse } from '../users/connection-rules.ts'
import type { ChoosableConnection, User } from '../users/queries.ts'
import { callUser } from '../users/queries.ts'
import { userText } from './text.ts'

const FIELDS = ['email', 'username', ...ROOT_ATTRIBUTES] as const

type Field = (typeof FIELDS)[number]
type Values = { readonly [field in Field]: string }

const says = userText.editor

/** The field keeps a value that the server refuses; the changes before it are saved. */
export function EditDialog({
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
  const { tenant } = useSession()
  const id = user.user_id ?? ''
  const [first] = useState(() => valuesOf(user))
  const [values, setValues] = useState(first)
  const [verified, setVerified] = useState(user.email_verified === true)
  const [savedPart, setSavedPart] = useState(false)
  const hasUsername = user.username !== undefined || usernameUse(connection?.options) !== 'none'
  const saving = useMutation({
    mutationFn: async () => {
      const changes = changesOf(user, values, verified)
      setSavedPart(false)
      for (const [index, body] of changes.entries()) {
        await save(client, id, body)
        setSavedPart(index + 1 < changes.length)
      }
    },
    onSuccess: () => {
      say({ title: says.saved })
      onClose()
    },
    onSettled: () =>
      Promise.all([['user', id], ['users']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
  const problem = fieldProblem(saving.error, FIELDS)
  const holder = holderOf(saving.error)
  const errorOf = (field: Field): string | undefined => {
    if (problem?.field !== field) return undefined
    return savedPart ? `${problem.message}. ${says.savedPart}` : problem.message
  }
  const field = (name: Field, type = 'text') => (
    <TextField
      key={name}
      label={userText[name]}
      type={type}
      autoComplete="off"
      spellCheck={false}
      error={errorOf(name)}
      value={values[name]}
      onChange={(event) => setValues({ ...values, [name]: event.target.value })}
    />
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!saving.isPending) saving.mutate()
  }
  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={says.title(callUser(user))}
      description={says.modes[modeOf(connection?.options)]}
    >
      <form className="stack" onSubmit={submit} noValidate>
        {saving.error && !problem && <Problem error={saving.error} />}
        <div className="user-form">
          {field('email', 'email')}
          {hasUsername && field('username')}
          {ROOT_ATTRIBUTES.map((name) => field(name))}
        </div>
        {holder !== undefined && (
          <div className="row">
            <ButtonLink href={paths.user(tenant.name, holder)}>{says.openHolder}</ButtonLink>
          </div>
        )}
        <Switch label={says.verified} checked={verified} onChange={setVerified} />
        <div className="row end">
          <Button onClick={onClose}>{says.cancel}</Button>
          <Button type="submit" variant="primary" writes busy={saving.isPending}>
            {says.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function valuesOf(user: User): Values {
  const text = (field: Field): string => {
    const value = user[field]
    return typeof value === 'string' ? value : ''
  }
  return Object.fromEntries(FIELDS.map((field) => [field, text(field)])) as Values
}

type Change = { [field: string]: string | boolean | null }

/** In one call, the server changes either the email address or the username; the names go into the first call. */
function changesOf(user: User, values: Values, verified: boolean): Change[] {
  const before = valuesOf(user)
  const isNew = (field: Field): boolean => values[field].trim() !== before[field]
  const names: Change = {}
  for (const name of ROOT_ATTRIBUTES) if (isNew(name)) names[name] = values[name].trim() || null
  if (verified !== (user.email_verified === true) || isNew('email')) names.email_verified = verified
  if (isNew('email')) names.email = values.email.trim()
  return [
    ...(Object.keys(names).length > 0 ? [names] : []),
    ...(isNew('username') ? [{ username: values.username.trim() }] : []),
  ]
}

async function save(client: ApiClient, id: string, body: Change): Promise<void> {
  await client.call('PATCH /api/v2/users/{id}', { params: { id }, body })
}
