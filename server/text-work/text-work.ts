/**
 * Parses, compares and renders tenants' texts outside the server's process, in workers that are killed at a deadline.
 * Tenants share the workers fairly, and results are cached.
 *
 * @module
 */
import { hash } from 'node:crypto'
import type { Action, Advice, AdviceRequest, ScriptReading, WorkerPool } from '../../runtime/index.ts'
import { createWorkerPool, JobStoppedError, QueueFullError } from '../../runtime/index.ts'
import type { GivenNames, RenameResult, Template } from '../../templates/index.ts'
import { ApiError } from '../common/errors.ts'
import type { LineCounts } from './line-counts.ts'
import type { RenderedMail, TemplateProblem, TemplateTexts, TemplateValues } from './mail-template.ts'
import { createMemory } from './memory.ts'
import type { StoreKind } from './store-kinds.ts'
import type { TextJobs } from './worker.ts'

/**
 * Jobs of tenants. All but `renderMailTemplate` throw {ApiError} temporarily_unavailable when the tenant has too many of
 * them.
 */
export interface TextWork {
  /** @returns `too_long` when reading the text was stopped */
  readScript(tenant_id: string, action: Action, source: string): Promise<ScriptReading | 'too_long'>
  /**
   * @param key of the script and its revision
   * @returns undefined for a text without code, and for one that takes too long
   */
  storeKind(tenant_id: string, key: string, login_source: string): Promise<StoreKind | undefined>
  /** @returns the findings; when parsing takes too long, one finding about that */
  advise(tenant_id: string, request: AdviceRequest): Promise<Advice[]>
  /** @param key of the two texts, which are read only when the result is not cached */
  countLines(
    tenant_id: string,
    key: string,
    read: () => Promise<{ before: string; after: string }>,
  ): Promise<LineCounts>
  /** Renames tables and columns of Ferry's own templates. */
  renameTemplate(tenant_id: string, template: Template, given: GivenNames): Promise<RenameResult>
  /** @returns why the mail template cannot be saved; undefined when it can */
  checkMailTemplate(tenant_id: string, texts: TemplateTexts): Promise<TemplateProblem | undefined>
  /** Waits behind the tenant's other jobs. */
  renderMailTemplate(
    tenant_id: string,
    texts: TemplateTexts,
    values: TemplateValues,
  ): Promise<{ kind: 'rendered'; mail: RenderedMail } | { kind: 'failed'; reason: string }>
  stats: WorkerPool<TextJobs>['stats']
  close(): Promise<void>
}

/** A job can use a worker until its deadline; the other worker is left for the other tenants. */
const WORKERS = 2
const RUNNING_PER_TENANT = 1
const WAITING_PER_TENANT = 100
const HEAP_MB = 128
/** A script of 100 KB takes 200 ms on a slow core. */
const DEADLINE_MS = 2_000
/** Deadline of jobs that a caller waits for. */
const WAIT_MS = 10_000
/** Deadline of mails. */
const MAIL_WAIT_MS = 60_000
const RETRY_AFTER_S = 2
/** Size of the cache of each kind of result, for all tenants. */
const KEPT_CHARACTERS = 4_000_000
/** A job that took too long may have met a busy machine, so it is tried again later. */
const TOO_LONG_MS = 60_000

/** The finding for a text that was not read. */
export const TOO_LONG =
  'it takes too long to read: look for regular expressions with very many named groups, or make it shorter'
const TEMPLATE_TOO_LONG = 'it takes too long, or too much memory, to render'

/** Creates the pool; its first job starts a worker. */
export function createTextWork(): TextWork {
  const pool = createWorkerPool<TextJobs>({
    entry: new URL('./worker.ts', import.meta.url),
    workers: WORKERS,
    running_per_owner: RUNNING_PER_TENANT,
    waiting_per_owner: WAITING_PER_TENANT,
    heap_mb: HEAP_MB,
  })
  const asked = { deadline_ms: DEADLINE_MS, wait_ms: WAIT_MS }
  const memory = <V>() =>
    createMemory<V | 'too_long'>({
      most_characters: KEPT_CHARACTERS,
      sizeOf: (value) => JSON.stringify(value ?? null).length,
      keep_ms: (value) => (value === 'too_long' ? TOO_LONG_MS : Number.POSITIVE_INFINITY),
    })
  const readings = memory<ScriptReading>()
  const kinds = memory<StoreKind | undefined>()
  const advices = memory<Advice[]>()
  const counts = memory<LineCounts>()

  return {
    readScript: (tenant_id, action, source) =>
      readings.recall(tenant_id, `${action} ${textKey(source)}`, () =>
        orTooLong(pool.run(tenant_id, 'readScript', { action, source }, asked)),
      ),
    async storeKind(tenant_id, key, login_source) {
      const kind = await kinds.recall(tenant_id, key, () =>
        orTooLong(pool.run(tenant_id, 'storeKind', login_source, asked)),
      )
      return kind === 'too_long' ? undefined : kind
    },
    async advise(tenant_id, request) {
      const advice = await advices.recall(tenant_id, textKey(JSON.stringify(request)), () =>
        orTooLong(pool.run(tenant_id, 'advise', request, asked)),
      )
      return advice === 'too_long' ? [TOO_LONG_FINDING] : advice
    },
    async countLines(tenant_id, key, read) {
      const counted = await counts.recall(tenant_id, key, async () =>
        orTooLong(pool.run(tenant_id, 'countLines', await read(), asked)),
      )
      return inTime(counted)
    },
    renameTemplate: async (tenant_id, template, given) =>
      inTime(await orTooLong(pool.run(tenant_id, 'renameTemplate', { template, given }, asked))),
    async checkMailTemplate(tenant_id, texts) {
      const checked = await orTooLong(pool.run(tenant_id, 'checkMailTemplate', texts, asked))
      return checked === 'too_long'
        ? { part: 'body', message: TEMPLATE_TOO_LONG, line: 1, column: 1 }
        : checked
    },
    async renderMailTemplate(tenant_id, texts, values) {
      const options = { deadline_ms: DEADLINE_MS, wait_ms: MAIL_WAIT_MS, later: true }
      try {
        const rendered = await pool.run(tenant_id, 'renderMailTemplate', { texts, values }, options)
        if (rendered.kind === 'rendered') return rendered
        const { part, line, message } = rendered.problem
        return { kind: 'failed', reason: `${part}, line ${line}: ${message}` }
      } catch (error) {
        if (error instanceof JobStoppedError) return { kind: 'failed', reason: TEMPLATE_TOO_LONG }
        if (error instanceof QueueFullError) return { kind: 'failed', reason: 'too many mails wait' }
        throw error
      }
    },
    stats: pool.stats,
    close: pool.close,
  }
}

/** @returns the cache key of a text */
export function textKey(text: string): string {
  return hash('sha256', text, 'base64')
}

/** @throws {ApiError} temporarily_unavailable */
async function orTooLong<V>(job: Promise<V>): Promise<V | 'too_long'> {
  try {
    return await job
  } catch (error) {
    if (error instanceof JobStoppedError) return 'too_long'
    if (error instanceof QueueFullError) throw overloaded()
    throw error
  }
}

/** This work is bounded; it takes too long only on an overloaded machine. */
function inTime<V>(value: V | 'too_long'): V {
  if (value === 'too_long') throw overloaded()
  return value
}

function overloaded(): ApiError {
  return new ApiError('temporarily_unavailable', undefined, { retry_after_s: RETRY_AFTER_S })
}

const TOO_LONG_FINDING: Advice = {
  rule: 'not-read',
  severity: 'info',
  line: 1,
  column: 1,
  end_line: 1,
  end_column: 1,
  message: `There is no advice on this text: ${TOO_LONG}.`,
}
