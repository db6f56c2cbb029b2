/** The frame of a setup screen: progress and navigation. @module */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { paths } from '../../routes.ts'
import { NotFound } from '../../shell/not-found.tsx'
import { usePageTitle } from '../../shell/page.tsx'
import { Shell } from '../../shell/shell.tsx'
import { TEXT } from '../../text.ts'
import { Icon, Mark } from '../../ui/icons.tsx'
import './setup.css'
import { setupText } from './text.ts'

const STEPS = ['owner', 'store', 'signIn', 'done'] as const

type SetupStep = (typeof STEPS)[number]

/**
 * @param props.step the screen's step
 * @param props.next the URL that skipping the step leads to; undefined when the step cannot be skipped
 */
export function SetupFrame({
  step,
  title,
  next,
  wide = false,
  children,
}: {
  step: SetupStep
  title: string
  next?: string
  wide?: boolean
  children: ReactNode
}) {
  const heading = usePageTitle(title)
  return (
    <main className="door setup">
      <div className="door-brand">
        <Mark size={28} />
        {TEXT.product}
      </div>
      <Progress step={step} />
      <div className={wide ? 'door-card setup-wide' : 'door-card'}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </div>
      {next !== undefined && (
        <Link href={next} className="setup-skip">
          {setupText.skip}
        </Link>
      )}
    </main>
  )
}

function Progress({ step }: { step: SetupStep }) {
  const at = STEPS.indexOf(step)
  return (
    <ol className="setup-progress" aria-label={setupText.progress}>
      {STEPS.map((one, index) => (
        <li
          key={one}
          className={index < at || step === 'done' ? 'past' : undefined}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className="setup-number" aria-hidden="true">
            {index < at || step === 'done' ? <Icon name="check" /> : index + 1}
          </span>
          <span className="setup-name">{setupText.steps[one]}</span>
          {index < at && <span className="unseen">{setupText.stepDone}</span>}
        </li>
      ))}
    </ol>
  )
}

/** Shown for a URL whose connection does not exist. */
export function NotFoundInShell() {
  return (
    <Shell>
      <NotFound />
    </Shell>
  )
}

/** URL that skips the whole setup. */
export const SKIPPED = paths.home
