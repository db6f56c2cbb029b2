/** The form of a trial sign-in: application, identifier, password, mode. @module */
import type { FormEvent, ReactNode } from 'react'
import { useState } from 'react'
import { useRefusal } from '../../api/may.ts'
import { ApiProblem } from '../../api/problem.ts'
import { Button } from '../../ui/button.tsx'
import { useCountdown } from '../../ui/countdown.ts'
import { PasswordField, TextField } from '../../ui/field.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { tryText } from './text.ts'
import type { TrialInput } from './trial.ts'
import { TrialProblem } from './trial-problem.tsx'
import type { FinishedTrial } from './use-trial.ts'
import { useTrial } from './use-trial.ts'
import './try-login.css'

const MODES = ['preview', 'real'] as const

interface TrialFormProps {
  connectionId: string
  /** Initial values: those of a fictional person. */
  person?: { email: string; password: string } | undefined
  /** undefined: the person chooses the mode. */
  mode?: TrialInput['mode'] | undefined
  /** undefined: the first application that may use the connection. */
  clientId?: string | undefined
  /** Why a real sign-in cannot be tried. */
  realBlocked?: string | undefined
  /** Replaces the label of the button. */
  submitLabel?: string | undefined
  /** The primary action of the page is elsewhere. */
  isSecondary?: boolean
  /** Shown above the other fields. */
  children?: ReactNode
  /** Shown beside the button. */
  beside?: ReactNode
  onFinished: (finished: FinishedTrial) => void
}

/** Only this component's state keeps the password. */
export function TrialForm({
  connectionId,
  person,
  mode: fixedMode,
  clientId,
  realBlocked,
  submitLabel,
  isSecondary = false,
  children,
  beside,
  onFinished,
}: TrialFormProps) {
  const [identifier, setIdentifier] = useState(person?.email ?? '')
  const [password, setPassword] = useState(person?.password ?? '')
  const [chosen, setMode] = useState<TrialInput['mode']>('preview')
  const [asked, setAsked] = useState(false)
  const refusal = useRefusal('update:connections')
  const mode = fixedMode ?? (realBlocked === undefined ? chosen : 'preview')
  const trying = useTrial(
    connectionId,
    { identifier, password, mode, ...(clientId === undefined ? {} : { client_id: clientId }) },
    onFinished,
  )
  const wait_s = useCountdown(
    trying.error instanceof ApiProblem ? trying.error.retry_after_s : undefined,
    trying.submittedAt,
  )
  const blocked = refusal ?? (wait_s > 0 ? tryText.limits.wait(wait_s) : undefined)
  const isMissing = identifier.trim() === '' || password === ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (!isMissing && !trying.isPending && blocked === undefined) trying.mutate()
  }
  return (
    <form className="stack" autoComplete="off" noValidate onSubmit={submit}>
      {children}
      <TextField
        label={tryText.identifier}
        name="identifier"
        autoComplete="off"
        spellCheck={false}
        autoCapitalize="none"
        error={asked && identifier.trim() === '' ? tryText.missing : undefined}
        value={identifier}
        onChange={(event) => setIdentifier(event.target.value)}
      />
      <PasswordField
        label={tryText.password}
        autoComplete="off"
        hint={person ? undefined : tryText.passwordHint}
        error={asked && password === '' && identifier.trim() !== '' ? tryText.missing : undefined}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {fixedMode === undefined && <ModeChoice mode={mode} realBlocked={realBlocked} onChange={setMode} />}
      <div className="row">
        <Button
          type="submit"
          variant={isSecondary ? 'plain' : 'primary'}
          writes
          busy={trying.isPending}
          blocked={blocked}
        >
          {submitLabel ?? tryText.submit[mode]}
        </Button>
        {beside}
      </div>
      {trying.error && <TrialProblem error={trying.error} identifier={identifier} wait_s={wait_s} />}
    </form>
  )
}

function ModeChoice({
  mode,
  realBlocked,
  onChange,
}: {
  mode: TrialInput['mode']
  realBlocked: string | undefined
  onChange: (mode: TrialInput['mode']) => void
}) {
  return (
    <RadioCards
      label={tryText.mode}
      cards={MODES.map((one) => {
        const reason = one === 'real' ? realBlocked : undefined
        return {
          value: one,
          title: tryText.modes[one],
          detail: reason ?? tryText.modeHints[one],
          disabled: reason !== undefined,
        }
      })}
      value={mode}
      onChange={onChange}
    />
  )
}
