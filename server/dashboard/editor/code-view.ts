/** An editor of one text: CodeMirror with Ferry's keys, and with type help for scripts. @module */
import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands'
import { jsonParseLinter } from '@codemirror/lang-json'
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language'
import { linter, lintGutter } from '@codemirror/lint'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import type { Extension, Text } from '@codemirror/state'
import { Compartment, EditorState } from '@codemirror/state'
import type { KeyBinding } from '@codemirror/view'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
} from '@codemirror/view'
import type { Language } from './code-base.ts'
import { codeBase, openShadow } from './code-base.ts'
import { sameLines, withLineEndsOf } from './line-ends.ts'
import type { PlacedProblem } from './problem-list.tsx'
import { applyFix, lookAgain, typeExtensions } from './type-extensions.ts'
import type { TypeClient } from './types/client.ts'
import type { Fix, Problem, ScriptSetting } from './types/contract.ts'

/** What the page does for each key. The browser handles the keys that are absent. */
export interface CodeKeys {
  /** Mod-Enter */
  run?: () => void
  /** Mod-s */
  save?: () => void
  /** Mod-Shift-Enter */
  deploy?: () => void
  /** Alt-1 to Alt-9; the index starts at 1 */
  tab?: (index: number) => void
}

/** Callbacks of the page. They are read at each event, because the page can replace them. */
export interface CodeListeners {
  keys: CodeKeys
  onChange: (text: string) => void
  onProblems: (problems: readonly PlacedProblem[]) => void
  /** The person wants the list of problems shown or hidden. */
  onList: () => void
  /** Line and column start at 1. */
  onPlace: (line: number, column: number) => void
  /** The cursor moved to this problem; for screen readers. */
  onVisit: (problem: Problem, index: number, count: number, line: number) => void
}

/** An editor on the page. */
export interface CodeView {
  setText(text: string): void
  setReadOnly(isReadOnly: boolean): void
  setLabel(label: string): void
  /** Checks the text at once, after the action or the keys of the configuration changed. */
  settingChanged(): void
  goTo(line: number, column: number): void
  /** Applies a fix of a problem that was reported last. If the text has changed since then, nothing is changed. */
  fix(fix: Fix): void
  focus(): void
  destroy(): void
}

interface CodeOptions {
  host: HTMLElement
  text: string
  label: string
  language: Language
  isReadOnly: boolean
  /** Type help, for scripts; a text without it is not checked. */
  types?: { client: TypeClient; setting: () => ScriptSetting }
  listeners: () => CodeListeners
}

/** Limit of `reported`, for a page that never passes the texts back. */
const MAX_REPORTED = 20

/** Creates an editor in the host's shadow root. */
export function createCodeView(options: CodeOptions): CodeView {
  const { language, types, listeners } = options
  const shadow = openShadow(options.host)
  const changeable = new Compartment()
  const labelled = new Compartment()
  let problems: readonly Problem[] = []
  /** The text that has these problems. */
  let checked: Text | undefined
  /** Tab indents only while the person is typing; otherwise it moves the focus to the next control. */
  let isWriting = false
  /** true while the page sets the text: that change is not reported back to the page. */
  let isSetting = false
  /** The text that the page passed last. */
  let given = options.text
  /** Texts that were reported to the page and that the page has not passed back yet, oldest first. */
  let reported: string[] = []

  /** @param step 1 for the next problem, -1 for the previous one */
  const visitProblem = (step: 1 | -1): boolean => {
    const grave = problems.filter(({ severity }) => severity !== 'hint')
    const { head } = view.state.selection.main
    const next =
      step === 1
        ? (grave.find(({ from }) => from > head) ?? grave[0])
        : (grave.findLast(({ from }) => from < head) ?? grave.at(-1))
    if (!next || next.from > view.state.doc.length) return false
    view.dispatch({ selection: { anchor: next.from }, scrollIntoView: true })
    view.focus()
    const line = view.state.doc.lineAt(next.from).number
    listeners().onVisit(next, grave.indexOf(next) + 1, grave.length, line)
    return true
  }
  const fixHere = (): boolean => {
    const { head } = view.state.selection.main
    const fix = problems.find(({ from, to, fixes }) => from <= head && head <= to && fixes.length > 0)
      ?.fixes[0]
    if (fix) applyFix(view, fix, view.state.doc)
    return fix !== undefined
  }
  const call = (name: 'run' | 'save' | 'deploy') => (): boolean => {
    listeners().keys[name]?.()
    return listeners().keys[name] !== undefined
  }
  const tabs = Array.from(
    { length: 9 },
    (_, index): KeyBinding => ({
      key: `Alt-${index + 1}`,
      run: () => {
        listeners().keys.tab?.(index + 1)
        return listeners().keys.tab !== undefined
      },
    }),
  )

  const view = new EditorView({
    parent: shadow,
    root: shadow,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        labelled.of(codeBase(language, options.label)),
        changeable.of(readOnly(options.isReadOnly)),
        foldGutter(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        drawSelection(),
        history(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightSelectionMatches(),
        lintGutter(),
        types
          ? typeExtensions(types.client, types.setting, (found) => {
              problems = found
              const { doc } = view.state
              checked = doc
              const placed = found.map((problem) => {
                const line = doc.lineAt(Math.min(problem.from, doc.length))
                return { problem, line: line.number, column: problem.from - line.from + 1 }
              })
              listeners().onProblems(placed)
            })
          : [],
        language === 'json' ? linter(jsonParseLinter()) : [],
        keymap.of([
          { key: 'Mod-Shift-Enter', run: call('deploy') },
          { key: 'Mod-Enter', run: call('run') },
          { key: 'Mod-s', run: call('save') },
          { key: 'F8', run: () => visitProblem(1), shift: () => visitProblem(-1) },
          { key: 'Mod-.', run: fixHere },
          {
            key: 'Alt-F8',
            run() {
              listeners().onList()
              return true
            },
          },
          ...tabs,
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...foldKeymap,
          ...defaultKeymap,
          {
            key: 'Tab',
            run: (target) => isWriting && indentMore(target),
            shift: (target) => isWriting && indentLess(target),
          },
        ]),
        EditorView.domEventHandlers({
          focus() {
            isWriting = false
          },
          beforeinput: (event, target) => typeOver(event, target),
          keydown({ key }) {
            if (!['Tab', 'Shift', 'Control', 'Alt', 'Meta', 'Escape'].includes(key)) isWriting = true
          },
        }),
        EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
          if (docChanged && !isSetting) {
            const text = withLineEndsOf(given, state.doc.toString())
            reported = [...reported.slice(-MAX_REPORTED), text]
            listeners().onChange(text)
          }
          if (!docChanged && !selectionSet) return
          const { head } = state.selection.main
          const line = state.doc.lineAt(head)
          listeners().onPlace(line.number, head - line.from + 1)
        }),
      ],
    }),
  })

  return {
    setText(text) {
      if (sameLines(view.state.doc.toString(), text)) {
        reported = []
        given = text
        return
      }
      const at = reported.indexOf(text)
      if (at >= 0) {
        // The page passes back an older text than the one on the screen: it did not set a new one.
        reported = reported.slice(at + 1)
        return
      }
      reported = []
      given = text
      isSetting = true
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
      isSetting = false
    },
    setReadOnly: (is) => view.dispatch({ effects: changeable.reconfigure(readOnly(is)) }),
    setLabel: (label) => view.dispatch({ effects: labelled.reconfigure(codeBase(language, label)) }),
    settingChanged: () => view.dispatch({ effects: lookAgain.of(null) }),
    goTo(line, column) {
      const { doc } = view.state
      const at = doc.line(Math.max(1, Math.min(line, doc.lines)))
      const anchor = Math.min(at.from + Math.max(0, column - 1), at.to)
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
      view.focus()
    },
    fix(fix) {
      if (checked) applyFix(view, fix, checked)
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  }
}

/**
 * Types over a selection. By default, Chromium joins the lines and keeps the colours of the removed text in style
 * attributes, which violate the security header.
 */
function typeOver(event: InputEvent, view: EditorView): boolean {
  const { data, inputType } = event
  const { state } = view
  if (inputType !== 'insertText' || !data || view.composing || state.readOnly) return false
  const { from, to } = selectedIn(view)
  if (from === to) return false
  event.preventDefault()
  const insert = () =>
    state.update({
      changes: { from, to, insert: data },
      selection: { anchor: from + data.length },
      userEvent: 'input.type',
      scrollIntoView: true,
    })
  const isHandled = state
    .facet(EditorView.inputHandler)
    .some((handle) => handle(view, from, to, data, insert))
  if (!isHandled) view.dispatch(insert())
  return true
}

/** Chromium has the selection inside a shadow root here; the document's selection does not include it. */
interface SelectingRoot {
  getSelection?(): Selection | null
}

/** The browser's own selection: the editor learns of a new selection a moment later. */
function selectedIn(view: EditorView): { from: number; to: number } {
  const selection = (view.root as SelectingRoot).getSelection?.()
  const { anchorNode, focusNode } = selection ?? {}
  if (!selection || !anchorNode || !focusNode) return view.state.selection.main
  if (!view.contentDOM.contains(anchorNode) || !view.contentDOM.contains(focusNode)) {
    return view.state.selection.main
  }
  const anchor = view.posAtDOM(anchorNode, selection.anchorOffset)
  const focus = view.posAtDOM(focusNode, selection.focusOffset)
  return { from: Math.min(anchor, focus), to: Math.max(anchor, focus) }
}

function readOnly(is: boolean): Extension {
  return EditorState.readOnly.of(is)
}
