/** How many guesses a password takes, by what people are known to choose: words, names, dates, rows of keys, repeats. @module */
import { setImmediate } from 'node:timers/promises'

/**
 * A password is judged by its first characters, since the time grows with the square of their number: these take at most some
 * 30 ms. More characters never make a password weaker.
 */
const JUDGED_CHARACTERS = 40

/**
 * @param password in its NFC form
 * @param known words that a guesser would try first, such as the person's name
 * @returns their number as a power of ten
 */
export async function guessesOf(password: string, known: readonly string[]): Promise<number> {
  // The first time, 0.2 s in two turns, so that others are answered in between.
  await import('@zxcvbn-ts/language-common')
  await setImmediate()
  const { estimator } = await import('./guess-estimator.ts')
  const judged = [...password].slice(0, JUDGED_CHARACTERS).join('')
  return estimator.check(judged, [...known]).guessesLog10
}
