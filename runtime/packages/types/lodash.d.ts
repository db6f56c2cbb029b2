/** Work on lists, objects and texts; the calls that scripts use. All of lodash 4 is there. */
declare module 'lodash' {
  export function get(object: unknown, path: string | readonly string[], fallback?: any): any
  export function set(object: object, path: string | readonly string[], value: unknown): any
  export function has(object: unknown, path: string): boolean
  export function pick(object: object, ...names: (string | readonly string[])[]): any
  export function omit(object: object, ...names: (string | readonly string[])[]): any
  export function merge(object: any, ...sources: any[]): any
  export function defaults(object: any, ...sources: any[]): any
  export function assign(object: any, ...sources: any[]): any
  export function extend(object: any, ...sources: any[]): any
  export function cloneDeep<Value>(value: Value): Value
  export function isEmpty(value: unknown): boolean
  export function isEqual(a: unknown, b: unknown): boolean
  export function isString(value: unknown): value is string
  export function isArray(value: unknown): value is any[]
  export function isObject(value: unknown): value is object
  export function isFunction(value: unknown): boolean
  export function map(list: any, work: any): any[]
  export function filter(list: any, test: any): any[]
  export function find(list: any, test: any): any
  export function forEach(list: any, work: any): any
  export function each(list: any, work: any): any
  export function reduce(list: any, work: any, start?: any): any
  export function includes(list: any, value: unknown): boolean
  export function uniq(list: any): any[]
  export function sortBy(list: any, by?: any): any[]
  export function groupBy(list: any, by: any): any
  export function keyBy(list: any, by: any): any
  export function keys(object: any): string[]
  export function values(object: any): any[]
  export function first(list: any): any
  export function last(list: any): any
  export function trim(text: string): string
  export function camelCase(text: string): string
  export function capitalize(text: string): string
}
