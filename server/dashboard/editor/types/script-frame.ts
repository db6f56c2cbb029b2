/**
 * The text that is really checked: the tenant's own inside what the runtime puts around it, with a type for its value. So
 * the function that gets types is by construction the one that the runtime calls, whatever its shape.
 * @module
 */
import type { ScriptSetting } from './contract.ts'

/** A script in its frame. */
export interface Frame {
  text: string
  /** Length of what stands before the tenant's text. */
  offset: number
}

/** Name of the type of `configuration`. */
export const CONFIGURATION_TYPE = 'ConnectionConfiguration'

/** As `wrapScript` of the runtime, which a test holds against it, but for the comment that gives the type, on a line of its own. */
export function frameScript(source: string, setting: ScriptSetting): Frame {
  const types = setting.hasContext ? 'ScriptsWithContext' : 'Scripts'
  const before = `(function(){\n/** @type {Ferry.${types}['${setting.action}']} */const $script=\n`
  return { text: `${before}${source}\n;return $script})()`, offset: before.length }
}

/** @returns declaration of the global `configuration` with the connection's keys */
export function declareConfiguration(keys: readonly string[] | null): string {
  const members = keys?.map((key) => `  readonly ${JSON.stringify(key)}: string\n`) ?? [
    '  readonly [key: string]: string\n',
  ]
  return `interface ${CONFIGURATION_TYPE} {\n${members.join('')}}\ndeclare const configuration: ${CONFIGURATION_TYPE}\n`
}
