/**
 * The estimator with its words: 0.2 s and some megabytes, so it is loaded when the first password of a member is judged.
 *
 * @see Wheeler, "zxcvbn: Low-Budget Password Strength Estimation", USENIX Security 2016
 * @module
 */
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

/** Ways to read `4` as a, `$` as s and the like that are tried: each costs as much as the password itself. */
const MOST_SUBSTITUTIONS = 5

/** Nothing of it changes when it is asked. */
export const estimator = new ZxcvbnFactory({
  dictionary,
  graphs: adjacencyGraphs,
  l33tMaxSubstitutions: MOST_SUBSTITUTIONS,
})
