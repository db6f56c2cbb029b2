/** Text that a script made, shown as nothing but text. @module */
import { visible } from '../../ui/foreign.tsx'

export { visible } from '../../ui/foreign.tsx'

/** It scrolls, so it can be focused. */
export function Output({ text, label }: { text: string; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="run-output" tabIndex={0} aria-label={label}>
      <pre>
        <bdi>{visible(text)}</bdi>
      </pre>
    </section>
  )
}
