/** Two texts and what differs between them. @module */
import { defaultKeymap } from '@codemirror/commands'
import { getChunks, goToNextChunk, goToPreviousChunk, MergeView, unifiedMergeView } from '@codemirror/merge'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import type { Language } from './code-base.ts'
import { codeBase, openShadow } from './code-base.ts'
import { editorText } from './text.ts'

/** A comparison that is on the page. */
export interface DiffView {
  /** How many places differ. */
  count(): number
  /** @param step 1 for the next difference, -1 for the one before */
  visit(step: 1 | -1): void
  destroy(): void
}

interface DiffOptions {
  host: HTMLElement
  before: string
  after: string
  language: Language
  /** Side by side, or one below the other. */
  isWide: boolean
  /** The cursor went to this difference, from 1. */
  onVisit: (index: number, count: number, line: number) => void
}

/** Lines around a difference; more than that of equal ones is folded. */
const COLLAPSE = { margin: 3, minSize: 8 }

/** Puts a comparison into the host's shadow root. Neither text can be changed in it. */
export function createDiffView({ host, before, after, language, isWide, onVisit }: DiffOptions): DiffView {
  const shadow = openShadow(host)
  const visit = (step: 1 | -1): boolean => {
    const move = step === 1 ? goToNextChunk : goToPreviousChunk
    const chunks = getChunks(view.state)?.chunks ?? []
    if (chunks.length === 0) return false
    move(view)
    view.focus()
    const { head } = view.state.selection.main
    const found = chunks.findIndex(({ fromB, toB }) => fromB <= head && head <= toB)
    onVisit(found + 1, chunks.length, view.state.doc.lineAt(head).number)
    return true
  }
  const extensions = (label: string) => [
    codeBase(language, label),
    EditorState.readOnly.of(true),
    keymap.of([{ key: 'F7', run: () => visit(1), shift: () => visit(-1) }, ...defaultKeymap]),
  ]
  let view: EditorView
  let destroy: () => void
  if (isWide) {
    const merge = new MergeView({
      a: { doc: before, extensions: extensions(editorText.beforeLabel) },
      b: { doc: after, extensions: extensions(editorText.afterLabel) },
      parent: shadow,
      root: shadow,
      collapseUnchanged: COLLAPSE,
    })
    view = merge.b
    destroy = () => merge.destroy()
  } else {
    view = new EditorView({
      parent: shadow,
      root: shadow,
      state: EditorState.create({
        doc: after,
        extensions: [
          extensions(editorText.afterLabel),
          unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: COLLAPSE }),
        ],
      }),
    })
    destroy = () => view.destroy()
  }
  return {
    count: () => getChunks(view.state)?.chunks.length ?? 0,
    visit: (step) => void visit(step),
    destroy,
  }
}
