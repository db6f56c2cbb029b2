/**
 * A program that measures from outside how long a server's event loop was blocked: it asks `/healthz` all the time, and
 * beside it a control process that does nothing else, so that a busy machine is not taken for a blocked server.
 *
 * Started by `startLoopWatch` of `loop-watch.ts`, whose messages it answers.
 * @module
 */
import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Agent, createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LoopReport, ProberOrder } from './loop-watch.ts'

/** Between two questions. */
const EVERY_MS = 5

/** Answers of the control that are compared with; the longest question is shorter. */
const KEPT_MS = 120_000

/** Times of one question, in ms of `performance.now()`. */
interface Sample {
  began: number
  ended: number
}

const CONTROL = 'control'

const agent = new Agent({ keepAlive: true })

if (process.argv[2] === CONTROL) serveControl()
else await probe()

/** The control process: answers as little as can be. */
function serveControl(): void {
  const server = createServer((_request, response) => response.end('ok'))
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
  process.on('disconnect', () => process.exit(0))
}

async function probe(): Promise<void> {
  const control = fork(import.meta.filename, [CONTROL])
  const port = await new Promise<number>((resolve) => control.once('message', resolve))
  const controlSamples: Sample[] = []
  let report = emptyReport()
  /** Undefined between two servers. */
  let target: { url: string; pid: number } | undefined

  void repeat(async () => {
    const sample = await ask(`http://127.0.0.1:${port}/`)
    if (!sample) return
    controlSamples.push(sample)
    report.control_ms = Math.max(report.control_ms, sample.ended - sample.began)
    while ((controlSamples[0]?.ended ?? sample.ended) < sample.ended - KEPT_MS) controlSamples.shift()
  })
  let asking: Promise<void> = Promise.resolve()
  void repeat(() => {
    asking = askServer()
    return asking
  })

  async function askServer(): Promise<void> {
    const asked = target
    if (!asked) return
    const waited_before = runQueueWait(asked.pid)
    const sample = await ask(`${asked.url}/healthz`)
    // A server that was ended in between tells nothing.
    if (!sample || asked !== target) return
    const took = sample.ended - sample.began
    report.questions += 1
    report.longest_ms = Math.max(report.longest_ms, took)
    if (took <= report.beyond_ms) return
    // The control's question of the same time may end a little later.
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS * 4))
    const excuse = Math.max(longestBeside(sample, controlSamples), runQueueWait(asked.pid) - waited_before)
    report.beyond_ms = Math.max(report.beyond_ms, took - excuse)
  }

  process.on('message', (order: ProberOrder) => {
    switch (order.kind) {
      case 'watch':
        target = { url: order.url, pid: order.pid }
        break
      case 'pause':
        target = undefined
        break
      case 'report':
        // With the question under way, which may be the slow one.
        void asking.then(() => {
          const taken: LoopReport = report
          report = emptyReport()
          process.send?.(taken)
        })
        break
    }
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.('ready')
}

function emptyReport(): LoopReport {
  return { questions: 0, longest_ms: 0, control_ms: 0, beyond_ms: 0 }
}

async function repeat(work: () => Promise<void>): Promise<never> {
  for (;;) {
    await work()
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
}

/** @returns undefined when there was no answer */
function ask(url: string): Promise<Sample | undefined> {
  const began = performance.now()
  return new Promise((resolve) => {
    const asked = get(url, { agent }, (response) => {
      response.resume()
      response.once('end', () => resolve({ began, ended: performance.now() }))
      response.once('error', () => resolve(undefined))
    })
    asked.once('error', () => resolve(undefined))
  })
}

/** @returns ms of the longest question to the control during another one */
function longestBeside({ began, ended }: Sample, samples: readonly Sample[]): number {
  return samples
    .filter((other) => other.ended >= began && other.began <= ended)
    .reduce((longest, other) => Math.max(longest, other.ended - other.began), 0)
}

/** @returns ms that the main thread was ready to run and had no processor, since its start; 0 where nobody tells (not Linux) */
function runQueueWait(pid: number): number {
  try {
    const [, waited_ns = '0'] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')
    return Number(waited_ns) / 1e6
  } catch {
    return 0
  }
}
