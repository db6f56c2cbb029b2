/** Argon2 1.3; at most 128 MiB of memory, and 512 MiB of memory times passes. */
declare module 'argon2' {
  export const argon2d: 0
  export const argon2i: 1
  export const argon2id: 2

  interface Options {
    /** argon2id, unless it is said. */
    type?: 0 | 1 | 2
    /** KiB; 65536. */
    memoryCost?: number
    timeCost?: number
    parallelism?: number
    /** Bytes; 32. */
    hashLength?: number
    version?: number
    salt?: Uint8Array
    secret?: Uint8Array
    associatedData?: Uint8Array
  }

  export function hash(password: string | Uint8Array, options: Options & { raw: true }): Promise<Buffer>
  export function hash(password: string | Uint8Array, options?: Options & { raw?: false }): Promise<string>
  export function verify(
    digest: string,
    password: string | Uint8Array,
    options?: { secret?: Uint8Array },
  ): Promise<boolean>
  export function needsRehash(digest: string, options?: Options): boolean
}
