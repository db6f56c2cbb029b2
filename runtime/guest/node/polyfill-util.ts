/** What npm polyfills get when they ask for `util`. @module */
export { format } from './format.ts'
export { inspect } from './inspect.ts'
export { types } from './types.ts'
