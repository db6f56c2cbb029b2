/** The sign-in page. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { useAttemptWait } from '../../api/attempt-wait.ts'
import { useApi } from '../../api/context.tsx'
import { ApiProblem } from '../../api/problem.ts'
import { needsOwner, SESSION_KEY, signIn } from '../../api/session.ts'
import { usePageTitle } from '../../shell/page.tsx'
import { Problem } from '../../shell/part.tsx'
import { TEXT } from '../../text.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { PasswordField, TextField } from '../../ui/field.tsx'
import { Mark } from '../../ui/icons.tsx'
import { Forgotten } from './forgotten.tsx'
import { signInText } from './text.ts'

/** Signs in; the application then shows the URL that the person asked for. */
export function SignInPage() {
  const client = useApi()
  const queries = useQueryClient()
  const heading = usePageTitle(signInText.title)
  const [search] = useSearchParams()
  // Only this state and the request have the password; it disappears with the page.
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signing = useMutation({
    mutationFn: () => signIn(client, { email, password }),
    onSuccess: (session) => queries.setQueryData(SESSION_KEY, session),
    gcTime: 0,
  })
  const wait_s = useAttemptWait(signing)
  const ownerless = useQuery({
    queryKey: ['setup', 'needs-owner'],
    queryFn: ({ signal }) => needsOwner(client, signal),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!signing.isPending && wait_s === 0) signing.mutate()
  }
  return (
    <main className="door">
      <div className="door-brand">
        <Mark size={28} />
        {TEXT.product}
      </div>
      <div className="door-card">
        <h1 ref={heading} tabIndex={-1}>
          {signInText.title}
        </h1>
        {ownerless.data && <Banner tone="info" title={signInText.noOwner} />}
        {search.has('return') && !signing.isError && <Banner tone="info" title={signInText.ended} />}
        {signing.isError && <Failure error={signing.error} wait_s={wait_s} />}
        <form onSubmit={submit}>
          <TextField
            label={signInText.email}
            type="email"
            name="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <PasswordField
            label={signInText.password}
            name="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <Button
            type="submit"
            variant="primary"
            wide
            writes
            busy={signing.isPending}
            blocked={wait_s > 0 ? signInText.wait(wait_s) : undefined}
          >
            {signInText.submit}
          </Button>
        </form>
        <Forgotten email={email} />
      </div>
    </main>
  )
}

/** One message for every wrong pair, which does not reveal whether the address or the password was wrong. */
function Failure({ error, wait_s }: { error: Error; wait_s: number }) {
  if (!(error instanceof ApiProblem)) return <Problem error={error} />
  if (error.status === 401) return <Banner tone="bad" live title={signInText.wrong} />
  if (error.status === 429 && wait_s > 0) return <Banner tone="warn" live title={signInText.wait(wait_s)} />
  return <Problem error={error} />
}
