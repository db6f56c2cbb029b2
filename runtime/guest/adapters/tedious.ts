/**
 * `tedious` 20, for scripts of versions 0 to 3 too: a login at the top of the configuration, which version 20 ignores, is
 * the sign of one; its connection then connects by itself, unencrypted unless told otherwise, as it did.
 * @module
 */
import { callable, laterAlone } from './calling.ts'

/** The bundler's. */
declare function require(path: string): unknown

interface Tedious {
  Connection: new (config: object) => { connect(listener?: unknown): void }
  TYPES: object
}

/** The configuration of the first versions. */
interface OldConfig {
  userName?: unknown
  password?: unknown
  domain?: unknown
  authentication?: unknown
  options?: { [name: string]: unknown }
}

/** @returns the module as `require('tedious')` gives it */
export function adapted(): unknown {
  const tedious = require('tedious') as Tedious
  class Connection extends tedious.Connection {
    #connected = false
    constructor(config: OldConfig) {
      const isOld = config?.userName !== undefined && config.authentication === undefined
      super(isOld ? currentConfig(config) : config)
      if (isOld) {
        laterAlone(() => {
          if (!this.#connected) this.connect()
        })
      }
    }
    override connect(listener?: unknown): void {
      this.#connected = true
      super.connect(listener)
    }
  }
  const connect = (config: OldConfig, listener?: unknown): Connection => {
    const connection = new Connection(config)
    connection.connect(listener)
    return connection
  }
  return callable(connect, tedious, { Connection, connect, Types: tedious.TYPES })
}

function currentConfig({ userName, password, domain, options, ...rest }: OldConfig): object {
  return {
    ...rest,
    authentication: {
      type: domain === undefined ? 'default' : 'ntlm',
      options: { userName, password, ...(domain !== undefined && { domain }) },
    },
    options: { encrypt: false, rowCollectionOnRequestCompletion: true, ...options },
  }
}
