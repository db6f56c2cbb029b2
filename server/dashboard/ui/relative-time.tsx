/** Relative times, such as “5 minutes ago”. @module */
import { Tooltip } from './tooltip.tsx'

/** A relative time with the exact time in a tooltip. @param props.at ISO 8601 */
export function RelativeTime({ at }: { at: string }) {
  const date = new Date(at)
  const exact = date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
  return (
    <Tooltip text={exact}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable by keyboard too */}
      <time dateTime={at} tabIndex={0}>
        {relativeTime(date.getTime(), Date.now())}
      </time>
    </Tooltip>
  )
}

/** A relative time without a tooltip, for long lists: 500 tooltips would cost more than the rows. */
export function PlainTime({ at }: { at: string }) {
  const date = new Date(at)
  const exact = date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
  return (
    <time dateTime={at} title={exact}>
      {relativeTime(date.getTime(), Date.now())}
    </time>
  )
}

const FORMAT = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' })

const STEPS = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** @returns `2 min. ago`, in the browser’s language */
export function relativeTime(at_ms: number, now_ms: number): string {
  const difference_ms = at_ms - now_ms
  const [unit, step_ms] = STEPS.find(([, length]) => Math.abs(difference_ms) >= length) ?? ['second', 1_000]
  return FORMAT.format(Math.round(difference_ms / step_ms), unit)
}
