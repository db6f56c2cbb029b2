/** PBKDF2-HMAC-SHA1 with the salt’s rounds in it; was the global `pbkdf2`. The module is a function that makes one. */
declare module 'easy-pbkdf2' {
  type Callback<Value> = (error: Error | null, value: Value, salt?: string) => void

  /** @made it() */
  interface EasyPbkdf2 {
    /** `{rounds in hex}.{base64}` */
    generateSalt(rounds?: number): string
    secureHash(value: string, salt: string, callback: Callback<string>): void
    secureHash(value: string, callback: Callback<string>): void
    hash(value: string, salt: string, callback: Callback<string>): void
    verify(salt: string, priorHash: string, value: string, callback: Callback<boolean>): void
    random(bytes: number): Uint8Array
    weakHash(value: unknown): string
  }

  function easyPbkdf2(options?: {
    DEFAULT_HASH_ITERATIONS?: number
    SALT_SIZE?: number
    KEY_LENGTH?: number
  }): EasyPbkdf2
  export = easyPbkdf2
}
