/**
 * The editor's public face. The chunk is loaded when a page first shows an editor: wrap these components in
 * `<Suspense>`.
 * @module
 */
import { lazy } from 'react'
import type { Problem, Script } from './types/contract.ts'

export type { CodeEditorHandle } from './code-editor.tsx'
export type { CodeKeys as CodeEditorKeys } from './code-view.ts'
export type { Action, Problem, Script } from './types/contract.ts'

/** An editor of a script or of JSON. */
export const CodeEditor = lazy(async () => ({ default: (await import('./code-editor.tsx')).CodeEditor }))

/** Shows two texts and their differences. */
export const CodeDiff = lazy(async () => ({ default: (await import('./code-diff.tsx')).CodeDiff }))

/** Asks the type service about a text without an editor. @returns undefined while type help does not work */
export async function findProblems(script: Script): Promise<readonly Problem[] | undefined> {
  const { typeHelp } = await import('./type-help.ts')
  return await typeHelp.ask('problems', script)
}
