/** The type service as the dashboard's build puts it together, in Node. @module */
import { createEditorSandbox } from '../../../runtime/editor.ts'
import type { Action, Problem, Script, TypeService } from '../../../server/dashboard/editor/types/contract.ts'
import { createTypeService } from '../../../server/dashboard/editor/types/service.ts'
import { readDeclarations } from '../../../server/dashboard/vite-sandbox.ts'

/** A service of its own: building one takes a second. */
export function startTypeService(): TypeService {
  return createTypeService(createEditorSandbox(readDeclarations()))
}

/** A `login` script without configuration, unless told otherwise. */
export function scriptOf(text: string, more: Partial<Script> = {}): Script {
  const action: Action = 'login'
  return { text, action, configurationKeys: [], hasContext: false, ...more }
}

/** As a person sees it: what is underlined, and what is said about it. */
export function shown(text: string, problems: readonly Problem[]): string[] {
  return problems.map(
    ({ from, to, severity, code, message }) => `${severity} ${code} «${text.slice(from, to)}» ${message}`,
  )
}
