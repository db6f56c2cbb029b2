/** The panel that runs the text on the screen. Neither text nor arguments are stored. @module */
import { useQuery } from '@tanstack/react-query'
import type { FormEvent, KeyboardEvent, RefObject } from 'react'
import { useEffect, useRef, useState } from 'react'
import { useApi } from '../../../api/context.tsx'
import type { Action } from '../../../editor/index.tsx'
import { Problem } from '../../../shell/part.tsx'
import { Button } from '../../../ui/button.tsx'
import { Kbd } from '../../../ui/data.tsx'
import { headlineOf } from './outcome.ts'
import type { PastRun } from './past-run.ts'
import { PastRuns } from './past-runs.tsx'
import { Argument, argumentsOf, fieldsOf } from './run-form.tsx'
import type { RunMemory } from './run-memory.ts'
import { RunReport } from './run-result.tsx'
import { runText } from './run-text.ts'
import './run.css'
import './run-bar.css'

/** The button that cancels a run appears after this time; earlier, it would flicker. */
const CANCEL_AFTER_S = 1

const IS_APPLE = /Mac|iPhone|iPad/.test(navigator.userAgent)

type Ending =
  | { kind: 'none' }
  | { kind: 'ran'; past: PastRun }
  | { kind: 'failed'; error: Error }
  | { kind: 'cancelled' }

interface RunPanelProps {
  connectionId: string
  action: Action
  source: string
  importing: boolean
  hasContext: boolean
  /** @returns the text of any script on the page, saved or not */
  textOf: (action: Action) => string
  memory: RunMemory
  /** Starts a run; the editor's shortcut calls it. */
  start: RefObject<(() => void) | null>
  onPlace: (line: number, column: number) => void
}

/** The form of one script and the result of its last run. */
export function RunPanel({ start, ...props }: RunPanelProps) {
  const { action, hasContext, memory } = props
  const [jsonError, setJsonError] = useState<{ field: string; why: string }>()
  const { ending, elapsed_s, run, cancel, show } = useRun(props)
  const form = useRef<HTMLFormElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const limit_ms = useWallLimit()
  const fields = fieldsOf(action, hasContext)
  const { run: says } = runText

  useEffect(() => {
    start.current = () => form.current?.requestSubmit()
    return () => {
      start.current = null
    }
  }, [start])

  function submit(event: FormEvent): void {
    event.preventDefault()
    const read = argumentsOf(fields, memory.values)
    setJsonError(read.ok ? undefined : read)
    if (read.ok) run(read.given)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.current?.requestSubmit()
  }

  // On a small screen, a run can be started from anywhere, and its result is further down.
  useEffect(() => {
    if (ending.kind !== 'none') end.current?.scrollIntoView({ block: 'nearest' })
  }, [ending])

  const past = ending.kind === 'ran' ? ending.past : undefined
  return (
    <aside className="run-panel" aria-label={says.title} onKeyDown={onKeyDown}>
      <form ref={form} onSubmit={submit} autoComplete="off" className="run-form">
        <div className="run-head">
          <h2>{says.title}</h2>
          <p className="small muted">{says.note}</p>
        </div>
        {fields.map((field) => (
          <Argument
            key={field.name}
            field={field}
            value={memory.values[field.name]}
            onChange={(value) => memory.setValue(field.name, value)}
            error={jsonError?.field === field.name ? jsonError.why : undefined}
          />
        ))}
        <div className="run-start">
          <Button
            type="submit"
            variant="primary"
            {...(elapsed_s === undefined && { icon: 'play' })}
            wide
            busy={elapsed_s !== undefined}
            writes
          >
            {says.submit(action)}
          </Button>
          {elapsed_s !== undefined && elapsed_s >= CANCEL_AFTER_S ? (
            <>
              <span className="small muted num">{says.elapsed(elapsed_s, limit_ms)}</span>
              <Button onClick={cancel}>{says.cancel}</Button>
            </>
          ) : (
            <Kbd>{says.keys(IS_APPLE)}</Kbd>
          )}
        </div>
      </form>
      <div ref={end} className="run-end">
        {ending.kind === 'cancelled' && <p role="status">{says.cancelled}</p>}
        {ending.kind === 'failed' && <Problem error={ending.error} />}
        <RunReport
          {...props}
          // A long run hides the result of the previous one; for a short run, hiding would flicker.
          past={elapsed_s !== undefined && elapsed_s >= CANCEL_AFTER_S ? undefined : past}
          onAgain={() => form.current?.requestSubmit()}
        />
      </div>
      <PastRuns runs={memory.runs} shown={past?.number} onShow={show} />
    </aside>
  )
}

/** One run at a time; it is aborted when the panel disappears. */
function useRun({ connectionId, action, source, importing, memory }: Omit<RunPanelProps, 'start'>) {
  const client = useApi()
  const [ending, setEnding] = useState<Ending>({ kind: 'none' })
  const [elapsed_s, setElapsed] = useState<number>()
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function run(given: { [name: string]: unknown }): Promise<void> {
    if (running.current) return
    const abort = new AbortController()
    running.current = abort
    setElapsed(0)
    const began = Date.now()
    const clock = setInterval(() => setElapsed(Math.floor((Date.now() - began) / 1000)), 1000)
    try {
      const result = await client.call('POST /api/v2/connections/{id}/scripts/{name}/try', {
        params: { id: connectionId, name: action },
        body: { arguments: given, script: source },
        signal: abort.signal,
      })
      const headline = headlineOf(action, result, importing)
      setEnding({ kind: 'ran', past: memory.addRun({ action, source, headline, run: result }) })
    } catch (error) {
      setEnding(abort.signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', error: error as Error })
    } finally {
      clearInterval(clock)
      setElapsed(undefined)
      running.current = null
    }
  }

  return {
    ending,
    /** undefined: no run is in progress. */
    elapsed_s,
    run: (given: { [name: string]: unknown }) => void run(given),
    cancel: () => running.current?.abort(),
    show: (past: PastRun) => setEnding({ kind: 'ran', past }),
  }
}

function useWallLimit(): number | undefined {
  const client = useApi()
  const { data } = useQuery({
    queryKey: ['script-limits'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => client.call('GET /api/v2/script-limits', { signal }),
  })
  return data?.wall_ms
}
