/** The fetch of browsers. */
declare module 'cross-fetch' {
  import fetch = require('node-fetch')
  export = fetch
}
