/** The `util` of npm polyfills. @module */
export { format } from './format.ts'
export { inspect } from './inspect.ts'
export { types } from './types.ts'
