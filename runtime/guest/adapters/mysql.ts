/**
 * `mysql` 2 as it is, with what it lacks for today's servers and for the scripts of its first years: the login
 * `caching_sha2_password`, a module that can be called as `createConnection`, and results of updates with a length.
 * @module
 */
import { callable } from './calling.ts'
import { addSha2Login } from './mysql-sha2.ts'

/** The bundler's. */
declare function require(path: string): unknown

interface Mysql {
  createConnection(config: unknown): unknown
}

/** @returns the module as `require('mysql')` gives it */
export function adapted(): unknown {
  const mysql = require('mysql') as Mysql
  addSha2Login()
  const OkPacket = require('mysql/lib/protocol/packets/OkPacket') as { prototype: object }
  // The published scripts of the first years look at `results.length` after an UPDATE.
  Object.defineProperty(OkPacket.prototype, 'length', {
    configurable: true,
    get(this: { affectedRows: number }) {
      return this.affectedRows
    },
  })
  return callable((config: unknown) => mysql.createConnection(config), mysql)
}
