/** Checks of texts; the calls that scripts use. All of validator 13 is there. */
declare module 'validator' {
  export function isEmail(text: string, options?: object): boolean
  export function isURL(text: string, options?: object): boolean
  export function isUUID(text: string, version?: number): boolean
  export function isMobilePhone(text: string, locale?: string | string[]): boolean
  export function isAlphanumeric(text: string, locale?: string): boolean
  export function isNumeric(text: string): boolean
  export function isInt(text: string, options?: object): boolean
  export function isLength(text: string, options: { min?: number; max?: number }): boolean
  export function isEmpty(text: string): boolean
  export function isIP(text: string, version?: number): boolean
  export function isISO8601(text: string): boolean
  export function isStrongPassword(text: string, options?: object): boolean
  export function equals(text: string, other: string): boolean
  export function contains(text: string, part: string): boolean
  export function matches(text: string, pattern: RegExp | string): boolean
  export function normalizeEmail(text: string, options?: object): string | false
  export function escape(text: string): string
  export function trim(text: string, signs?: string): string
}
