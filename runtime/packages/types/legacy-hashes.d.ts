/**
 * Passwords as old stores keep them. Every call takes a callback as its last argument, or gives a promise. What is malformed
 * verifies as false; what would take too long throws with the code ERR_CRYPTO_KDF_COST.
 */
declare module 'legacy-hashes' {
  type Callback<Value> = (error: Error | null, value?: Value) => void
  type Password = string | Uint8Array
  type Stored = string | Uint8Array | null | undefined

  interface Scheme<Options = object, Kept = Stored, Made = string, VerifyOptions = object> {
    verify(password: Password, stored: Kept, options?: VerifyOptions): Promise<boolean>
    verify(password: Password, stored: Kept, callback: Callback<boolean>): void
    verify(password: Password, stored: Kept, options: VerifyOptions, callback: Callback<boolean>): void
    hash(password: Password, options?: Options): Promise<Made>
    hash(password: Password, callback: Callback<Made>): void
    hash(password: Password, options: Options, callback: Callback<Made>): void
  }

  type MembershipAlgorithm =
    | 'MD5'
    | 'SHA1'
    | 'SHA256'
    | 'SHA384'
    | 'SHA512'
    | 'HMACMD5'
    | 'HMACSHA1'
    | 'HMACSHA256'
    | 'HMACSHA384'
    | 'HMACSHA512'

  /** The columns Password, PasswordSalt, PasswordFormat of aspnet_Membership. */
  interface MembershipRow {
    hash: string | Uint8Array
    salt: string | Uint8Array
    /** 1, hashed; 0 (clear) and 2 (encrypted) throw. */
    format?: number
    /** By the length of the hash, unless it is said: SHA1 or HMACSHA256. */
    algorithm?: MembershipAlgorithm
  }

  interface WhirlpoolOptions {
    salt?: string | Uint8Array
    position?: 'prefix' | 'suffix'
  }

  /** Verifies by the scheme that the stored text begins with; false when it is none of them. */
  export function verify(password: Password, stored: Stored): Promise<boolean>
  export function verify(password: Password, stored: Stored, callback: Callback<boolean>): void

  /** Name of the scheme that the stored text begins with. NTLM, Whirlpool and ASP.NET Membership have no such beginning. */
  export function identify(
    stored: Stored,
  ):
    | 'argon2'
    | 'aspnetIdentity'
    | 'bcrypt'
    | 'django'
    | 'drupal7'
    | 'ldap'
    | 'pbkdf2'
    | 'phpass'
    | 'scrypt'
    | 'unixCrypt'
    | undefined

  /** PHC strings: $argon2id$v=19$m=…,t=…,p=…$salt$hash. Memory in KiB. */
  export const argon2: Scheme<{
    type?: 'argon2id' | 'argon2i' | 'argon2d'
    memory?: number
    passes?: number
    lanes?: number
    length?: number
  }>
  /** Versions 2 and 3, in base64 or bytes. */
  export const aspnetIdentity: Scheme<{
    version?: 2 | 3
    digest?: 'sha1' | 'sha256' | 'sha512'
    iterations?: number
  }>
  export const aspnetMembership: Scheme<
    { algorithm?: MembershipAlgorithm },
    MembershipRow,
    Required<MembershipRow>
  >
  /** pbkdf2_sha256, pbkdf2_sha1, bcrypt_sha256, bcrypt, argon2, scrypt, md5, sha1, and MD5 without a salt. */
  export const django: Scheme<{ algorithm?: 'pbkdf2_sha256' | 'pbkdf2_sha1'; iterations?: number }>
  /** $S$, U$S$. Rounds is the exponent of two. */
  export const drupal7: Scheme<{ rounds?: number }>
  /** {SSHA}, {SMD5}, {SHA512}, {CRYPT} … */
  export const ldap: Scheme<{
    scheme?:
      | 'MD5'
      | 'SMD5'
      | 'SHA'
      | 'SSHA'
      | 'SHA256'
      | 'SSHA256'
      | 'SHA384'
      | 'SSHA384'
      | 'SHA512'
      | 'SSHA512'
  }>
  /** 32 hex digits. */
  export const ntlm: Scheme
  /** $pbkdf2-sha256$i=…,l=…$salt$hash */
  export const pbkdf2: Scheme<{ digest?: string; iterations?: number; length?: number }>
  /** $P$, $H$. Rounds is the exponent of two. */
  export const phpass: Scheme<{ rounds?: number; prefix?: 'P' | 'H' }>
  /** $scrypt$ln=…,r=…,p=…$salt$hash */
  export const scrypt: Scheme<{ ln?: number; r?: number; p?: number }>
  /** Base64 or bytes, as System.Web.Helpers.Crypto makes them. */
  export const simpleMembership: Scheme
  /** $1$, $apr1$, $5$, $6$ */
  export const unixCrypt: Scheme<{ scheme?: '1' | 'apr1' | '5' | '6'; rounds?: number }>
  /** Hex or base64. */
  export const whirlpool: Scheme<WhirlpoolOptions, Stored, string, WhirlpoolOptions>
}
