/** Work on lists and objects; the calls that scripts use. All of underscore 1 is there. */
declare module 'underscore' {
  export function each(list: any, work: any): any
  export function map(list: any, work: any): any[]
  export function filter(list: any, test: any): any[]
  export function find(list: any, test: any): any
  export function findWhere(list: any, values: object): any
  export function where(list: any, values: object): any[]
  export function pluck(list: any, name: string): any[]
  export function contains(list: any, value: unknown): boolean
  export function first(list: any, count?: number): any
  export function last(list: any, count?: number): any
  export function pick(object: any, ...names: any[]): any
  export function omit(object: any, ...names: any[]): any
  export function extend(object: any, ...sources: any[]): any
  export function defaults(object: any, ...sources: any[]): any
  export function has(object: any, name: string): boolean
  export function keys(object: any): string[]
  export function values(object: any): any[]
  export function isEmpty(value: unknown): boolean
  export function isEqual(a: unknown, b: unknown): boolean
  export function uniq(list: any): any[]
  export function sortBy(list: any, by?: any): any[]
  export function groupBy(list: any, by: any): any
}
