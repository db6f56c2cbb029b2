/** Colours of the bars, as the theme has them. @module */

/** Names of the colours. */
const INKS = { good: 'var(--accent)', bad: 'var(--bad)', quiet: 'var(--muted)' } as const

/** A spot of a colour, for the key of the chart. */
export function Ink({ of }: { of: keyof typeof INKS }) {
  return <span className="dot" style={{ display: 'inline-block', background: INKS[of] }} aria-hidden="true" />
}

/** @returns the colour as a canvas takes it: in the theme of this element */
export function inkOf(element: Element, name: keyof typeof INKS): string {
  const spot = document.createElement('span')
  spot.style.color = INKS[name]
  element.append(spot)
  const { color } = getComputedStyle(spot)
  spot.remove()
  return color
}
