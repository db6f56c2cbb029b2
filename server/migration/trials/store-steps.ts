/** What a run shows about the way to a legacy store: the steps that succeeded, and the one that failed. @module */
import type { ScriptOutcome, ScriptRun, TraceEvent } from '../../../runtime/index.ts'

/** From the name of the host to the answer, in order. */
export const STORE_STEPS = ['name', 'address', 'encryption', 'credentials', 'query'] as const

type StepId = (typeof STORE_STEPS)[number]

/** One step. `ok`: null when it was not reached, or was not needed. */
export interface StoreStep {
  id: StepId
  ok: boolean | null
  detail: string
}

type Run = Pick<ScriptRun, 'outcome' | 'trace'>
type Failure = Extract<ScriptOutcome, { kind: 'failure' }>

const KINDS = { name: 'dns', address: 'connect', encryption: 'tls' } as const

const NO_NAME = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'ENODATA', 'ESERVFAIL'])
const NO_DATABASE = new Set(['ER_BAD_DB_ERROR', 'ER_DBACCESS_DENIED_ERROR', '3D000'])
const CERTIFICATE =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_|HANDSHAKE_|EPROTO$)/

/** @returns all of `STORE_STEPS`; the store answered when none of them has `ok: false` and the last one has `ok: true` */
export function storeSteps(run: Run): StoreStep[] {
  const failure = failureOf(run)
  const broken = failure && brokenStep(failure, run.trace)
  const end = broken === undefined ? STORE_STEPS.length : STORE_STEPS.indexOf(broken)
  return STORE_STEPS.map((id, index) => {
    if (failure && index === end) return { id, ok: false, detail: whatToChange(id, failure, run.trace) }
    if (index > end) return { id, ok: null, detail: 'Not reached.' }
    return passed(id, run.trace, failure)
  })
}

/** A denial is an answer of the store: the person of the test does not exist. */
function failureOf({ outcome, trace }: Run): Failure | undefined {
  switch (outcome.kind) {
    case 'failure':
      return outcome
    case 'value':
    case 'none':
      return undefined
    case 'rejection':
      if (outcome.class === 'WrongUsernameOrPasswordError') return undefined
      if (outcome.class === 'ValidationError' && trace.length > 0) return undefined
      return { kind: 'failure', code: 'script_error', message: outcome.message }
  }
}

const lastOf = (trace: readonly TraceEvent[], id: StepId): TraceEvent | undefined =>
  id in KINDS ? trace.findLast(({ kind }) => kind === KINDS[id as keyof typeof KINDS]) : undefined

function brokenStep({ code, error_code = '', store_fault }: Failure, trace: readonly TraceEvent[]): StepId {
  if (code === 'network_blocked') return 'address'
  const unfinished = (['encryption', 'address', 'name'] as const).find((id) => {
    const event = lastOf(trace, id)
    return event !== undefined && event.outcome !== 'ok'
  })
  if (unfinished) return unfinished
  if (NO_NAME.has(error_code)) return 'name'
  if (CERTIFICATE.test(error_code)) return 'encryption'
  if (store_fault === 'login') return 'credentials'
  const isConnected = lastOf(trace, 'address') !== undefined
  const isLate = store_fault === 'timeout' || code === 'script_timeout' || code === 'legacy_unavailable'
  return !isConnected && (isLate || store_fault === 'connect') ? 'address' : 'query'
}

function passed(id: StepId, trace: readonly TraceEvent[], failure: Failure | undefined): StoreStep {
  const event = lastOf(trace, id)
  const place = event ? `${event.host}${event.port === undefined ? '' : `:${event.port}`}` : ''
  switch (id) {
    case 'name':
      return event
        ? { id, ok: true, detail: `${event.host} has an address.` }
        : { id, ok: null, detail: 'No name had to be looked up.' }
    case 'address':
      return event
        ? { id, ok: true, detail: `${place} accepted a connection.` }
        : { id, ok: null, detail: 'The script opened no connection.' }
    case 'encryption':
      return event
        ? { id, ok: true, detail: 'The connection is encrypted.' }
        : { id, ok: null, detail: 'The connection is not encrypted by TLS, as far as the run shows.' }
    case 'credentials': {
      const accepted = failure === undefined ? trace.length > 0 : provesCredentials(failure)
      return accepted
        ? { id, ok: true, detail: 'The store accepted the credentials.' }
        : { id, ok: null, detail: 'The run does not show whether the store accepts the credentials.' }
    }
    case 'query':
      return trace.length > 0
        ? { id, ok: true, detail: 'The store answered the question for a person who does not exist.' }
        : { id, ok: null, detail: 'The script used no network, so that no store was tested.' }
  }
}

/** A store that complains about a query has accepted the credentials before. */
const provesCredentials = ({ store_fault, error_code = '' }: Failure): boolean =>
  store_fault === 'syntax' || store_fault === 'permission' || NO_DATABASE.has(error_code)

function whatToChange(id: StepId, failure: Failure, trace: readonly TraceEvent[]): string {
  const { code, error_code = '', store_fault } = failure
  const event = lastOf(trace, id)
  const host = event?.host ?? 'the host'
  const place = event?.port === undefined ? host : `${host}:${event.port}`
  const said = sentence(failure.message)
  switch (id) {
    case 'name':
      return `No address was found for ${host}. Check the name of the host for typing errors. A name of your own network must be known to the DNS server that Ferry asks.`
    case 'address':
      if (code === 'network_blocked') return said
      if (error_code === 'ECONNREFUSED' || event?.outcome === 'ECONNREFUSED') {
        return `Nothing accepts connections at ${place}. Check host and port, and that the store listens for other machines.`
      }
      if (error_code === 'ETIMEDOUT' || store_fault === 'timeout' || code === 'script_timeout') {
        return `No answer came from ${place} in time. Check host and port, and whether a firewall between Ferry and the store drops the connection.`
      }
      return around(`No connection to ${place} could be opened.`, said, 'Check host and port.')
    case 'encryption':
      return around(
        'The encrypted connection could not be opened.',
        said,
        'Check the certificate of the authority, and that the host has the name that its certificate names.',
      )
    case 'credentials':
      return around(
        'The store refused the credentials.',
        said,
        'Check user and password, and that this user may sign in from the machine on which Ferry runs.',
      )
    case 'query':
      if (NO_DATABASE.has(error_code)) return around(said, 'Check the name of the database.')
      if (store_fault === 'permission') {
        return around('The user may not read the table.', said, 'Give it the right to read, in the database.')
      }
      if (store_fault === 'syntax') {
        return around(
          'The store did not understand the query.',
          said,
          'Check the names of table and columns in the script.',
        )
      }
      return around('The script failed.', said)
  }
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

function sentence(text: string): string {
  const whole = capital(text.trim())
  return whole.endsWith('.') ? whole : `${whole}.`
}

const around = (...sentences: string[]): string => sentences.join(' ')
