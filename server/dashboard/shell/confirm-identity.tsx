/** The dialog that asks for the password again before a write. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
import { useAttemptWait } from '../api/attempt-wait.ts'
import { useApi, useSession } from '../api/context.tsx'
import { ApiProblem } from '../api/problem.ts'
import { confirmSession, SESSION_KEY } from '../api/session.ts'
import { TEXT } from '../text.ts'
import { Button } from '../ui/button.tsx'
import { PasswordField } from '../ui/field.tsx'
import { AttemptProblem } from './attempt-problem.tsx'
import { accountText } from './text.ts'

/**
 * A native dialog: dialogs of the page may be open below it, and stay open.
 *
 * @param props.onAnswer called with whether the right password was entered; false after a cancel
 */
export function ConfirmIdentity({ onAnswer }: { onAnswer: (isConfirmed: boolean) => void }) {
  const id = useId()
  const { member } = useSession()
  const client = useApi()
  const queries = useQueryClient()
  const dialog = useRef<HTMLDialogElement>(null)
  const field = useRef<HTMLFormElement>(null)
  const [password, setPassword] = useState('')
  const [isChecked, setIsChecked] = useState(false)
  const confirming = useMutation({
    mutationFn: () => confirmSession(client, password),
    onSuccess: (session) => {
      queries.setQueryData(SESSION_KEY, session)
      onAnswer(true)
    },
    onError: () => field.current?.querySelector<HTMLInputElement>('input[name="password"]')?.focus(),
    gcTime: 0,
  })
  const { error, reset } = confirming
  const wait_s = useAttemptWait(confirming)
  useEffect(() => {
    const shown = dialog.current
    const cameFrom = document.activeElement
    shown?.showModal()
    return () => {
      shown?.close()
      if (cameFrom instanceof HTMLElement) cameFrom.focus()
    }
  }, [])
  const isWrong = error instanceof ApiProblem && error.code === 'wrong_password'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsChecked(true)
    if (password !== '' && !confirming.isPending && wait_s === 0) confirming.mutate()
  }
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-why`}
      // Keeps Escape from dialogs of the page and from the browser, which sends `cancel` for it.
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onAnswer(false)
      }}
      onCancel={(event) => {
        event.preventDefault()
        onAnswer(false)
      }}
    >
      <h2 id={`${id}-title`} className="dialog-title">
        {accountText.confirm}
      </h2>
      <p id={`${id}-why`} className="muted">
        {accountText.confirmDescription}
      </p>
      <form className="stack" ref={field} onSubmit={submit} noValidate>
        {error && !isWrong && <AttemptProblem error={error} wait_s={wait_s} />}
        {/* Password managers look for the username. */}
        <input hidden readOnly name="email" autoComplete="username" value={member.email} />
        <PasswordField
          label={accountText.passwordOf(member.email)}
          name="password"
          autoComplete="current-password"
          error={isWrong ? accountText.wrong : isChecked && password === '' ? accountText.missing : undefined}
          value={password}
          onChange={(event) => {
            setPassword(event.target.value)
            if (wait_s === 0) reset()
          }}
        />
        <div className="row end">
          <Button onClick={() => onAnswer(false)}>{TEXT.actions.cancel}</Button>
          <Button
            type="submit"
            variant="primary"
            writes
            busy={confirming.isPending}
            blocked={wait_s > 0 ? accountText.wait(wait_s) : undefined}
          >
            {accountText.goOn}
          </Button>
        </div>
      </form>
    </dialog>
  )
}
