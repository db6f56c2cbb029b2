/** JSON web tokens. */
declare module 'jsonwebtoken' {
  interface SignOptions {
    algorithm?: string
    expiresIn?: string | number
    audience?: string | string[]
    issuer?: string
    subject?: string
    keyid?: string
  }
  interface VerifyOptions {
    algorithms?: string[]
    audience?: string
    issuer?: string
    ignoreExpiration?: boolean
  }
  type Callback<Value> = (error: Error | null, value?: Value) => void

  export function sign(payload: string | object, secret: string | Uint8Array, options?: SignOptions): string
  export function sign(
    payload: string | object,
    secret: string | Uint8Array,
    options: SignOptions,
    callback: Callback<string>,
  ): void
  export function verify(token: string, secret: string | Uint8Array, options?: VerifyOptions): any
  export function verify(
    token: string,
    secret: string | Uint8Array,
    options: VerifyOptions,
    callback: Callback<any>,
  ): void
  export function decode(token: string, options?: { complete?: boolean }): any
  export class JsonWebTokenError extends Error {}
  export class TokenExpiredError extends Error {}
}
