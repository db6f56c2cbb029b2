/** The most common passwords, as ranked by the package `@zxcvbn-ts/language-common`. @module */

/**
 * The list takes 60 ms and some megabytes to unpack, so it is loaded when a connection first needs it; a look-up in its
 * 49,233 words takes less than a tenth of a millisecond.
 *
 * @param password in lower case
 * @param among how many of the most common passwords count
 */
export async function isCommonPassword(password: string, among: number): Promise<boolean> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  const rank = dictionary['passwords-common'].indexOf(password)
  return rank !== -1 && rank < among
}
