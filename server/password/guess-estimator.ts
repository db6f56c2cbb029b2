/**
 * The estimator with its dictionaries. Loading takes 0.2 s and some megabytes, so it happens at the first password of a member.
 *
 * @see Wheeler, "zxcvbn: Low-Budget Password Strength Estimation", USENIX Security 2016
 * @module
 */
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

/** Most substitutions (`4` for a, `$` for s) that are tried: each costs as much as the password itself. */
const MOST_SUBSTITUTIONS = 5

/** Using it does not change its state. */
export const estimator = new ZxcvbnFactory({
  dictionary,
  graphs: adjacencyGraphs,
  l33tMaxSubstitutions: MOST_SUBSTITUTIONS,
})
