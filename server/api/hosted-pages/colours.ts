/** Contrast of colours, as WCAG 2.2 computes it. Colours are `#rrggbb`. @module */

type Channels = readonly [red: number, green: number, blue: number]

const channelsOf = (colour: string): Channels => [
  Number.parseInt(colour.slice(1, 3), 16),
  Number.parseInt(colour.slice(3, 5), 16),
  Number.parseInt(colour.slice(5, 7), 16),
]

/** @returns relative luminance, 0 for black to 1 for white */
export function luminanceOf(colour: string): number {
  const [red, green, blue] = channelsOf(colour).map((channel) => {
    const value = channel / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as unknown as Channels
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** @returns 1 to 21 */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b)
  return (bright + 0.05) / (dark + 0.05)
}

/** @param share of the second colour, 0 to 1 */
function mix(one: string, other: string, share: number): string {
  const second = channelsOf(other)
  const mixed = channelsOf(one).map((channel, at) =>
    Math.round(channel + ((second[at] ?? 0) - channel) * share)
      .toString(16)
      .padStart(2, '0'),
  )
  return `#${mixed.join('')}`
}

const STEPS = 20

/** @returns the colour, mixed with just as much black or white as the contrast to its background needs */
export function visibleOn(background: string, colour: string, contrast: number): string {
  const towards = luminanceOf(background) > 0.179 ? '#000000' : '#ffffff'
  for (let step = 0; step < STEPS; step++) {
    const mixed = mix(colour, towards, step / STEPS)
    if (contrastOf(mixed, background) >= contrast) return mixed
  }
  return towards
}
