/** Runs the text on screen, with what is typed here. Both are stored nowhere. @module */
import type { FormEvent, RefObject } from 'react'
import { useEffect, useRef, useState } from 'react'
import { useApi } from '../../api/context.tsx'
import type { Action } from '../../editor/index.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/data.tsx'
import { Field, PasswordField, TextField } from '../../ui/field.tsx'
import { Switch } from '../../ui/switch.tsx'
import type { ArgumentField } from './actions.ts'
import { ARGUMENTS } from './actions.ts'
import { headlineOf } from './outcome.ts'
import type { PastRun } from './past-runs.tsx'
import { KEPT_RUNS, PastRuns } from './past-runs.tsx'
import { RunReport } from './run-result.tsx'
import { scriptsText } from './text.ts'

/** A run can be taken back after this time; before, the button would only flicker. */
const CANCEL_AFTER_S = 1

type State =
  | { kind: 'idle' }
  | { kind: 'running'; seconds: number }
  | { kind: 'ran'; past: PastRun }
  | { kind: 'failed'; error: Error }
  | { kind: 'cancelled' }

interface RunPanelProps {
  connectionId: string
  action: Action
  source: string
  importing: boolean
  /** Called to run, by a key of the editor. */
  start: RefObject<(() => void) | null>
  onPlace: (line: number, column: number) => void
}

/** The form of one script and how its last run ended. */
export function RunPanel({ connectionId, action, source, importing, start, onPlace }: RunPanelProps) {
  const client = useApi()
  // Of this page, and gone with it: no storage, no address, no cache.
  const [values, setValues] = useState<{ [name: string]: string | boolean }>({})
  const [state, setState] = useState<State>({ kind: 'idle' })
  const [runs, setRuns] = useState<readonly PastRun[]>([])
  const [jsonError, setJsonError] = useState<string>()
  const running = useRef<AbortController>(null)
  const form = useRef<HTMLFormElement>(null)
  const { run: says } = scriptsText

  useEffect(() => () => running.current?.abort(), [])
  useEffect(() => {
    start.current = () => form.current?.requestSubmit()
    return () => {
      start.current = null
    }
  }, [start])

  async function run(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (state.kind === 'running') return
    const given = argumentsOf(ARGUMENTS[action], values)
    setJsonError(given === undefined ? says.notJson : undefined)
    if (!given) return
    const abort = new AbortController()
    running.current = abort
    setState({ kind: 'running', seconds: 0 })
    const began = Date.now()
    const clock = setInterval(() => {
      setState((now) =>
        now.kind === 'running' ? { kind: 'running', seconds: Math.floor((Date.now() - began) / 1000) } : now,
      )
    }, 1000)
    try {
      const result = await client.call('POST /api/v2/connections/{id}/scripts/{name}/try', {
        params: { id: connectionId, name: action },
        body: { arguments: given, script: source },
        signal: abort.signal,
      })
      const past = {
        number: (runs[0]?.number ?? 0) + 1,
        headline: headlineOf(action, result, importing),
        run: result,
      }
      setRuns([past, ...runs].slice(0, KEPT_RUNS))
      setState({ kind: 'ran', past })
    } catch (error) {
      setState(abort.signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', error: error as Error })
    } finally {
      clearInterval(clock)
      running.current = null
    }
  }

  const set = (name: string) => (value: string | boolean) => setValues((now) => ({ ...now, [name]: value }))
  return (
    <aside className="run-panel" aria-label={says.title}>
      <form ref={form} onSubmit={(event) => void run(event)} autoComplete="off" className="stack">
        <div>
          <h2>{says.title}</h2>
          <p className="small muted">{says.note}</p>
        </div>
        {ARGUMENTS[action].map((field) => (
          <Argument
            key={field.name}
            field={field}
            value={values[field.name]}
            onChange={set(field.name)}
            error={field.kind === 'json' ? jsonError : undefined}
          />
        ))}
        <div className="row">
          <Button type="submit" variant="primary" icon="play" busy={state.kind === 'running'} writes>
            {says.submit(action)}
          </Button>
          {state.kind === 'running' && state.seconds >= CANCEL_AFTER_S ? (
            <Button onClick={() => running.current?.abort()}>{says.cancel(state.seconds)}</Button>
          ) : (
            <Kbd>Ctrl Enter</Kbd>
          )}
        </div>
      </form>
      {state.kind === 'cancelled' && <p role="status">{says.cancelled}</p>}
      {state.kind === 'failed' && <Problem error={state.error} />}
      {state.kind === 'ran' && (
        <RunReport
          key={state.past.number}
          headline={state.past.headline}
          run={state.past.run}
          onPlace={onPlace}
        />
      )}
      <PastRuns
        runs={runs}
        shown={state.kind === 'ran' ? state.past.number : undefined}
        onShow={(past) => setState({ kind: 'ran', past })}
      />
    </aside>
  )
}

function Argument({
  field,
  value,
  onChange,
  error,
}: {
  field: ArgumentField
  value: string | boolean | undefined
  onChange: (value: string | boolean) => void
  error: string | undefined
}) {
  const label = scriptsText.run.arguments[field.name]
  const text = typeof value === 'string' ? value : ''
  switch (field.kind) {
    case 'switch':
      return <Switch label={label} checked={value === true} onChange={onChange} />
    case 'password':
      return (
        <PasswordField
          label={label}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="off"
        />
      )
    case 'json':
      return (
        <Field label={label} error={error}>
          {(control) => (
            <textarea
              {...control}
              className="input run-json"
              spellCheck={false}
              value={text === '' ? NEW_USER : text}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </Field>
      )
    case 'text':
      return (
        <TextField
          label={label}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="off"
          spellCheck={false}
        />
      )
  }
}

const NEW_USER = '{\n  "email": "ada@example.com",\n  "password": ""\n}'

/** @returns undefined when the JSON is none */
function argumentsOf(
  fields: readonly ArgumentField[],
  values: { [name: string]: string | boolean },
): { [name: string]: unknown } | undefined {
  const given: { [name: string]: unknown } = {}
  for (const { name, kind } of fields) {
    const value = values[name]
    if (kind !== 'json') given[name] = value ?? (kind === 'switch' ? false : '')
    else {
      const parsed = parseObject(typeof value === 'string' && value !== '' ? value : NEW_USER)
      if (!parsed) return undefined
      given[name] = parsed
    }
  }
  return given
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
