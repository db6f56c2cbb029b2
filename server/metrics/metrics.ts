/** Metrics: the parts of the server, each with a face that counts what passes through it. @module */
import type { FairQueue, Runtime, RuntimeOptions } from '../../runtime/index.ts'
import type { Answered } from '../api/http/request-log.ts'
import type { Transport } from '../mail/transport.ts'
import type { FlowHub } from '../migration/flows.ts'
import type { Protection } from '../protection/protection.ts'
import type { Store } from '../store/contract.ts'
import { createLabelBook } from './connection-labels.ts'
import { measureFlows, measureProtection } from './measure-logins.ts'
import { measureRuntime } from './measure-runtime.ts'
import { measureStore } from './measure-store.ts'
import type { Meters, QueueStats } from './meters.ts'
import { openMeters } from './meters.ts'

type RuntimeEvent = Parameters<NonNullable<RuntimeOptions['on_event']>>[0]

/** Takes a part, and returns it with a face that counts. Without metrics it is the part itself, so that nothing is paid. */
export interface Metrics {
  store(part: Store): Store
  runtime(part: Runtime): Runtime
  flows(part: FlowHub): FlowHub
  protection(part: Protection): Protection
  hashes(part: FairQueue): FairQueue
  transport(part: Transport): Transport
  onRuntimeEvent(event: RuntimeEvent): void
  onAnswered: ((answered: Answered) => void) | undefined
  /** @param stats read at each scrape; for a pool of connections: those in use, and who waits for one */
  watchQueue(queue: string, stats: () => QueueStats): void
}

/** For a server without metrics. */
export const NO_METRICS: Metrics = {
  store: (part) => part,
  runtime: (part) => part,
  flows: (part) => part,
  protection: (part) => part,
  hashes: (part) => part,
  transport: (part) => part,
  onRuntimeEvent: () => undefined,
  onAnswered: undefined,
  watchQueue: () => undefined,
}

/** Metrics that are kept, and their text. */
export interface KeptMetrics extends Metrics, Pick<Meters, 'text' | 'content_type'> {}

/** Begins to keep metrics. */
export async function openMetrics(): Promise<KeptMetrics> {
  const meters = await openMeters()
  const labels = createLabelBook(meters.forget)
  return {
    content_type: meters.content_type,
    text: meters.text,
    store: (part) => measureStore(part, meters, labels),
    runtime: (part) => measureRuntime(part, meters, labels),
    flows: (part) => measureFlows(part, meters, labels),
    protection: (part) => measureProtection(part, meters, labels),
    hashes: (part) => measureHashes(part, meters),
    transport: (part) => measureTransport(part, meters),
    onRuntimeEvent: (event) => countEvent(event, meters),
    onAnswered({ method, route, status, duration_ms }) {
      meters.count('httpRequests', { method, route, status: `${Math.trunc(status / 100)}xx` })
      meters.observeSince('httpSeconds', { method, route }, performance.now() - duration_ms)
    },
    watchQueue: meters.watchQueue,
  }
}

function countEvent(event: RuntimeEvent, meters: Meters): void {
  switch (event.kind) {
    case 'runner_started':
      meters.count('runnerStarts', {})
      return
    case 'runner_killed':
      meters.count('runnerKills', { reason: event.reason })
      return
    case 'runner_exited':
      meters.count('runnerExits', {})
      return
    case 'circuit_opened':
      meters.count('circuits', {})
  }
}

function measureHashes(gate: FairQueue, meters: Meters): FairQueue {
  meters.watchQueue('hashes', gate.stats)
  return {
    ...gate,
    run(owner, work, entry) {
      const asked = performance.now()
      const measured = async (): ReturnType<typeof work> => {
        meters.observeSince('hashWait', {}, asked)
        const began = performance.now()
        try {
          return await work()
        } finally {
          meters.observeSince('hashSeconds', {}, began)
        }
      }
      return gate.run(owner, measured, entry)
    },
  }
}

function measureTransport(transport: Transport, meters: Meters): Transport {
  return {
    ...transport,
    async deliver(letter) {
      try {
        await transport.deliver(letter)
      } catch (error) {
        meters.count('mailTries', { outcome: 'failed' })
        throw error
      }
      meters.count('mailTries', { outcome: 'delivered' })
    },
  }
}
