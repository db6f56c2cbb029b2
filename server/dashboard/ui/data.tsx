/** Components that show facts: badges, banners, lists of values, empty states. @module */
import type { ReactNode } from 'react'
import { TEXT } from '../text.ts'
import { Button } from './button.tsx'
import { Foreign } from './foreign.tsx'
import type { IconName } from './icons.tsx'
import { Icon } from './icons.tsx'
import { useCopy } from './use-copy.ts'

/** The meaning of a colour; `plain` has no meaning. */
export type Tone = 'plain' | 'info' | 'ok' | 'warn' | 'bad'

const TONE_ICONS: { readonly [tone in Exclude<Tone, 'plain'>]: IconName } = {
  info: 'info',
  ok: 'check',
  warn: 'problem',
  bad: 'problem',
}

/** One or two words about an item. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>
}

/**
 * A message of the page.
 *
 * @param props.actions buttons
 * @param props.live announced when it appears: for results and failures, not for messages that are there from the start
 */
export function Banner({
  tone,
  title,
  live = false,
  actions,
  children,
}: {
  tone: Exclude<Tone, 'plain'>
  title: string
  live?: boolean
  actions?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className={`banner ${tone}`} role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}>
      <Icon name={TONE_ICONS[tone]} />
      <div>
        <strong>
          <bdi>{title}</bdi>
        </strong>
        {children}
        {actions !== undefined && <div className="row">{actions}</div>}
      </div>
    </div>
  )
}

/** An empty list: says what would be here, and offers the action that adds it. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p className="muted">{children}</p>
      {action}
    </div>
  )
}

/** A placeholder for a list that is loading; it appears after 150 ms. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  return (
    <div className="skeleton" role="status" aria-label={TEXT.states.loading}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} />
      ))}
    </div>
  )
}

/** @param props.fraction from 0 to 1 */
export function Progress({ label, fraction, detail }: { label: string; fraction: number; detail?: string }) {
  const percent = Math.round(fraction * 100)
  return (
    <div className="progress">
      <div className="row">
        <span>{label}</span>
        <span className="grow" />
        <span className="muted num">{detail ?? `${percent} %`}</span>
      </div>
      <svg
        className="progress-track"
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        role="progressbar"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <rect width="100" height="8" />
        <rect width={fraction * 100} height="8" />
      </svg>
    </div>
  )
}

/** Facts about one item, as pairs of name and value. */
export function KeyValue({ entries }: { entries: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="key-value">
      {entries.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Text that can be copied, such as an ID. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const { copied, copy } = useCopy(text)
  return (
    <span className="copy-text">
      <code>
        <Foreign text={text} />
      </code>
      <Button
        variant="quiet"
        icon={copied ? 'check' : 'copy'}
        aria-label={copied ? TEXT.actions.copied : label}
        onClick={copy}
      />
    </span>
  )
}

/** The name of a key on the keyboard. */
export function Kbd({ children }: { children: string }) {
  return <kbd className="kbd">{children}</kbd>
}
