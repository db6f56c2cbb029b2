/** Query strings and form bodies, with nested objects. */
declare module 'qs' {
  interface ParseOptions {
    ignoreQueryPrefix?: boolean
    depth?: number
    parameterLimit?: number
  }
  interface StringifyOptions {
    addQueryPrefix?: boolean
    arrayFormat?: 'indices' | 'brackets' | 'repeat' | 'comma'
    encode?: boolean
    skipNulls?: boolean
  }
  export function parse(text: string, options?: ParseOptions): any
  export function stringify(value: unknown, options?: StringifyOptions): string
  export const formats: {
    readonly RFC1738: string
    readonly RFC3986: string
  }
}
