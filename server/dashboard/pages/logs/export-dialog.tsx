/** Downloads the entries that match the filters. @module */
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ApiClient } from '../../api/client.ts'
import { useApi } from '../../api/context.tsx'
import type { LogEntry } from '../../api/logs.ts'
import { readEntries } from '../../api/logs.ts'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/select.tsx'
import type { ExportFormat } from './export-file.ts'
import { exportText } from './export-file.ts'
import { logsText } from './text.ts'

const says = logsText.exporting

/** More would be too much for one tab; an exporter reads the API. */
const MOST = 10_000
const AT_ONCE = 100

const TYPES = { csv: 'text/csv;charset=utf-8', jsonl: 'application/x-ndjson' } as const

/** @param props.q the search of the list */
export function ExportDialog({ q, onClose }: { q: string; onClose: () => void }) {
  const client = useApi()
  const [format, setFormat] = useState<ExportFormat>('csv')
  const [count, setCount] = useState(0)
  const stopping = useRef<AbortController>(undefined)
  useEffect(() => () => stopping.current?.abort(), [])
  const reading = useMutation({
    mutationFn: async () => {
      const controller = new AbortController()
      stopping.current = controller
      setCount(0)
      const entries = await readAll(client, q, controller.signal, setCount)
      save(exportText(entries, format), format)
      return { count: entries.length, isFull: entries.length === MOST }
    },
  })
  const isStopped = reading.error instanceof DOMException && reading.error.name === 'AbortError'
  return (
    <Dialog open onClose={onClose} title={says.title} description={says.description(MOST)}>
      <div className="stack">
        <Select<ExportFormat>
          label={says.format}
          choices={[
            { value: 'csv', label: says.formats.csv },
            { value: 'jsonl', label: says.formats.jsonl },
          ]}
          value={format}
          onChange={setFormat}
        />
        <p className="small muted" role="status">
          {reading.isPending && says.progress(count)}
        </p>
        {reading.error && !isStopped && <Problem error={reading.error} />}
        {reading.data && (
          <Banner
            tone={reading.data.isFull ? 'warn' : 'ok'}
            live
            title={reading.data.isFull ? says.full(MOST) : says.done(reading.data.count)}
          />
        )}
        <div className="row end">
          {reading.isPending ? (
            <Button onClick={() => stopping.current?.abort()}>{says.stop}</Button>
          ) : (
            <Button onClick={onClose}>{says.cancel}</Button>
          )}
          <Button variant="primary" writes busy={reading.isPending} onClick={() => reading.mutate()}>
            {says.submit}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

/** @throws the browser's `AbortError` when it was stopped */
async function readAll(
  client: ApiClient,
  q: string,
  signal: AbortSignal,
  onProgress: (count: number) => void,
): Promise<LogEntry[]> {
  const entries: LogEntry[] = []
  for (;;) {
    const size = Math.min(AT_ONCE, MOST - entries.length)
    const page = await readEntries(client, q, { size, before: entries.at(-1)?.log_id, signal })
    entries.push(...page)
    onProgress(entries.length)
    if (page.length < size || entries.length >= MOST) return entries
  }
}

function save(text: string, format: ExportFormat): void {
  const url = URL.createObjectURL(new Blob([text], { type: TYPES[format] }))
  const link = document.createElement('a')
  link.href = url
  link.download = `ferry-logs-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.${format}`
  link.click()
  URL.revokeObjectURL(url)
}
