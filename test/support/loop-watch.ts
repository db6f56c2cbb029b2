/** Measures from outside how long a server's event loop is blocked. @module */
import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** What was measured since the last report. */
export interface LoopReport {
  /** Questions to the server that were answered. */
  questions: number
  /** Slowest answer of the server. */
  longest_ms: number
  /** Slowest answer of the control process. */
  control_ms: number
  /** Longest block that neither the control's delay of the same time nor a want of processors explains. */
  beyond_ms: number
}

/** What the prober is told. */
export type ProberOrder = { kind: 'watch'; url: string; pid: number } | { kind: 'pause' } | { kind: 'report' }

/** A measurement under way. */
export interface LoopWatch {
  /** Begins with a server, or goes on with another one. */
  watch(url: string, pid: number): void
  /** Until the next `watch`: the server is ended and started. */
  pause(): void
  /** @returns what was measured since the last report */
  report(): Promise<LoopReport>
  stop(): Promise<void>
}

/** Starts the prober and its control process. */
export async function startLoopWatch(): Promise<LoopWatch> {
  const prober: ChildProcess = fork(join(import.meta.dirname, 'loop-prober.ts'), [], { execArgv: [] })
  await once(prober, 'message')
  const tell = (order: ProberOrder): void => {
    prober.send(order)
  }
  return {
    watch: (url, pid) => tell({ kind: 'watch', url, pid }),
    pause: () => tell({ kind: 'pause' }),
    async report() {
      const answered = once(prober, 'message')
      tell({ kind: 'report' })
      const [report] = (await answered) as [LoopReport]
      return report
    },
    async stop() {
      const exited = once(prober, 'exit')
      prober.disconnect()
      await exited
    },
  }
}
