/** Creates the first owner with the one-time link that the server printed. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { Redirect, useLocation } from 'wouter'
import { useApi, useSessionQuery } from '../../api/context.tsx'
import { fieldProblem } from '../../api/problem.ts'
import { isSetupOpen, SESSION_KEY, setUp } from '../../api/session.ts'
import { paths } from '../../routes.ts'
import { Part, Problem } from '../../shell/part.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { PasswordField, TextField } from '../../ui/field.tsx'
import { SetupFrame } from './setup-frame.tsx'
import { setupText } from './text.ts'

const LEAST_PASSWORD_CHARACTERS = 12

/**
 * Shows the form for the owner, or says that the link was used. The token is in the fragment, which no server or log
 * sees.
 */
export function SetupPage() {
  const client = useApi()
  const { owner: says } = setupText
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token') ?? '')
  const session = useSessionQuery()
  const open = useQuery({
    queryKey: ['setup', 'is-open'],
    queryFn: ({ signal }) => (token === '' ? false : isSetupOpen(client, token, signal)),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (token === '' && session.data) return <Redirect to={paths.setupStore} replace />
  return (
    <SetupFrame step="owner" title={open.data === false ? says.usedTitle : says.title}>
      <Part query={open}>
        {(isOpen) => (isOpen ? <OwnerForm token={token} /> : <Used isMember={Boolean(session.data)} />)}
      </Part>
    </SetupFrame>
  )
}

function Used({ isMember }: { isMember: boolean }) {
  const { owner: says } = setupText
  return (
    <div className="stack">
      <Banner tone="warn" title={says.used} />
      <ButtonLink href={isMember ? paths.home : paths.signIn()} wide>
        {isMember ? says.toDashboard : says.toSignIn}
      </ButtonLink>
    </div>
  )
}

function OwnerForm({ token }: { token: string }) {
  const client = useApi()
  const queries = useQueryClient()
  const { owner: says } = setupText
  const [, navigate] = useLocation()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const creating = useMutation({
    mutationFn: () => setUp(client, { token, email, password }),
    onSuccess: (session) => {
      queries.setQueryData(SESSION_KEY, session)
      navigate(paths.setupStore, { replace: true })
    },
    gcTime: 0,
  })
  const emailError = /^[^@\s]+@[^@\s]+$/.test(email) ? undefined : says.emailWrong
  const passwordError =
    [...password].length < LEAST_PASSWORD_CHARACTERS ? says.passwordShort([...password].length) : undefined
  const refused = fieldProblem(creating.error, ['email', 'password'])
  const refusedAt = (field: 'email' | 'password') => (refused?.field === field ? refused.message : undefined)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (!creating.isPending && emailError === undefined && passwordError === undefined) creating.mutate()
  }
  return (
    <form onSubmit={submit} noValidate>
      <p className="muted">{says.intro}</p>
      {creating.isError && !refused && <Problem error={creating.error} />}
      <TextField
        label={says.email}
        type="email"
        name="email"
        autoComplete="username"
        error={(checked ? emailError : undefined) ?? refusedAt('email')}
        value={email}
        onChange={(event) => {
          setEmail(event.target.value)
          creating.reset()
        }}
      />
      <PasswordField
        label={says.password}
        name="password"
        autoComplete="new-password"
        hint={says.passwordHint}
        error={(checked ? passwordError : undefined) ?? refusedAt('password')}
        value={password}
        onChange={(event) => {
          setPassword(event.target.value)
          creating.reset()
        }}
      />
      <Button type="submit" variant="primary" wide writes busy={creating.isPending}>
        {says.submit}
      </Button>
    </form>
  )
}
