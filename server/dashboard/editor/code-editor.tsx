/**
 * The editor of scripts and of JSON, with its status line. Loaded when a page first shows an editor: import it from
 * `index.tsx`.
 * @module
 */
import type { ReactNode, Ref } from 'react'
import { useEffect, useId, useImperativeHandle, useRef, useState, useSyncExternalStore } from 'react'
import type { Language } from './code-base.ts'
import type { CodeKeys, CodeListeners, CodeView } from './code-view.ts'
import { createCodeView } from './code-view.ts'
import './editor.css'
import { SCRIPT_LIMIT_BYTES } from './limit.ts'
import type { PlacedProblem } from './problem-list.tsx'
import { ProblemList } from './problem-list.tsx'
import { editorText } from './text.ts'
import { typeHelp } from './type-help.ts'
import type { ScriptSetting } from './types/contract.ts'

/** What a page can do with an editor. */
export interface CodeEditorHandle {
  focus(): void
  /** Line and column start at 1. */
  goTo(line: number, column: number): void
}

/** Shows a text, and reports each change. */
interface CodeEditorProps {
  value: string
  onChange?: (value: string) => void
  /** Which script the text is, and what it is checked against; undefined for JSON. */
  script?: ScriptSetting
  /** Describes the text to screen readers; for scripts the default is made from the action. */
  label?: string
  readOnly?: boolean
  /** The page's part of the status line. */
  status?: ReactNode
  keys?: CodeKeys
  ref?: Ref<CodeEditorHandle>
}

/** An editor. Give it another `key` when it shows another text, so that undo does not restore the first text. */
export function CodeEditor(props: CodeEditorProps) {
  const { value, script, readOnly = false, ref } = props
  const language: Language = script ? 'javascript' : 'json'
  const label = props.label ?? (script ? editorText.scriptLabel(script.action) : editorText.jsonLabel)
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<CodeView>(null)
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([])
  const [isListed, setListed] = useState(false)
  const listId = useId()
  const count = useRef<HTMLButtonElement>(null)
  const [place, setPlace] = useState<[line: number, column: number]>([1, 1])
  const [visited, setVisited] = useState('')

  // The editor must survive renders, and reads the current properties at each event.
  const latest = useRef(props)
  latest.current = props
  const first = useRef({ value, label, readOnly })

  useEffect(() => {
    if (!host.current) return
    const listeners: CodeListeners = {
      get keys() {
        return latest.current.keys ?? {}
      },
      onChange: (text) => latest.current.onChange?.(text),
      onProblems: setProblems,
      onList: () => setListed((is) => !is),
      onPlace: (line, column) => setPlace([line, column]),
      onVisit: ({ message }, index, count, line) =>
        setVisited(editorText.atProblem(index, count, line, message)),
    }
    const made = createCodeView({
      host: host.current,
      text: first.current.value,
      label: first.current.label,
      isReadOnly: first.current.readOnly,
      language,
      ...(language === 'javascript' && {
        types: { client: typeHelp, setting: () => settingOf(latest.current) },
      }),
      listeners: () => listeners,
    })
    view.current = made
    return () => {
      made.destroy()
      view.current = null
    }
  }, [language])

  useEffect(() => view.current?.setText(value), [value])
  useEffect(() => view.current?.setReadOnly(readOnly), [readOnly])
  useEffect(() => view.current?.setLabel(label), [label])
  const setting = script && JSON.stringify(script)
  useEffect(() => view.current?.settingChanged(), [setting])

  useImperativeHandle(
    ref,
    () => ({
      focus: () => view.current?.focus(),
      goTo: (line, column) => view.current?.goTo(line, column),
    }),
    [],
  )

  return (
    <div className="code-editor">
      <div ref={host} className="code-editor-text" />
      <div className="code-editor-status">
        {script && (
          <>
            <ProblemCount
              ref={count}
              problems={problems}
              list={isListed ? listId : undefined}
              onList={() => setListed(!isListed)}
            />
            <TypeHelp onStarted={() => view.current?.settingChanged()} />
            <ByteCount text={value} />
          </>
        )}
        {props.status}
        <span className="code-editor-place">{editorText.place(...place)}</span>
        <span role="status" className="code-editor-unseen">
          {visited}
        </span>
      </div>
      {isListed && problems.length > 0 && (
        <ProblemList
          id={listId}
          problems={problems}
          canFix={!readOnly}
          onPlace={(line, column) => view.current?.goTo(line, column)}
          onFix={(fix) => view.current?.fix(fix)}
          onClose={() => {
            setListed(false)
            count.current?.focus()
          }}
        />
      )}
    </div>
  )
}

function settingOf({ script }: CodeEditorProps): ScriptSetting {
  return script ?? { action: 'login', configurationKeys: null, hasContext: false }
}

function ProblemCount({
  problems,
  list,
  onList,
  ref,
}: {
  problems: readonly PlacedProblem[]
  /** ID of the list while it is shown. */
  list: string | undefined
  onList: () => void
  ref: Ref<HTMLButtonElement>
}) {
  const help = useSyncExternalStore(typeHelp.onState, typeHelp.state)
  const errors = problems.filter(({ problem }) => problem.severity === 'error').length
  const warnings = problems.filter(({ problem }) => problem.severity === 'warning').length
  // The number of problems is unknown before the first check.
  if (problems.length === 0) return help === 'ready' ? <span>{editorText.noProblems}</span> : null
  return (
    <button
      ref={ref}
      type="button"
      className={errors > 0 ? 'code-editor-errors' : warnings > 0 ? 'code-editor-warnings' : undefined}
      title={`${editorText.showProblems} (Alt F8)`}
      aria-expanded={list !== undefined}
      aria-controls={list}
      onClick={onList}
    >
      <span aria-hidden="true" className="code-editor-mark" />
      {editorText.problems(errors, warnings, problems.length - errors - warnings)}
    </button>
  )
}

/** Renders nothing while type help works. */
function TypeHelp({ onStarted }: { onStarted: () => void }) {
  const state = useSyncExternalStore(typeHelp.onState, typeHelp.state)
  // After a restart, check the text on the screen.
  const before = useRef(state)
  useEffect(() => {
    if (state === 'ready' && before.current !== 'ready') onStarted()
    before.current = state
  })
  if (state === 'ready') return null
  return (
    <span className="code-editor-help">
      <span role="status">{editorText.typeHelp[state]}</span>
      {state === 'off' && (
        <button type="button" onClick={typeHelp.start}>
          {editorText.tryAgain}
        </button>
      )}
    </span>
  )
}

function ByteCount({ text }: { text: string }) {
  const bytes = new TextEncoder().encode(text).length
  return (
    <span className={bytes > SCRIPT_LIMIT_BYTES ? 'code-editor-errors' : undefined}>
      {editorText.bytes(bytes, SCRIPT_LIMIT_BYTES)}
    </span>
  )
}
