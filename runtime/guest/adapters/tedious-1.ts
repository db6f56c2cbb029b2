/**
 * `tedious` 1, with what it had in version 0.1, as the global `sqlserver` of the first sandbox: `connect`, `Types`, rows
 * that are always collected, and columns by name.
 * @module
 */
import { callable } from './calling.ts'

/** The bundler's. */
declare function require(path: string): unknown

type Column = { metadata: { colName: string } }

interface Tedious {
  Connection: new (config: object) => object
  Request: new (...args: unknown[]) => { emit(event: string, ...args: unknown[]): boolean }
  TYPES: object
}

/** @returns the module as `require('tedious@1')` gives it, and the global `sqlserver` */
export function adapted(): unknown {
  const tedious = require('tedious-1') as Tedious
  class Connection extends tedious.Connection {
    constructor(config: { options?: object }) {
      super({ ...config, options: { rowCollectionOnRequestCompletion: true, ...config?.options } })
    }
  }
  class Request extends tedious.Request {
    override emit(event: string, ...args: unknown[]): boolean {
      const [columns] = args
      if (event === 'row' && Array.isArray(columns)) nameColumns(columns as Column[])
      return super.emit(event, ...args)
    }
  }
  const connect = (config: object): object => new Connection(config)
  return callable(connect, tedious, { Connection, Request, connect, Types: tedious.TYPES })
}

function nameColumns(columns: Column[]): void {
  for (const column of columns) {
    const { colName } = column.metadata
    if (colName !== '' && !(colName in columns)) {
      Object.defineProperty(columns, colName, { value: column, configurable: true, writable: true })
    }
  }
}
