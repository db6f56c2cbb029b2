/** The fetch of browsers, version 2, as most published scripts use it. */
declare module 'node-fetch@2' {
  import fetch = require('node-fetch')
  export = fetch
}
