/** The metrics of this process, kept by prom-client. @module */
import type { Counter, Gauge, Histogram } from 'prom-client'
import type { ConnectionLabels } from './connection-labels.ts'
import type { KeyOf, LabelsOf, MetricKey } from './definitions.ts'
import { METRICS } from './definitions.ts'

/** Work that has a limited number of places. */
export interface QueueStats {
  running: number
  queued: number
}

/** Counts and measures. */
export interface Meters {
  count<K extends KeyOf<'counter'>>(key: K, labels: LabelsOf<K>): void
  /** @param began of `performance.now()` */
  observeSince<K extends KeyOf<'histogram'>>(key: K, labels: LabelsOf<K>, began: number): void
  /** @param stats read at each scrape */
  watchQueue(queue: string, stats: () => QueueStats): void
  /** @param count read at each scrape */
  watchRunners(count: () => number): void
  /** Removes every series of a connection. */
  forget(labels: ConnectionLabels): void
  /** @returns all metrics in the text format of Prometheus, 0.0.4, with those of Node and of the process */
  text(): Promise<string>
  content_type: string
}

/** Loads prom-client, which is only paid for when metrics are wanted. */
export async function openMeters(): Promise<Meters> {
  const prometheus = (await import('prom-client')).default
  const registry = new prometheus.Registry()
  prometheus.collectDefaultMetrics({ register: registry })
  const queues = new Map<string, () => QueueStats>()
  let countRunners = (): number => 0
  const read: { readonly [K in KeyOf<'gauge'>]: (gauge: Gauge) => void } = {
    queueRunning: (gauge) => {
      for (const [queue, stats] of queues) gauge.set({ queue }, stats().running)
    },
    queueWaiting: (gauge) => {
      for (const [queue, stats] of queues) gauge.set({ queue }, stats().queued)
    },
    runners: (gauge) => gauge.set(countRunners()),
  }
  const counters = new Map<MetricKey, Counter>()
  const histograms = new Map<MetricKey, Histogram>()
  for (const [name, definition] of Object.entries(METRICS)) {
    const key = name as MetricKey
    const shape = {
      name: definition.name,
      help: definition.help,
      labelNames: [...definition.labels],
      registers: [registry],
    }
    switch (definition.type) {
      case 'counter':
        counters.set(key, new prometheus.Counter(shape))
        break
      case 'histogram':
        histograms.set(key, new prometheus.Histogram({ ...shape, buckets: [...definition.buckets] }))
        break
      case 'gauge': {
        const collect = read[key as KeyOf<'gauge'>]
        new prometheus.Gauge({
          ...shape,
          collect() {
            collect(this)
          },
        })
      }
    }
  }
  const ofConnections = Object.entries(METRICS)
    .filter(([, { labels }]) => (labels as readonly string[]).includes('connection'))
    .flatMap(([key]) => counters.get(key as MetricKey) ?? [])

  return {
    content_type: registry.contentType,
    count: (key, labels) => counters.get(key)?.inc(labels),
    observeSince: (key, labels, began) =>
      histograms.get(key)?.observe(labels, (performance.now() - began) / 1000),
    watchQueue(queue, stats) {
      queues.set(queue, stats)
    },
    watchRunners(count) {
      countRunners = count
    },
    forget({ connection }) {
      for (const counter of ofConnections) {
        void counter.get().then(({ values }) => {
          for (const { labels } of values) if (labels.connection === connection) counter.remove(labels)
        })
      }
    },
    text: () => registry.metrics(),
  }
}
