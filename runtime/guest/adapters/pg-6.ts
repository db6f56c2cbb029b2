/**
 * The calls of `pg` 6 over `pg` 8, which supports the logins of today's servers: `pg.connect`, and queries that are
 * emitters
 * of rows and promises at once.
 * @module
 */
import type { Methods } from './calling.ts'
import { callable } from './calling.ts'
import type { Pg } from './pg.ts'
import { pooledConnect } from './pg.ts'

/** The bundler's. */
declare function require(path: string): unknown

type Listener = (value: unknown) => void

interface Query {
  once(event: string, listener: Listener): void
  on(event: string, listener: Listener): void
  listenerCount(event: string): number
}

type QueryClass = new (...args: unknown[]) => Query

/** @returns the module as `require('pg@6')` gives it */
export function adapted(): unknown {
  const pg = require('pg') as Pg & { Query: QueryClass }

  /** The result of `client.query`: rows one by one as events, or all of them as a promise. */
  class LegacyQuery extends pg.Query {
    #result: Promise<unknown> | undefined = undefined
    promise(): Promise<unknown> {
      this.#result ??= new Promise((resolve, reject) => {
        this.once('end', resolve)
        this.once('error', reject)
      })
      return this.#result
    }
    // biome-ignore lint/suspicious/noThenProperty: version 6 had it, and scripts await the query
    then(resolve?: (value: unknown) => unknown, reject?: (error: unknown) => unknown): Promise<unknown> {
      return this.promise().then(resolve, reject)
    }
    catch(reject: (error: unknown) => unknown): Promise<unknown> {
      return this.promise().catch(reject)
    }
  }

  const { query } = pg.Client.prototype as Methods
  class Client extends pg.Client {
    query(...args: unknown[]): unknown {
      const [config] = args
      const own = typeof config === 'object' && config !== null && 'submit' in config
      const submitted = own ? config : new LegacyQuery(...args)
      query?.call(this, submitted)
      return submitted
    }
  }
  class Pool extends pg.Pool {
    constructor(config: object = {}) {
      super({ ...config, Client })
    }
  }
  const { connect, end } = pooledConnect((config) => new Pool(config))
  return callable((...args: unknown[]) => connect(...args), pg, {
    connect,
    end,
    Client,
    Pool,
    Query: LegacyQuery,
  })
}
