/** The page of a link of an email: accepts an invitation, or sets a new password. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useApi } from '../../api/context.tsx'
import type { MemberLink } from '../../api/member-link.ts'
import { findMemberLink, redeemMemberLink } from '../../api/member-link.ts'
import { fieldProblem } from '../../api/problem.ts'
import { SESSION_KEY } from '../../api/session.ts'
import { paths } from '../../routes.ts'
import { usePageTitle } from '../../shell/page.tsx'
import { Part, Problem } from '../../shell/part.tsx'
import { TEXT } from '../../text.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { PasswordField, TextField } from '../../ui/field.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { Mark } from '../../ui/icons.tsx'
import { memberLinkText as says } from './text.ts'

const LEAST_PASSWORD_CHARACTERS = 12

/** The token is in the fragment, which no server or log sees. */
export function MemberLinkPage() {
  const client = useApi()
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token') ?? '')
  const link = useQuery({
    queryKey: ['member-link'],
    queryFn: ({ signal }) => (token === '' ? null : findMemberLink(client, token, signal)),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const title = link.data ? says[link.data.purpose].title : link.data === null ? says.void : says.checking
  const heading = usePageTitle(title)
  return (
    <main className="door">
      <div className="door-brand">
        <Mark size={28} />
        {TEXT.product}
      </div>
      <div className="door-card">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <Part query={link}>{(found) => (found ? <Form link={found} token={token} /> : <Void />)}</Part>
      </div>
    </main>
  )
}

function Void() {
  return (
    <div className="stack">
      <p className="muted">{says.voidDetail}</p>
      <ButtonLink href={paths.signIn()} wide>
        {says.toSignIn}
      </ButtonLink>
    </div>
  )
}

function Form({ link, token }: { link: MemberLink; token: string }) {
  const client = useApi()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [name, setName] = useState(link.name ?? '')
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const isNew = link.purpose === 'invitation'
  const using = useMutation({
    mutationFn: () =>
      redeemMemberLink(client, {
        token,
        password,
        ...(isNew && name.trim() !== '' && { name: name.trim() }),
      }),
    onSuccess: (session) => {
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] })
      queries.setQueryData(SESSION_KEY, session)
      navigate(paths.home, { replace: true })
    },
    gcTime: 0,
  })
  const { length } = [...password]
  const short = length < LEAST_PASSWORD_CHARACTERS ? says.passwordShort(length) : undefined
  const refused = fieldProblem(using.error, ['name', 'password'])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (!using.isPending && short === undefined) using.mutate()
  }
  const tenant = inSentence(link.tenant)
  return (
    <form onSubmit={submit} noValidate>
      <p className="muted">
        {isNew ? says.invitation.intro(tenant, link.role) : says.password.intro(tenant)}
      </p>
      {using.isError && !refused && <Failure error={using.error} />}
      <TextField
        label={says.email}
        type="email"
        name="email"
        autoComplete="username"
        readOnly
        value={link.email}
      />
      {isNew && (
        <TextField
          label={says.name}
          name="name"
          autoComplete="name"
          error={refused?.field === 'name' ? refused.message : undefined}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      <PasswordField
        label={says.newPassword}
        name="password"
        autoComplete="new-password"
        hint={says.newPasswordHint}
        error={(checked ? short : undefined) ?? (refused?.field === 'password' ? refused.message : undefined)}
        value={password}
        onChange={(event) => {
          setPassword(event.target.value)
          using.reset()
        }}
      />
      <Button type="submit" variant="primary" wide writes busy={using.isPending}>
        {says[link.purpose].submit}
      </Button>
    </form>
  )
}

function Failure({ error }: { error: Error }) {
  const isVoid = 'status' in error && error.status === 404
  if (!isVoid) return <Problem error={error} />
  return (
    <Banner tone="bad" live title={says.void}>
      <p>{says.voidDetail}</p>
    </Banner>
  )
}
