/** The fetch of browsers; requiring it also sets the global of that name where there is none. */
declare module 'isomorphic-fetch' {
  import nodeFetch = require('node-fetch')

  /** The module is a function. */
  function fetch(...call: Parameters<typeof nodeFetch>): ReturnType<typeof nodeFetch>
  export = fetch
}
