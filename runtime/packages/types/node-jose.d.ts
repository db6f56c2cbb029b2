/** Signed and encrypted tokens, keys and key stores. */
declare module 'node-jose' {
  export const JWK: {
    readonly asKey: (key: unknown, form?: string, extras?: object) => Promise<any>
    readonly asKeyStore: (keys: unknown) => Promise<any>
    readonly createKeyStore: () => any
    readonly createKey: (kty: string, size: number | string, props?: object) => Promise<any>
  }
  export const JWS: {
    readonly createSign: (options?: object, keys?: unknown) => any
    readonly createVerify: (keys?: unknown, options?: object) => any
  }
  export const JWE: {
    readonly createEncrypt: (options?: object, keys?: unknown) => any
    readonly createDecrypt: (keys?: unknown, options?: object) => any
  }
  export const util: {
    readonly base64url: any
    readonly asBuffer: (value: unknown, encoding?: string) => Uint8Array
    readonly randomBytes: (length: number) => Uint8Array
  }
  export function parse(token: string | object): any
}
