/** `pg` 8 with `pg.connect`, which version 7 removed, as a module that can also be called as a function. @module */
import type { Callback } from './calling.ts'
import { callable, takeCallback } from './calling.ts'

/** Provided by the bundler. */
declare function require(path: string): unknown

interface Pool {
  connect(callback: (error: unknown, client: unknown, done: unknown) => void): void
  end(): Promise<void>
  on(event: 'error', listener: () => void): void
}

export interface Pg {
  Pool: new (config: object) => Pool
  Client: new (config?: unknown) => object
}

/** A connect that takes clients from pools of its own, one for each address. */
export interface PooledConnect {
  /** `connect(config, callback(error, client, done))`, where `config` is a URL, an object, or left out */
  connect(...args: unknown[]): void
  /** Closes the pools. */
  end(): void
}

/** @param makePool given what a pool of `pg` takes */
export function pooledConnect(makePool: (config: object) => Pool): PooledConnect {
  const pools = new Map<string, Pool>()
  return {
    connect(...args) {
      const callback = takeCallback(args)
      if (!callback) throw new TypeError('pg.connect needs a callback: function (err, client, done)')
      const [config = {}] = args
      const key = JSON.stringify(config)
      let pool = pools.get(key)
      if (!pool) {
        pool = makePool(typeof config === 'string' ? { connectionString: config } : (config as object))
        // When the server closes an idle client, the client is removed from the pool without an error.
        pool.on('error', () => {})
        pools.set(key, pool)
      }
      pool.connect((error, client, done) => {
        // Versions 4 to 6 ignore a second call; today's pool throws.
        let released = false
        const once = (...args: unknown[]): void => {
          if (released) return
          released = true
          ;(done as (...args: unknown[]) => void)(...args)
        }
        ;(callback as Callback)(error ?? null, client, once)
      })
    },
    end() {
      for (const pool of pools.values()) pool.end().catch(() => {})
      pools.clear()
    },
  }
}

/** @returns the module as `require('pg')` gives it */
export function adapted(): unknown {
  const pg = require('pg') as Pg
  const { connect, end } = pooledConnect((config) => new pg.Pool(config))
  return callable((...args: unknown[]) => connect(...args), pg, { connect, end })
}
