/**
 * The store cannot serve now: it is overloaded or closing, or its disk is full or failing. Nothing was acknowledged. A write
 * took place or not only when the store's thread died during it: then it is unknown. A later try may succeed.
 */
export class StoreUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreUnavailable'
  }
}

/** The tenant's share of waiting work is full; other tenants are served. Nothing was done. A try in a moment may succeed. */
export class StoreShareFull extends StoreUnavailable {
  constructor(what: 'lists and searches' | 'changes') {
    super(`Too many ${what} of this tenant are waiting. Try again in a moment.`)
    this.name = 'StoreShareFull'
  }
}

/** A list or search reached its time limit. The same request will take as long; a narrower one helps. */
export class ReadTooSlow extends Error {
  constructor() {
    super('This list takes too long to read.')
    this.name = 'ReadTooSlow'
  }
}

/** The mark of an `after` page comes from another list, or was changed. */
export class BadMark extends Error {
  constructor() {
    super('This mark does not belong to this list.')
    this.name = 'BadMark'
  }
}

/**
 * The store cannot be opened; nothing in it was changed.
 *
 * - `in_use`: another server has the data folder
 * - `newer_schema`: a newer Ferry has written it
 * - `changed_migration`: the migration that was applied differs from the one that this Ferry has under that number
 * - `wrong_secret`: its values were sealed with another master key
 * - `damaged`: its file is not a database, or is corrupt
 * - `foreign`: its file is a database of another program
 * - `unusable`: its file cannot be read or written
 */
export class StoreStartError extends Error {
  readonly code:
    | 'in_use'
    | 'newer_schema'
    | 'changed_migration'
    | 'wrong_secret'
    | 'damaged'
    | 'foreign'
    | 'unusable'

  constructor(code: StoreStartError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreStartError'
    this.code = code
  }
}
