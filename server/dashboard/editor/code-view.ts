/** An editor of one text: CodeMirror with Ferry's keys, and with type help for scripts. @module */
import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands'
import { jsonParseLinter } from '@codemirror/lang-json'
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language'
import { linter, lintGutter, lintKeymap } from '@codemirror/lint'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import type { Extension } from '@codemirror/state'
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
import { applyFix, lookAgain, typeExtensions } from './type-extensions.ts'
import type { TypeClient } from './types/client.ts'
import type { Problem, ScriptSetting } from './types/contract.ts'

/** What the page does at a key. Those that are absent leave the key to the browser. */
export interface CodeKeys {
  /** Mod-Enter */
  run?: () => void
  /** Mod-s */
  save?: () => void
  /** Mod-Shift-Enter */
  deploy?: () => void
  /** Alt-1 to Alt-9, from 1 */
  tab?: (index: number) => void
}

/** Callbacks of the page. They are read at each event, so that they can change. */
export interface CodeListeners {
  keys: CodeKeys
  onChange: (text: string) => void
  onProblems: (problems: readonly Problem[]) => void
  /** Line and column from 1. */
  onPlace: (line: number, column: number) => void
  /** The cursor went to this one of the problems; for screen readers. */
  onVisit: (problem: Problem, index: number, count: number, line: number) => void
}

/** An editor that is on the page. */
export interface CodeView {
  setText(text: string): void
  setReadOnly(isReadOnly: boolean): void
  setLabel(label: string): void
  /** After another action, another key: problems are looked for at once. */
  settingChanged(): void
  goTo(line: number, column: number): void
  /** @param step 1 for the next problem, -1 for the one before */
  visitProblem(step: 1 | -1): void
  focus(): void
  destroy(): void
}

interface CodeOptions {
  host: HTMLElement
  text: string
  label: string
  language: Language
  isReadOnly: boolean
  /** For scripts; without them nothing is checked. */
  types?: { client: TypeClient; setting: () => ScriptSetting }
  listeners: () => CodeListeners
}

/** A page that gives nothing back must not fill the memory. */
const MOST_TOLD = 20

/** Puts an editor into the host's shadow root. */
export function createCodeView(options: CodeOptions): CodeView {
  const { language, types, listeners } = options
  const shadow = openShadow(options.host)
  const changeable = new Compartment()
  const labelled = new Compartment()
  let problems: readonly Problem[] = []
  /** Tab indents only for those who write; for those who pass by it goes on to the next control. */
  let isWriting = false
  /** A text that the page sets is not reported back to it. */
  let isSetting = false
  /** As the page gave it. */
  let given = options.text
  /** Told to the page, and not come back from it yet, oldest first. */
  let told: string[] = []

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
              listeners().onProblems(found)
            })
          : [],
        language === 'json' ? linter(jsonParseLinter()) : [],
        keymap.of([
          { key: 'Mod-Shift-Enter', run: call('deploy') },
          { key: 'Mod-Enter', run: call('run') },
          { key: 'Mod-s', run: call('save') },
          { key: 'F8', run: () => visitProblem(1), shift: () => visitProblem(-1) },
          { key: 'Mod-.', run: fixHere },
          ...tabs,
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...foldKeymap,
          ...lintKeymap.filter(({ key }) => key !== 'F8'),
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
            told = [...told.slice(-MOST_TOLD), text]
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
        told = []
        given = text
        return
      }
      const at = told.indexOf(text)
      if (at >= 0) {
        // The page returns an older text than the one on the screen: it did not set a new one.
        told = told.slice(at + 1)
        return
      }
      told = []
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
    visitProblem: (step) => void visitProblem(step),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  }
}

/**
 * Typing over a selection. Left to itself, Chromium joins lines, and keeps the colour of what it takes out, with style
 * attributes, which the security header then reports.
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

/** Chromium has it for the selection inside a shadow root, which the document's own does not show. */
interface SelectingRoot {
  getSelection?(): Selection | null
}

/** As the browser has it: the editor hears of a new selection a moment later. */
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
