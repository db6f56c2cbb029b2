/** Every metric of Ferry's own; the table of the documentation is made from this. @module */

/** One metric. Labels hold ids and codes only, and each has a bounded set of values. */
interface MetricDefinition {
  name: string
  type: 'counter' | 'gauge' | 'histogram'
  help: string
  labels: readonly string[]
  /** Of a histogram: upper bounds, in seconds. */
  buckets?: readonly number[]
}

const SCRIPT_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20]
const HASH_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
const STORE_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5]
const HTTP_SECONDS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10]

export const METRICS = {
  logins: {
    name: 'ferry_logins_total',
    type: 'counter',
    help:
      'Sign-ins with a password: success, migrated (a success that imported the user), denied, validation, unauthorized, failed, ' +
      'blocked, unavailable, refused (too many attempts), error.',
    labels: ['tenant', 'connection', 'outcome'],
  },
  migrations: {
    name: 'ferry_migrations_total',
    type: 'counter',
    help: 'Users that were migrated, by what migrated them: login or reset.',
    labels: ['tenant', 'connection', 'by'],
  },
  scriptRuns: {
    name: 'ferry_script_runs_total',
    type: 'counter',
    help: 'Runs of action scripts: value, none, rejection, error, or the code of the failure; purpose is live or test.',
    labels: ['tenant', 'connection', 'action', 'purpose', 'outcome'],
  },
  scriptSeconds: {
    name: 'ferry_script_duration_seconds',
    type: 'histogram',
    help: 'Time of runs of scripts, with the wait for a place.',
    labels: ['action'],
    buckets: SCRIPT_SECONDS,
  },
  runnerStarts: {
    name: 'ferry_runner_starts_total',
    type: 'counter',
    help: 'Runner processes that became ready.',
    labels: [],
  },
  runnerKills: {
    name: 'ferry_runner_kills_total',
    type: 'counter',
    help: 'Runner processes that Ferry ended, by why.',
    labels: ['reason'],
  },
  runnerExits: {
    name: 'ferry_runner_exits_total',
    type: 'counter',
    help: 'Runner processes that have ended, for any reason.',
    labels: [],
  },
  circuits: {
    name: 'ferry_circuits_opened_total',
    type: 'counter',
    help: 'Scripts that were suspended because they kept making their runner fail.',
    labels: [],
  },
  queueRunning: {
    name: 'ferry_queue_running',
    type: 'gauge',
    help: 'What is being worked on, by kind of work.',
    labels: ['queue'],
  },
  queueWaiting: {
    name: 'ferry_queue_waiting',
    type: 'gauge',
    help: 'What waits for its turn, in the same queues.',
    labels: ['queue'],
  },
  runners: {
    name: 'ferry_runners',
    type: 'gauge',
    help: 'Runner processes that are alive.',
    labels: [],
  },
  hashWait: {
    name: 'ferry_hash_wait_seconds',
    type: 'histogram',
    help: 'Time that password hashes waited for a core.',
    labels: [],
    buckets: HASH_SECONDS,
  },
  hashSeconds: {
    name: 'ferry_hash_duration_seconds',
    type: 'histogram',
    help: 'Time that password hashes took, without the wait.',
    labels: [],
    buckets: HASH_SECONDS,
  },
  storeSeconds: {
    name: 'ferry_store_duration_seconds',
    type: 'histogram',
    help: 'Time of operations of the store.',
    labels: ['operation'],
    buckets: STORE_SECONDS,
  },
  storeErrors: {
    name: 'ferry_store_errors_total',
    type: 'counter',
    help: 'Operations of the store that failed.',
    labels: ['operation'],
  },
  mailTries: {
    name: 'ferry_mail_tries_total',
    type: 'counter',
    help: 'Attempts to deliver an email: delivered or failed.',
    labels: ['outcome'],
  },
  httpRequests: {
    name: 'ferry_http_requests_total',
    type: 'counter',
    help: 'Requests, by template of the path and class of the status; 4xx has callers that hung up, too.',
    labels: ['method', 'route', 'status'],
  },
  httpSeconds: {
    name: 'ferry_http_duration_seconds',
    type: 'histogram',
    help: 'Time of requests until their answer was sent.',
    labels: ['method', 'route'],
    buckets: HTTP_SECONDS,
  },
} as const satisfies { [key: string]: MetricDefinition }

export type MetricKey = keyof typeof METRICS

/** Metrics of one type. */
export type KeyOf<Type extends MetricDefinition['type']> = {
  [K in MetricKey]: (typeof METRICS)[K]['type'] extends Type ? K : never
}[MetricKey]

/** The labels of a metric, by name. */
export type LabelsOf<K extends MetricKey> = { [L in (typeof METRICS)[K]['labels'][number]]: string }
