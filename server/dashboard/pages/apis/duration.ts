/** Says how long a lifetime is. @module */
import { apisText } from './text.ts'

const UNITS = [
  [86_400, apisText.days],
  [3_600, apisText.hours],
  [60, apisText.minutes],
] as const

/** @returns `1 day`, `90 minutes`: the largest unit in which the number is whole */
export function durationText(seconds: number): string {
  const [length, words] = UNITS.find(([unit]) => seconds >= unit && seconds % unit === 0) ?? [
    1,
    apisText.seconds,
  ]
  return words(seconds / length)
}
