/** `console`: lines for the tenant's log, cut before they cross. @module */
import { describeBriefly } from './guard.ts'
import { host } from './host.ts'
import { sliceText } from './primordials.ts'

const LEVELS = {
  log: 'log',
  info: 'info',
  warn: 'warn',
  error: 'error',
  debug: 'debug',
  trace: 'debug',
  dir: 'log',
}

/** Characters of one line; the host counts bytes and lines. */
const MAX_LINE = 4096

/**
 * Defines `console` on the global object.
 *
 * @param format `util.format`
 */
export function installConsole(format: (...values: unknown[]) => string): void {
  let on = true
  const line = (level: string, values: unknown[]): void => {
    if (!on) return
    let text: string
    try {
      text = format(...values)
    } catch (error) {
      text = describeBriefly(error)
    }
    // The host answers whether it accepts more lines: a script that logs in a loop costs calls, not memory.
    on = host.sync('log', level, sliceText(text, 0, MAX_LINE)) === true
  }
  const timers = new Map<string, number>()
  const console: { [name: string]: (...values: unknown[]) => void } = {}
  for (const [name, level] of Object.entries(LEVELS)) console[name] = (...values) => line(level, values)
  console.assert = (condition, ...values) => {
    if (!condition) line('error', ['Assertion failed:', ...values])
  }
  console.time = (label = 'default') => void timers.set(`${label}`, Date.now())
  console.timeEnd = console.timeLog = (label = 'default') =>
    line('log', [`${label}: ${Date.now() - (timers.get(`${label}`) ?? Date.now())}ms`])
  console.table = (value) => line('log', [value])
  console.group = (...values) => line('log', values)
  for (const name of ['groupEnd', 'count', 'countReset', 'clear']) console[name] = () => {}
  Object.assign(globalThis, { console })
  resume = () => {
    on = true
  }
}

let resume = (): void => {}

/** Each run has its own log. */
export function resumeConsole(): void {
  resume()
}
