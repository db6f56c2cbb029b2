/** The dialog in which members change their own password. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent, RefObject } from 'react'
import { useRef, useState } from 'react'
import { useAttemptWait } from '../api/attempt-wait.ts'
import { useApi, useSession } from '../api/context.tsx'
import { ApiProblem } from '../api/problem.ts'
import { changePassword, SESSION_KEY } from '../api/session.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PasswordField } from '../ui/field.tsx'
import { useToast } from '../ui/toast.tsx'
import { AttemptProblem } from './attempt-problem.tsx'
import { accountText } from './text.ts'

const LEAST_PASSWORD_CHARACTERS = 12

/**
 * Both passwords disappear with the dialog.
 *
 * @param props.returnTo gets the focus when the dialog closes
 */
export function ChangePassword({
  onClose,
  returnTo,
}: {
  onClose: () => void
  returnTo: RefObject<HTMLElement | null>
}) {
  const { member } = useSession()
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const form = useRef<HTMLFormElement>(null)
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [checked, setChecked] = useState(false)
  const changing = useMutation({
    mutationFn: () => changePassword(client, { current_password: current, new_password: next }),
    onSuccess: (session) => {
      queries.setQueryData(SESSION_KEY, session)
      say({ title: accountText.changed, detail: accountText.changedDetail })
      onClose()
    },
    onError: (error) => focusField(form.current, fieldOf(error)),
    gcTime: 0,
  })
  const { error, reset } = changing
  const wait_s = useAttemptWait(changing)
  const problems = checked ? problemsOf(current, next) : {}
  const refused = error ? { [fieldOf(error) ?? 'form']: textOf(error) } : {}
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    const found = problemsOf(current, next)
    if (found.current !== undefined || found.next !== undefined) {
      focusField(form.current, found.current === undefined ? 'next' : 'current')
    } else if (!changing.isPending && wait_s === 0) changing.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      returnTo={returnTo}
      title={accountText.changePassword}
      description={accountText.changeDescription}
    >
      <form className="stack" ref={form} onSubmit={submit} noValidate>
        {error && fieldOf(error) === undefined && <AttemptProblem error={error} wait_s={wait_s} />}
        {/* Password managers look for the username. */}
        <input hidden readOnly name="email" autoComplete="username" value={member.email} />
        <PasswordField
          label={accountText.current}
          name="current"
          autoComplete="current-password"
          error={problems.current ?? refused.current}
          value={current}
          onChange={(event) => {
            setCurrent(event.target.value)
            if (wait_s === 0) reset()
          }}
        />
        <PasswordField
          label={accountText.next}
          name="next"
          autoComplete="new-password"
          hint={accountText.nextHint}
          error={problems.next ?? refused.next}
          value={next}
          onChange={(event) => {
            setNext(event.target.value)
            if (wait_s === 0) reset()
          }}
        />
        <div className="row end">
          <Button
            type="submit"
            variant="primary"
            writes
            busy={changing.isPending}
            blocked={wait_s > 0 ? accountText.wait(wait_s) : undefined}
          >
            {accountText.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

type FieldName = 'current' | 'next'

/** Problems that need no request to be found. */
function problemsOf(current: string, next: string): { current?: string; next?: string } {
  const length = [...next].length
  const nextProblem =
    length < LEAST_PASSWORD_CHARACTERS
      ? accountText.nextShort(length)
      : next === current
        ? accountText.nextSame
        : undefined
  return {
    ...(current === '' ? { current: accountText.missing } : {}),
    ...(nextProblem === undefined ? {} : { next: nextProblem }),
  }
}

/** @returns undefined when the error is about neither field */
function fieldOf(error: Error): FieldName | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  if (error.code === 'wrong_password') return 'current'
  return weaknessOf(error) === undefined ? undefined : 'next'
}

/** The name of the error at the start of the API's message. */
function weaknessOf({ message }: Error): keyof typeof accountText.weak | undefined {
  const names = Object.keys(accountText.weak) as (keyof typeof accountText.weak)[]
  return names.find((name) => message.startsWith(`${name}:`))
}

function textOf(error: Error): string {
  const weakness = weaknessOf(error)
  return weakness === undefined ? accountText.wrong : accountText.weak[weakness]
}

function focusField(form: HTMLFormElement | null, name: FieldName | undefined): void {
  if (name !== undefined) form?.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.focus()
}
