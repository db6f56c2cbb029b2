/** Unique ids. */
declare module 'uuid' {
  export function v1(): string
  export function v3(name: string, namespace: string): string
  export function v4(): string
  export function v5(name: string, namespace: string): string
  export function v7(): string
  export function validate(text: string): boolean
  export function version(text: string): number
  export function parse(text: string): Uint8Array
  export function stringify(bytes: Uint8Array): string
}
