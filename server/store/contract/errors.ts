/**
 * The store did not do what was asked, and acknowledged nothing: it is overloaded, its disk is full or failing, or it is
 * closing. Whether a write took place is unknown only when the store's thread died under it. Worth trying again.
 */
export class StoreUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreUnavailable'
  }
}

/** More of one tenant waits than its share; others are served. Nothing was done. Worth trying again soon. */
export class StoreShareFull extends StoreUnavailable {
  constructor(what: 'lists and searches' | 'changes') {
    super(`Too many ${what} of this tenant are waiting. Try again in a moment.`)
    this.name = 'StoreShareFull'
  }
}

/** A list or search took longer than it may. Asking again takes as long; asking for less helps. */
export class ReadTooSlow extends Error {
  constructor() {
    super('This list takes too long to read.')
    this.name = 'ReadTooSlow'
  }
}

/** The mark of an `after` page was not made by this list. */
export class BadMark extends Error {
  constructor() {
    super('This mark was not given by the list that it was sent to.')
    this.name = 'BadMark'
  }
}

/**
 * The store cannot be opened; nothing in it was changed.
 *
 * - `in_use`: another server has the data folder
 * - `newer_schema`: a newer Ferry has written it
 * - `changed_migration`: what was applied to it is not what this Ferry has under that number
 * - `wrong_secret`: its values were sealed with another master key
 * - `damaged`: its file is no database, or a broken one
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
