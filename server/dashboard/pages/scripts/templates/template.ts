/** A template of the API. @module */
import type { Operations } from '../../../api/operations.ts'
import type { Action } from '../../../editor/index.tsx'

/** A template with the texts of its scripts. */
export type Template = Operations['GET /api/v2/templates/{id}']['result']

/** @returns the text that the template has for one script */
export function templateScript({ customScripts }: Template, action: Action): string {
  const text: unknown = Object.entries(customScripts).find(([name]) => name === action)?.[1]
  return typeof text === 'string' ? text : ''
}
