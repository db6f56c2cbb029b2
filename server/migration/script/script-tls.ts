/** The oldest TLS that the scripts of a connection may use. @module */
import type { ScriptCall } from '../../../runtime/index.ts'
import { OLD_TLS } from '../../../runtime/index.ts'
import type { Connection } from '../../store/contract.ts'

/** @returns the part of a call that the option `ferry_tls_min_version` decides; empty with 1.2, the default */
export function tlsOf({ options }: Pick<Connection, 'options'>): Pick<ScriptCall, 'tls_min_version'> {
  const tls_min_version = OLD_TLS.find((version) => version === options.ferry_tls_min_version)
  return tls_min_version ? { tls_min_version } : {}
}
