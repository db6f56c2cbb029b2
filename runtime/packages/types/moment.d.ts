/** Dates: reading, formatting, adding. */
declare module 'moment' {
  /** @made it() */
  interface Moment {
    format(pattern?: string): string
    add(amount: number, unit: string): Moment
    subtract(amount: number, unit: string): Moment
    startOf(unit: string): Moment
    endOf(unit: string): Moment
    diff(other: unknown, unit?: string): number
    isBefore(other: unknown): boolean
    isAfter(other: unknown): boolean
    isValid(): boolean
    toDate(): Date
    toISOString(): string
    unix(): number
    valueOf(): number
    utc(): Moment
  }

  /** The module is a function. */
  function moment(value?: unknown, pattern?: string | string[], strict?: boolean): Moment
  namespace moment {
    export function utc(value?: unknown, pattern?: string): Moment
    export function unix(seconds: number): Moment
    export function duration(amount: number, unit?: string): any
    export function isMoment(value: unknown): boolean
  }
  export = moment
}
