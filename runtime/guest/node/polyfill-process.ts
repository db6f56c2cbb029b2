/** The `process` of npm polyfills: the sandbox's own, whose `nextTick` runs before any timer. @module */
export const nextTick = (work: (...args: never[]) => void, ...args: unknown[]): void =>
  process.nextTick(work, ...args)
export const emitWarning = (warning: unknown): void => process.emitWarning(warning)
export const env = {}
export const platform = 'linux'
export const version = `${process.version}`
export const stdout = undefined
export const stderr = undefined
