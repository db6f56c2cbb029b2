/** The editor's public face: the chunk itself is loaded when a page first shows an editor. Wrap these in `<Suspense>`. @module */
import { lazy } from 'react'

export type { CodeEditorHandle } from './code-editor.tsx'
export type { Action, Problem } from './types/contract.ts'

/** An editor of a script or of JSON. */
export const CodeEditor = lazy(async () => ({ default: (await import('./code-editor.tsx')).CodeEditor }))

/** Two texts and what differs between them. */
export const CodeDiff = lazy(async () => ({ default: (await import('./code-diff.tsx')).CodeDiff }))
