/** The first owner, by the one-time link that the server printed. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { isSetupOpen, SESSION_KEY, setUp } from '../../api/session.ts'
import { paths } from '../../routes.ts'
import { usePageTitle } from '../../shell/page.tsx'
import { Part, Problem } from '../../shell/part.tsx'
import { TEXT } from '../../text.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { PasswordField, TextField } from '../../ui/field.tsx'
import { Mark } from '../../ui/icons.tsx'

const LEAST_PASSWORD_CHARACTERS = 12

/** Asks for the owner, or says that the link is used up. The token is in the fragment, which no server and no log sees. */
export function SetupPage() {
  const client = useApi()
  const heading = usePageTitle(TEXT.setup.title)
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token') ?? '')
  const open = useQuery({
    queryKey: ['setup', 'is-open'],
    queryFn: ({ signal }) => (token === '' ? false : isSetupOpen(client, token, signal)),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <main className="door">
      <div className="door-brand">
        <Mark size={28} />
        {TEXT.product}
      </div>
      <div className="door-card">
        <h1 ref={heading} tabIndex={-1}>
          {open.data === false ? TEXT.setup.usedTitle : TEXT.setup.title}
        </h1>
        <Part query={open}>{(isOpen) => (isOpen ? <OwnerForm token={token} /> : <Used />)}</Part>
      </div>
    </main>
  )
}

function Used() {
  return (
    <div className="stack">
      <Banner tone="warn" title={TEXT.setup.used} />
      <ButtonLink href={paths.signIn()} wide>
        {TEXT.setup.toSignIn}
      </ButtonLink>
    </div>
  )
}

function OwnerForm({ token }: { token: string }) {
  const client = useApi()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const creating = useMutation({
    mutationFn: () =>
      setUp(client, { token, email, password, ...(name.trim() === '' ? {} : { name: name.trim() }) }),
    onSuccess: (session) => {
      queries.setQueryData(SESSION_KEY, session)
      navigate(paths.home, { replace: true })
    },
    gcTime: 0,
  })
  const emailError = /^[^@\s]+@[^@\s]+$/.test(email) ? undefined : TEXT.setup.emailWrong
  const passwordError =
    [...password].length < LEAST_PASSWORD_CHARACTERS
      ? TEXT.setup.passwordShort([...password].length)
      : undefined
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (!creating.isPending && emailError === undefined && passwordError === undefined) creating.mutate()
  }
  return (
    <form onSubmit={submit} noValidate>
      <p className="muted">{TEXT.setup.intro}</p>
      {creating.isError && <Problem error={creating.error} />}
      <TextField
        label={TEXT.setup.email}
        type="email"
        name="email"
        autoComplete="username"
        error={checked ? emailError : undefined}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label={TEXT.setup.name}
        name="name"
        autoComplete="name"
        hint={TEXT.setup.nameHint}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <PasswordField
        label={TEXT.setup.password}
        name="password"
        autoComplete="new-password"
        hint={TEXT.setup.passwordHint}
        error={checked ? passwordError : undefined}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" variant="primary" wide writes busy={creating.isPending}>
        {TEXT.setup.submit}
      </Button>
    </form>
  )
}
