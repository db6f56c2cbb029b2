/** Output of a script, shown as text. @module */
import { visible } from '../../../ui/foreign.tsx'
import { runText } from './run-text.ts'
import './run.css'

/** A longer text would make the page slow. */
const MOST_CHARACTERS = 64 * 1024

/** A scrolling region; the keyboard can focus it. */
export function Output({
  text,
  label,
  isCode = false,
}: {
  text: string
  label: string
  /** Long lines are not wrapped. */
  isCode?: boolean
}) {
  const shown = text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS) : text
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={isCode ? 'run-output code' : 'run-output'} tabIndex={0} aria-label={label}>
        <pre>
          <bdi>{visible(shown)}</bdi>
        </pre>
      </section>
      {shown !== text && <p className="small muted">{runText.run.cut(shown.length, text.length)}</p>}
    </>
  )
}

/** @returns the first line or two of a value; the JSON has the whole value */
export function brief(text: string, most = 300): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}
