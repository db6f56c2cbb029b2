/**
 * What attacks have in common: a real server, counts of what was tried and refused, and the longest block of the server's
 * event loop. `npm run test:security` prints the counts of each file at its end.
 * @module
 */
import type { OutgoingHttpHeaders } from 'node:http'
import { request } from 'node:http'
import { afterAll, beforeAll } from 'vitest'
import type { Ferry, ProcessLimits } from './ferry-process.ts'
import { startFerry } from './ferry-process.ts'
import type { Answer, Call } from './http-call.ts'
import type { LoopReport, LoopWatch } from './loop-watch.ts'
import { startLoopWatch } from './loop-watch.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** Of a file of attacks; for the report. */
    attacks?: AttackCounts
  }
}

/** No text of a tenant or stranger may block the event loop for longer. */
const LONGEST_BLOCK_MS = 250

/** What a file of attacks has tried. */
export interface AttackCounts {
  attempts: number
  /** Answered 4xx, or by a declared 503; for attacks below HTTP: ended as documented. */
  refused: number
  /** Answered 2xx or 3xx, as some attacks may be. */
  taken: number
  /** Connections that were ended without an answer. */
  cut: number
  /** Answered 5xx, other than by a declared 503. */
  faults: number
  /** Undefined where no process of its own is attacked. */
  loop: LoopReport | undefined
}

/** Counts attacks of one file. */
export interface Counter {
  readonly counts: AttackCounts
  /** @returns the answer, counted */
  count<T extends Answer>(answer: T): T
  /** For attacks that are no HTTP request. */
  countAs(end: 'refused' | 'taken' | 'cut', times?: number): void
}

/** A server under attack; the members are there from the first test on. */
export interface Attack extends Counter {
  readonly ferry: Ferry
  /** As `ferry.call`, counted; a connection that is cut counts as that, and throws. */
  send(path: string, call?: Call): Promise<Answer>
  /** Sends a GET, counted, and keeps nothing of the answer's body. @throws when there is no whole answer */
  download(
    path: string,
    call?: Pick<Call, 'headers' | 'local_address'>,
  ): Promise<{ status: number; bytes: number }>
  /** Restarts the server, without measuring meanwhile. */
  restart(work: (ferry: Ferry) => Promise<unknown>): Promise<void>
  /** @returns what was measured of the event loop since the last call, or since the start */
  measured(): Promise<LoopReport>
}

/** Counts the attacks of a file that starts its server, or none, itself. */
export function useAttackCounts(): Counter {
  const counter = createCounter()
  // biome-ignore lint/correctness/noEmptyPattern: vitest insists on a pattern, and the context is not needed
  afterAll(({}, { file }) => {
    file.meta.attacks = counter.counts
    if (counter.counts.faults > 0) throw new Error(faultsText(counter.counts))
  })
  return counter
}

/**
 * Starts a server before the first test of the file and ends it after the last. The file fails when an attack was answered
 * 5xx other than by a declared 503, or blocked the event loop for longer than 250 ms.
 *
 * @param environment added to what every test server gets
 */
export function useAttack(environment: { [name: string]: string } = {}, limits: ProcessLimits = {}): Attack {
  const counter = createCounter()
  let started: { ferry: Ferry; loop: LoopWatch } | undefined
  const running = (): { ferry: Ferry; loop: LoopWatch } => {
    if (!started) throw new Error('the server is there from the first test on, and not before')
    return started
  }

  async function measured(): Promise<LoopReport> {
    const report = await running().loop.report()
    counter.counts.loop = mergeReports(counter.counts.loop, report)
    return report
  }

  beforeAll(async () => {
    const loop = await startLoopWatch()
    const ferry = await startFerry(environment, limits)
    started = { ferry, loop }
    loop.watch(ferry.url, ferry.pid())
  })

  // biome-ignore lint/correctness/noEmptyPattern: vitest insists on a pattern, and the context is not needed
  afterAll(async ({}, { file }) => {
    if (!started) return
    await measured()
    await started.loop.stop()
    file.meta.attacks = counter.counts
    await started.ferry.close()
    const { faults, loop } = counter.counts
    if (faults > 0) throw new Error(faultsText(counter.counts))
    if (loop && loop.beyond_ms > LONGEST_BLOCK_MS) {
      throw new Error(
        `the event loop was blocked for ${Math.round(loop.beyond_ms)} ms more than the control process was; ` +
          `${LONGEST_BLOCK_MS} ms may be`,
      )
    }
  })

  return {
    ...counter,
    get ferry() {
      return running().ferry
    },
    async send(path, call) {
      try {
        return counter.count(await running().ferry.call(path, call))
      } catch (error) {
        counter.countAs('cut')
        throw error
      }
    },
    download: (path, call) => download(running().ferry.url + path, call, counter),
    async restart(work) {
      const { ferry, loop } = running()
      loop.pause()
      await work(ferry)
      loop.watch(ferry.url, ferry.pid())
    },
    measured,
  }
}

function download(
  url: string,
  { headers = {}, local_address }: Pick<Call, 'headers' | 'local_address'> = {},
  counter: Counter,
): Promise<{ status: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const local = local_address === undefined ? {} : { localAddress: local_address }
    const asked = request(url, { agent: false, headers: headers as OutgoingHttpHeaders, ...local })
    asked.once('error', (error) => {
      counter.countAs('cut')
      reject(error)
    })
    asked.once('response', (response) => {
      const { statusCode: status = 0, headers: answered } = response
      // The body of a refusal is not looked at: its code is taken for granted.
      counter.count({ status, headers: answered, text: '', body: { error: '' } })
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      response.once('end', () => resolve({ status, bytes }))
      response.once('error', reject)
    })
    asked.end()
  })
}

/** Counts, and judges nothing. */
export function createCounter(): Counter {
  const counts: AttackCounts = { attempts: 0, refused: 0, taken: 0, cut: 0, faults: 0, loop: undefined }
  const countAs = (end: 'refused' | 'taken' | 'cut' | 'faults', times = 1): void => {
    counts.attempts += times
    counts[end] += times
  }
  return {
    counts,
    countAs,
    count(answer) {
      if (answer.status < 400) countAs('taken')
      else if (answer.status < 500 || isDeclared(answer)) countAs('refused')
      else countAs('faults')
      return answer
    },
  }
}

/** A 503 that says when to come again is an answer of ours; every other 5xx is a fault. */
function isDeclared({ status, headers, body }: Answer): boolean {
  const hasBody = typeof body === 'object' && body !== null && ('error' in body || 'errorCode' in body)
  return status === 503 && headers['retry-after'] !== undefined && hasBody
}

function mergeReports(a: LoopReport | undefined, b: LoopReport): LoopReport {
  if (!a) return b
  return {
    questions: a.questions + b.questions,
    longest_ms: Math.max(a.longest_ms, b.longest_ms),
    control_ms: Math.max(a.control_ms, b.control_ms),
    beyond_ms: Math.max(a.beyond_ms, b.beyond_ms),
  }
}

function faultsText({ faults, attempts }: AttackCounts): string {
  return `${faults} of ${attempts} attacks were answered 5xx, and not by a 503 with Retry-After and an error code`
}
