/** Checks of what a store holds: `npm start -- --check`. @module */
import type { Config } from '../common/config.ts'
import type { Store, Tenant } from '../store/contract.ts'

/** A stored object that this version refuses, or treats differently than an earlier version. */
export interface Finding {
  /** Name of the tenant; undefined = the whole server. */
  tenant: string | undefined
  /** For example `connection shop (con_…)`. */
  object: string
  /** The error; it never contains a secret. */
  problem: string
  /** What the operator or the tenant must change. */
  change: string
  /** `must`: the object is refused or does not work; `look`: it works, but differently than before. */
  kind: 'must' | 'look'
}

/** Input of a check. The store is a copy, so reading it delays nobody. */
interface CheckContext {
  config: Config
  store: Store
  tenants: readonly Tenant[]
}

/** Checks one new rule, or one kind of object. Every new rule for stored objects needs a check. */
export interface StoreCheck {
  /** The kind of object that the check reads, for the report. */
  name: string
  run(context: CheckContext): AsyncIterable<Finding>
}
