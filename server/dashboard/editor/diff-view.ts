/** Two texts and what differs between them. @module */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { getChunks, goToNextChunk, goToPreviousChunk, MergeView, unifiedMergeView } from '@codemirror/merge'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import type { Language } from './code-base.ts'
import { codeBase, openShadow } from './code-base.ts'
import { withLineEndsOf } from './line-ends.ts'
import { editorText } from './text.ts'

/** A comparison on the page. */
export interface DiffView {
  /** @param step 1 for the next difference, -1 for the previous one */
  visit(step: 1 | -1): void
  destroy(): void
}

interface DiffOptions {
  host: HTMLElement
  before: string
  after: string
  language: Language
  labels: { before: string; after: string }
  /** Side by side, or one below the other. */
  isWide: boolean
  /** Makes the second text editable, by hand or by taking single changes; called after each change. */
  onChange?: ((after: string) => void) | undefined
  /** Called with the number of differences, at once and after each change. */
  onCount: (count: number) => void
  /** The cursor moved to this difference; the index starts at 1. */
  onVisit: (index: number, count: number, line: number) => void
}

/** Equal lines shown around a difference; longer equal parts are folded. */
const COLLAPSE = { margin: 3, minSize: 8 }

/** Creates a comparison in the host's shadow root. */
export function createDiffView(options: DiffOptions): DiffView {
  const { host, before, after, language, labels, isWide, onChange, onCount, onVisit } = options
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
  const tell = (): void => onCount(getChunks(view.state)?.chunks.length ?? 0)
  const keys = [{ key: 'F7', run: () => visit(1), shift: () => visit(-1) }]
  const readOnly = (label: string) => [
    codeBase(language, label),
    EditorState.readOnly.of(true),
    keymap.of([...keys, ...defaultKeymap]),
  ]
  const changeable = (changed: (text: string) => void) => [
    codeBase(language, labels.after),
    history(),
    keymap.of([...keys, ...historyKeymap, ...defaultKeymap]),
    EditorView.updateListener.of(({ docChanged, state, transactions }) => {
      // To keep one's own text is a decision too, though it changes nothing.
      const isKept = transactions.some((transaction) => transaction.isUserEvent('accept'))
      if (docChanged || isKept) changed(withLineEndsOf(after, state.doc.toString()))
      tell()
    }),
  ]
  const second = onChange ? changeable(onChange) : readOnly(labels.after)
  let view: EditorView
  let destroy: () => void
  if (isWide) {
    const merge = new MergeView({
      a: { doc: before, extensions: readOnly(labels.before) },
      b: { doc: after, extensions: second },
      parent: shadow,
      root: shadow,
      collapseUnchanged: COLLAPSE,
      ...(onChange && { revertControls: 'a-to-b', renderRevertControl: takeButton }),
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
          second,
          unifiedMergeView({
            original: before,
            mergeControls: onChange ? chunkButton : false,
            collapseUnchanged: COLLAPSE,
          }),
        ],
      }),
    })
    destroy = () => view.destroy()
  }
  tell()
  return {
    visit: (step) => void visit(step),
    destroy,
  }
}

/** The button between the two texts that copies the left one to the right. */
function takeButton(): HTMLElement {
  const button = chunkControl(editorText.takeTheirs, '→')
  button.addEventListener('click', ({ detail }) => {
    // The view handles only mouse events; a key causes a click without one.
    if (detail === 0) button.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }))
  })
  return button
}

/** Two buttons above each difference, one for each side. */
function chunkButton(kind: 'accept' | 'reject', action: (event: MouseEvent) => void): HTMLElement {
  const words = kind === 'accept' ? editorText.keepMine : editorText.takeTheirs
  const button = chunkControl(words, words)
  button.addEventListener('mousedown', (event) => event.preventDefault())
  button.addEventListener('click', action)
  return button
}

function chunkControl(label: string, content: string): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'ferry-chunk-button'
  button.setAttribute('aria-label', label)
  button.title = label
  button.textContent = content
  return button
}
