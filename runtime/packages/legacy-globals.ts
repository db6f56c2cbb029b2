/** Globals of the first sandbox that were modules, and those of them that are not offered. @module */

/**
 * Globals that need no `require`, as scripts of the first years use them: what `require` of that name gives, or a member.
 *
 * @see Auth0's list of modules that were global in the first sandbox
 */
export const legacyGlobals: { readonly [name: string]: readonly [request: string, member?: string] } = {
  _: ['lodash'],
  async: ['async'],
  bcrypt: ['bcrypt'],
  crypto: ['crypto'],
  jwt: ['jsonwebtoken'],
  lodash: ['lodash'],
  querystring: ['querystring'],
  request: ['request'],
  util: ['util'],
  uuid: ['uuid'],
  q: ['q'],
  xml2js: ['xml2js'],
  xmldom: ['xmldom'],
  xpath: ['xpath'],
  xtend: ['xtend'],
  Knex: ['knex'],
  knex: ['knex'],
  pbkdf2: ['easy-pbkdf2'],
  mysql: ['mysql'],
  pg: ['pg'],
  postgres: ['pg'],
  mongo: ['mongodb'],
  sqlserver: ['tedious@1'],
  BSON: ['mongodb', 'BSON'],
  Double: ['mongodb', 'Double'],
  Long: ['mongodb', 'Long'],
  ObjectID: ['mongodb', 'ObjectID'],
  Timestamp: ['mongodb', 'Timestamp'],
}

/** Globals of the first sandbox that are not offered, with what to do instead. */
export const absentGlobals: { readonly [name: string]: string } = {
  auth0: 'Call the Management API with fetch.',
  azure_storage: 'Call the storage service’s REST API with fetch.',
  cassandra: 'There is no driver for Cassandra; reach it through a web service of yours with fetch.',
  couchbase: 'There is no driver for Couchbase; reach it through its REST API with fetch.',
  cql: 'There is no driver for Cassandra; reach it through a web service of yours with fetch.',
  ip: 'Its last versions have known flaws; use require("net").isIP or new URL.',
  mysql_pool: 'Use require("mysql").createPool.',
  pubnub: 'Call its REST API with fetch.',
}

/** What a script is told that uses one of them. */
export function absentGlobal(name: string, instead: string): string {
  return `Cannot find module '${name}': this global is not offered. ${instead}`
}
