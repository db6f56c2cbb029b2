/** Globals of Auth0's first sandbox that were modules, and those of them that are not offered. @module */

/**
 * Globals that need no `require` in scripts of the first years: the module that `require` of that name returns, or a member
 * of it. Members of `mongodb` are of the generation that the script uses, since a driver refuses the values of another.
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
  mongo: ['mongodb@2'],
  sqlserver: ['tedious@1'],
  BSON: ['mongodb', 'BSON'],
  Double: ['mongodb', 'Double'],
  Long: ['mongodb', 'Long'],
  ObjectID: ['mongodb', 'ObjectID'],
  Timestamp: ['mongodb', 'Timestamp'],
}

/** Globals of the first sandbox that are not offered, with their replacement. */
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

/** The error of a script that uses one of them. */
export function absentGlobal(name: string, instead: string): string {
  return `Cannot find module '${name}': this global is not offered. ${instead}`
}
