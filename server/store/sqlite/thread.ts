/** A thread of the store: the writer, or a reader for reads that may take long. @module */
import type { MessagePort } from 'node:worker_threads'
import { parentPort, workerData } from 'node:worker_threads'
import { BadMark, ReadTooSlow, StoreUnavailable } from '../contract/errors.ts'
import type { Operation } from '../engine/operation.ts'
import { SCANS, WRITES } from '../operations/index.ts'
import type { Database } from './database.ts'
import { openDatabase } from './database.ts'
import { toStoreError } from './failures.ts'
import type { Settled } from './group-commit.ts'
import { commitGroup } from './group-commit.ts'
import type { Answer, Report, Request, ThreadData } from './messages.ts'

if (parentPort) serve(parentPort, workerData)

function serve(port: MessagePort, { role, database, limit_ms }: ThreadData): void {
  const db = openDatabase(database, { read_only: role === 'reader', limit_ms })
  const report = (message: Report) => port.postMessage(message)
  const take = role === 'writer' ? createWriter(db, report) : createReader(db, report)

  port.on('message', (request: Request) => {
    switch (request.kind) {
      case 'run':
        take(request)
        break
      case 'close':
        // After a group that may be waiting.
        setImmediate(() => {
          db.close()
          port.close()
        })
    }
  })
  report({ kind: 'open' })
}

type Run = Extract<Request, { kind: 'run' }>

/** Collects the requests that arrive in one turn of the event loop, then commits them together. */
function createWriter(db: Database, report: (message: Report) => void): (request: Run) => void {
  let group: Run[] = []
  const flush = () => {
    const requests = group
    group = []
    const settled = commitGroup(
      db,
      requests.map((request) => () => operationOf(WRITES, request)),
    )
    report({
      kind: 'answers',
      answers: settled.map((end, index) => toAnswer(requests[index]?.id ?? -1, end)),
    })
  }
  return (request) => {
    if (group.length === 0) setImmediate(flush)
    group.push(request)
  }
}

function createReader(db: Database, report: (message: Report) => void): (request: Run) => void {
  return (request) => {
    report({ kind: 'answers', answers: [toAnswer(request.id, readOne(db, request))] })
  }
}

function readOne(db: Database, request: Run): Settled {
  try {
    return { kind: 'done', value: db.read(operationOf(SCANS, request)) }
  } catch (error) {
    return { kind: 'failed', error: toStoreError(error) }
  }
}

/** The types of the caller's side have checked name and arguments; messages between threads carry no types. */
function operationOf(table: object, { name, args }: Run): Operation<unknown> {
  const operations = table as Record<string, (...args: readonly unknown[]) => Operation<unknown>>
  const operation = operations[name]
  if (!operation) throw new Error(`The store has no operation ${name}.`)
  return operation(...args)
}

function toAnswer(id: number, end: Settled): Answer {
  switch (end.kind) {
    case 'done':
      return { id, kind: 'done', value: end.value }
    case 'failed':
      return { id, kind: 'failed', error: nameOf(end.error), message: end.error.message }
  }
}

function nameOf(error: Error): Extract<Answer, { kind: 'failed' }>['error'] {
  if (error instanceof ReadTooSlow) return 'too_slow'
  if (error instanceof StoreUnavailable) return 'unavailable'
  return error instanceof BadMark ? 'bad_mark' : 'fault'
}
