/** Estimates how many guesses a password takes: words, names, dates, rows of keys and repeats are guessed first. @module */
import { setImmediate } from 'node:timers/promises'

/**
 * Only the first characters are judged, because the time grows with the square of their number: these take at most about
 * 30 ms. More characters never make a password weaker.
 */
const JUDGED_CHARACTERS = 40

/**
 * @param password in its NFC form
 * @param known words that an attacker would try first, such as the person's name
 * @returns the number of guesses as a power of ten
 */
export async function guessesOf(password: string, known: readonly string[]): Promise<number> {
  // The first time it takes 0.2 s, in two steps, so that other requests are answered in between.
  await import('@zxcvbn-ts/language-common')
  await setImmediate()
  const { estimator } = await import('./guess-estimator.ts')
  const judged = [...password].slice(0, JUDGED_CHARACTERS).join('')
  return estimator.check(judged, [...known]).guessesLog10
}
