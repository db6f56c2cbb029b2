/** Copies members of objects to a new one. */
declare module 'xtend' {
  /** The module is a function. */
  function xtend(...sources: object[]): any
  export = xtend
}

/** Copies members to the first of them. */
declare module 'xtend/mutable' {
  function extend(target: object, ...sources: object[]): any
  export = extend
}

declare module 'xtend/immutable' {
  function extend(...sources: object[]): any
  export = extend
}
