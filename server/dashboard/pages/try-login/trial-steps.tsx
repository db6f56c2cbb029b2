/** The five steps of a trial sign-in, each with its details. Output of a script is shown as text. @module */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useSession } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Banner, CopyText } from '../../ui/data.tsx'
import { Foreign, visible } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icons.tsx'
import { LogId } from '../../ui/log-id.tsx'
import { Output } from '../scripts/run/output.tsx'
import { Checks } from '../scripts/run/profile-view.tsx'
import { TraceBars } from '../scripts/run/trace-bars.tsx'
import { Claims } from './claims.tsx'
import { tryText } from './text.ts'
import type { Trial, TrialStep } from './trial.ts'
import { stepOf, trialHeadline } from './trial.ts'
import './try-login.css'
import type { FinishedTrial } from './use-trial.ts'

/** Maximum length of a message above the steps; the failed step shows the whole message. */
const MOST_OF_A_HINT = 500

/** Shows headline and steps. @param props.connectionId the connection whose script ran */
export function TrialReport({ finished, connectionId }: { finished: FinishedTrial; connectionId: string }) {
  const { trial, mode } = finished
  const { tone, text, hint } = trialHeadline(trial, mode)
  return (
    <div className="stack">
      <Banner tone={tone} live title={text}>
        {hint !== undefined && (
          <p>
            <Foreign text={hint} most={MOST_OF_A_HINT} />
          </p>
        )}
      </Banner>
      <ol className="trial-steps" aria-label={tryText.stepsLabel}>
        {trial.steps.map((step) => (
          <Step key={step.id} step={step} trial={trial} connectionId={connectionId} />
        ))}
      </ol>
    </div>
  )
}

function Step({ step, trial, connectionId }: { step: TrialStep; trial: Trial; connectionId: string }) {
  // “Not in Ferry yet” is how every import starts, so it is not a failure.
  const isFailure = step.ok === false && step.id !== 'in_ferry'
  const state = isFailure ? 'failed' : step.ok === null ? 'skipped' : 'ok'
  const details = detailsOf(step, trial, connectionId)
  const title = tryText.steps[step.id]
  const head = (
    <>
      <span className="trial-mark" aria-hidden="true">
        {state === 'skipped' ? null : <Icon name={state === 'ok' ? 'check' : 'close'} />}
      </span>
      <span className="trial-title">{title}</span>
      <span className="unseen">{tryText.states[state]}</span>
      <bdi className="trial-detail">{visible(sentenceOf(step, trial))}</bdi>
      {step.duration_ms !== null && <span className="num muted small">{tryText.ms(step.duration_ms)}</span>}
      {details !== undefined && <Icon name="chevron" />}
    </>
  )
  return (
    <li className={`trial-step ${state}`}>
      {details === undefined ? (
        <div className="trial-head">{head}</div>
      ) : (
        <details open={isFailure}>
          <summary className="trial-head">{head}</summary>
          <div className="trial-body stack">{details}</div>
        </details>
      )}
    </li>
  )
}

function sentenceOf(step: TrialStep, { user, checks }: Trial): string {
  switch (step.id) {
    case 'in_ferry':
      return step.ok ? tryText.yes : tryText.no
    case 'validation': {
      const demands = ofProfile(checks).filter(({ ok }) => ok !== null)
      if (step.ok === null || demands.length === 0) return step.detail
      return tryText.passed(demands.filter(({ ok }) => ok).length, demands.length)
    }
    case 'import':
      return step.ok && user ? user.user_id : step.detail
    case 'script':
    case 'tokens':
      return step.detail
  }
}

/** The import step shows conflicts of the profile in Ferry. */
const ofProfile = (checks: Trial['checks']): Trial['checks'] => checks.filter(({ id }) => id !== 'arrival')

/** @returns undefined when the step's sentence says everything */
function detailsOf(step: TrialStep, trial: Trial, connectionId: string): ReactNode {
  const { user, checks, run, id_token_claims, error } = trial
  switch (step.id) {
    case 'in_ferry':
      return step.ok && user ? <UserLink user_id={user.user_id} /> : undefined
    case 'script':
      if (!run && step.ok === null) return undefined
      return <ScriptDetails run={run} error={step.ok === false ? error : undefined} id={connectionId} />
    case 'validation':
      return ofProfile(checks).length === 0 ? undefined : <Checks checks={ofProfile(checks)} />
    case 'import':
      if (error?.clash) return <OtherUser user_id={error.clash.user_id} />
      if (!step.ok || !user) return undefined
      return (
        <>
          <p>{tryText.imported}</p>
          <div className="row trial-user">
            <CopyText text={user.user_id} label={tryText.copyUserId} />
            <span className="grow" />
            <UserLink user_id={user.user_id} />
          </div>
        </>
      )
    case 'tokens':
      return id_token_claims && <Claims claims={id_token_claims} />
  }
}

function ScriptDetails({ run, error, id }: { run: Trial['run']; error: Trial['error']; id: string }) {
  const { tenant } = useSession()
  const lines = (run?.logs ?? []).map(({ at_ms, level, text }) => `${Math.round(at_ms)} ms ${level} ${text}`)
  return (
    <>
      {error?.line !== undefined && <p>{tryText.line(error.line)}</p>}
      {run && <TraceBars steps={run.trace} duration_ms={run.duration_ms} />}
      {lines.length > 0 && <Output label={tryText.log} text={lines.join('\n')} />}
      {run?.run_id !== undefined && (
        <p className="small">
          {tryText.run} <LogId id={run.run_id} />
        </p>
      )}
      <p className="row">
        <Link href={paths.script(tenant.name, id, 'login')}>{tryText.openScript}</Link>
        <span className="grow" />
        {run && <span className="small muted num">{tryText.cpu(run.cpu_ms)}</span>}
      </p>
    </>
  )
}

function OtherUser({ user_id }: { user_id: string }) {
  const { tenant } = useSession()
  return (
    <div className="row">
      <ButtonLink href={paths.user(tenant.name, user_id)}>{tryText.openOther}</ButtonLink>
    </div>
  )
}

function UserLink({ user_id }: { user_id: string }) {
  const { tenant } = useSession()
  return (
    <p>
      <Link href={paths.user(tenant.name, user_id)}>{tryText.openUser}</Link>
    </p>
  )
}

/** @returns whether a real sign-in succeeded without the script */
export function isServedByFerry({ trial, mode }: FinishedTrial): boolean {
  return mode === 'real' && trial.ok && stepOf(trial, 'script')?.ok === null
}
