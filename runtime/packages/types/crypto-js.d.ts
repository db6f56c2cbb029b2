/** Hashes and ciphers in JavaScript; `require('crypto')` is much faster. */
declare module 'crypto-js' {
  export function MD5(text: unknown): any
  export function SHA1(text: unknown): any
  export function SHA256(text: unknown): any
  export function SHA512(text: unknown): any
  export function SHA3(text: unknown, options?: object): any
  export function HmacSHA1(text: unknown, key: unknown): any
  export function HmacSHA256(text: unknown, key: unknown): any
  export function HmacSHA512(text: unknown, key: unknown): any
  export function PBKDF2(password: unknown, salt: unknown, options?: object): any
  export const AES: {
    readonly encrypt: (text: unknown, key: unknown, options?: object) => any
    readonly decrypt: (text: unknown, key: unknown, options?: object) => any
  }
  export const enc: {
    readonly Hex: any
    readonly Base64: any
    readonly Utf8: any
    readonly Latin1: any
  }
  export const lib: any
  export const mode: any
  export const pad: any
}
