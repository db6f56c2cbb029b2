/** The passwords that people choose most, as the package `@zxcvbn-ts/language-common` ranks them. @module */

/**
 * The list takes 60 ms and some megabytes to unpack, so it is loaded when the first connection asks for it; a look-up in its
 * 49,233 words takes less than a tenth of a millisecond.
 *
 * @param password in lower case
 * @param among how many of the commonest count
 */
export async function isCommonPassword(password: string, among: number): Promise<boolean> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  const rank = dictionary['passwords-common'].indexOf(password)
  return rank !== -1 && rank < among
}
