/**
 * A secret could not be used.
 *
 * - `too_short`: a master key has fewer than 32 characters
 * - `unsafe_file`: the file of the generated key can be read by others, or is not a key
 * - `missing_key`: there is a store but no key
 * - `unknown_key`: the value was sealed with another master key
 * - `broken_seal`: the value was changed after sealing, or sealed for another place
 *
 * Its message holds no secret and no ciphertext.
 */
export class SecretsError extends Error {
  readonly code: 'too_short' | 'unsafe_file' | 'missing_key' | 'unknown_key' | 'broken_seal'

  constructor(code: SecretsError['code'], message: string) {
    super(message)
    this.name = 'SecretsError'
    this.code = code
  }
}
