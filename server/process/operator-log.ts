/** The operator's log of this process, and what becomes of everything else that the process says. @module */
import { readLogSettings } from '../common/config.ts'
import type { Log, LogFormat, ServerLog } from '../common/log.ts'
import { createLog } from '../common/log.ts'
import { createLineWriter } from '../common/log-stream.ts'

/** Log and format of a process. */
export interface OperatorLog {
  log: ServerLog
  /** Always of level `info`: for what is told once, and for the answer of a command. */
  told: Log
  format: LogFormat
}

/**
 * Opens the log on standard output. In JSON nothing else is written: Node's warnings and what nothing caught become entries.
 */
export function openOperatorLog(): OperatorLog {
  const { level, format = process.stdout.isTTY ? 'text' : 'json' } = readLogSettings()
  const write = createLineWriter(process.stdout, (dropped) => {
    let line = ''
    const summary = createLog(
      (text) => {
        line = text
      },
      { format },
    )
    summary.warn('log_lines_dropped', { lines: dropped })
    return line
  })
  const log = createLog(write, { level, format })
  const told = createLog(write, { format })
  // Whoever reads the output may go away; the server stays (R9).
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  // The listener that Node begins with writes them as prose.
  process.removeAllListeners('warning')
  process.on('warning', (warning) =>
    log.warn('node_warning', { name: warning.name, message: warning.message }),
  )
  process.on('uncaughtException', (error) => {
    log.error('uncaught_exception', error)
    process.exit(1)
  })
  return { log, told, format }
}

/**
 * Writes what a command answers: as it is, because people read it; as one entry if the operator asks for JSON by
 * `FERRY_LOG_FORMAT`.
 *
 * @param answer.stream for the text; default standard output
 */
export function tellAnswer(
  event: string,
  { text, is_ok, stream = process.stdout }: { text: string; is_ok: boolean; stream?: NodeJS.WriteStream },
): void {
  if (readLogSettings().format !== 'json') {
    stream.write(text)
    return
  }
  const told = createLog((line) => process.stdout.write(line))
  if (is_ok) told.info(event, { text })
  else told.error(event, undefined, { text })
}
