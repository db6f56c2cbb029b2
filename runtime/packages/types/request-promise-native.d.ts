/** `request` with native promises: the body, or the whole answer with `resolveWithFullResponse`. @deprecated use `fetch` */
declare module 'request-promise-native' {
  import request = require('request-promise')
  export = request
}
