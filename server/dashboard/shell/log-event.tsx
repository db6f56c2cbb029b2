/** The type of a log entry, in words. @module */
import { wordsOf } from './log-words.ts'

/** The words first, the code after them. */
export function LogEvent({ type }: { type: string }) {
  const { tone, words } = wordsOf(type)
  return (
    <span className="row">
      <span className={tone === 'bad' ? 'dot bad' : tone === 'ok' ? 'dot' : 'dot none'} aria-hidden="true" />
      {words} <code className="muted">{type}</code>
    </span>
  )
}
