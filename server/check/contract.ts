/** Checks of what a store holds: `npm start -- --check`. @module */
import type { Config } from '../common/config.ts'
import type { Store, Tenant } from '../store/contract.ts'

/** Something that this Ferry refuses, or treats in another way than the one before it. */
export interface Finding {
  /** Name of the tenant; undefined = the whole server. */
  tenant: string | undefined
  /** For example `connection shop (con_…)`. */
  object: string
  /** What is wrong with it. Never a secret. */
  problem: string
  /** What the operator or the tenant has to do. */
  change: string
  /** `must`: it is refused, or does not work; `look`: it works, in another way than before. */
  kind: 'must' | 'look'
}

/** What a check may look at. The store is a copy: reading it disturbs nobody. */
interface CheckContext {
  config: Config
  store: Store
  tenants: readonly Tenant[]
}

/** One rule that came with a version, or one kind of object. A new rule for what is stored brings a check. */
export interface StoreCheck {
  /** In words: what is checked. */
  name: string
  run(context: CheckContext): AsyncIterable<Finding>
}
