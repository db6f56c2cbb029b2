/** Compares the profiles that login and get_user return for one person. @module */
import { useEffect, useRef, useState } from 'react'
import { useApi } from '../../../api/context.tsx'
import type { Operations } from '../../../api/operations.ts'
import type { Action } from '../../../editor/index.tsx'
import { Problem } from '../../../shell/part.tsx'
import { Button } from '../../../ui/button.tsx'
import { Banner } from '../../../ui/data.tsx'
import { PasswordField } from '../../../ui/field.tsx'
import { visible } from '../../../ui/foreign.tsx'
import { Check, Value } from './profile-view.tsx'
import type { RunMemory } from './run-memory.ts'
import { runText } from './run-text.ts'

type Drift = Operations['POST /api/v2/connections/{id}/drift']['result']

interface DriftProps {
  connectionId: string
  action: Action
  textOf: (action: Action) => string
  memory: RunMemory
}

/** State of the comparison. */
interface DriftState {
  answer: Drift | undefined
  /** The answer is of earlier texts. */
  isOld: boolean
  error: Error | undefined
  busy: boolean
  /** Why the comparison cannot start now. */
  blocked: string | undefined
  compare: () => void
}

/** @returns the comparison for the texts and the person on the page */
export function useDrift({ connectionId, textOf, memory }: DriftProps): DriftState {
  const { drift: says } = runText
  const client = useApi()
  const [found, setFound] = useState<{ answer: Drift; of: string }>()
  const [error, setError] = useState<Error>()
  const [busy, setBusy] = useState(false)
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])
  const { identifier = '', password = '' } = memory.values
  const scripts = { login: textOf('login'), get_user: textOf('get_user') }
  const texts = JSON.stringify(scripts)
  const empty = (['login', 'get_user'] as const).find((one) => scripts[one].trim() === '')
  const isTyped = String(identifier).trim() !== '' && password !== ''
  const blocked = empty ? says.noScript(empty) : isTyped ? undefined : says.noPerson

  async function compare(): Promise<void> {
    const abort = new AbortController()
    running.current = abort
    setBusy(true)
    setError(undefined)
    try {
      const answer = await client.call('POST /api/v2/connections/{id}/drift', {
        params: { id: connectionId },
        body: { identifier: String(identifier), password: String(password), scripts },
        signal: abort.signal,
      })
      setFound({ answer, of: texts })
    } catch (problem) {
      if (!abort.signal.aborted) setError(problem as Error)
    } finally {
      setBusy(false)
    }
  }

  const isOld = found !== undefined && found.of !== texts
  return { answer: found?.answer, isOld, error, busy, blocked, compare: () => void compare() }
}

/** The button that starts the comparison, and its result. */
export function DriftView({
  action,
  memory,
  drift: { answer, isOld, error, busy, blocked, compare },
}: {
  action: Action
  memory: RunMemory
  drift: DriftState
}) {
  const { drift: says } = runText
  return (
    <div className="stack">
      <p className="small muted">{says.note}</p>
      {action === 'get_user' && (
        <PasswordField
          label={says.password}
          value={String(memory.values.password ?? '')}
          onChange={(event) => memory.setValue('password', event.target.value)}
          autoComplete="off"
        />
      )}
      <div className="row">
        <Button busy={busy} writes blocked={blocked} onClick={compare}>
          {answer ? says.again : says.submit}
        </Button>
      </div>
      {blocked !== undefined && <p className="small muted">{blocked}</p>}
      {error && <Problem error={error} />}
      {isOld && <p className="small muted">{says.old}</p>}
      {answer && <Answer drift={answer} />}
    </div>
  )
}

function Answer({ drift: { verdict, checks, differences, unstable } }: { drift: Drift }) {
  const { drift: says } = runText
  // Another ID or no user is an error: people would be imported twice, or locked out. Any other difference is a
  // warning.
  const isGrave = checks.some(
    ({ id, ok }) => ok === false && id !== 'same_profile' && id !== 'stable_profile',
  )
  const tone = verdict === 'same' ? 'ok' : isGrave ? 'bad' : 'warn'
  return (
    <div className="stack">
      <Banner live tone={tone} title={says.verdicts[verdict]} />
      <ul className="run-checks" aria-label={says.checks}>
        {checks.map(({ id, ok, message }) => (
          <Check key={id} ok={ok} message={message} />
        ))}
      </ul>
      <Differences caption={says.differences} rows={differences} names={[says.first, says.second]} />
      <Differences caption={says.unstable} rows={unstable} names={[says.firstRun, says.secondRun]} />
    </div>
  )
}

function Differences({
  caption,
  rows,
  names: [first, second],
}: {
  caption: string
  rows: Drift['differences']
  names: readonly [string, string]
}) {
  const { drift: says } = runText
  if (rows.length === 0) return null
  return (
    <table className="profile-rows">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{says.field}</th>
          <th scope="col">{first}</th>
          <th scope="col">{second}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.field} className={row.kind === 'type' || row.kind === 'value' ? 'slip' : undefined}>
            <th scope="row">
              <code>
                <bdi>{visible(row.field)}</bdi>
              </code>
            </th>
            <td>
              {row.kind === 'only_second' ? (
                <span className="muted">{says.missing}</span>
              ) : (
                <Value value={row.first} />
              )}
            </td>
            <td>
              {row.kind === 'only_first' ? (
                <span className="muted">{says.missing}</span>
              ) : (
                <Value value={row.second} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
