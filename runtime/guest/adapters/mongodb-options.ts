/** Options of `mongodb` 1 to 3 as version 7 takes them. @module */

type Options = { [name: string]: unknown }

/** Options that are the default now, or have no effect any more; version 7 refuses to connect with them. */
const GONE = new Set([
  'autoReconnect',
  'auto_reconnect',
  'bufferMaxEntries',
  'db',
  'domainsEnabled',
  'ha',
  'haInterval',
  'keepAlive',
  'keepAliveInitialDelay',
  'mongos',
  'native_parser',
  'promiseLibrary',
  'reconnectInterval',
  'reconnectTries',
  'replSet',
  'server',
  'uri_decode_auth',
  'useCreateIndex',
  'useFindAndModify',
  'useNewUrlParser',
  'useUnifiedTopology',
])

const RENAMED: { readonly [name: string]: string } = {
  appname: 'appName',
  minSize: 'minPoolSize',
  poolSize: 'maxPoolSize',
  ssl: 'tls',
  sslCA: 'ca',
  sslCert: 'cert',
  sslKey: 'key',
  sslPass: 'passphrase',
}

/** @returns the options of a client, without removed ones and with the current names */
export function currentOptions(given: unknown): Options {
  const { sslValidate, checkServerIdentity, auth, ...rest } = (given ?? {}) as Options
  const options: Options = {}
  for (const [name, value] of Object.entries(rest)) {
    if (!GONE.has(name)) options[RENAMED[name] ?? name] = value
  }
  if (sslValidate === false) options.tlsAllowInvalidCertificates = true
  if (checkServerIdentity === false) options.tlsAllowInvalidHostnames = true
  else if (checkServerIdentity !== undefined && checkServerIdentity !== true) {
    options.checkServerIdentity = checkServerIdentity
  }
  const { user, ...credentials } = (auth ?? {}) as Options
  if (auth !== undefined) options.auth = user === undefined ? credentials : { username: user, ...credentials }
  return options
}

/** Distinguishes options of a query from a list of fields, which could be in their place. */
const FIND_OPTIONS = new Set([
  'allowDiskUse',
  'allowPartialResults',
  'awaitData',
  'batchSize',
  'bsonRegExp',
  'checkKeys',
  'collation',
  'comment',
  'cursorType',
  'enableUtf8Validation',
  'explain',
  'fieldsAsRaw',
  'fields',
  'fullResponse',
  'hint',
  'ignoreUndefined',
  'let',
  'limit',
  'max',
  'maxAwaitTimeMS',
  'maxTimeMS',
  'min',
  'noCursorTimeout',
  'oplogReplay',
  'partial',
  'projection',
  'promoteBuffers',
  'promoteLongs',
  'promoteValues',
  'raw',
  'readConcern',
  'readPreference',
  'returnKey',
  'serializeFunctions',
  'session',
  'showDiskLoc',
  'showRecordId',
  'signal',
  'singleBatch',
  'skip',
  'slaveOk',
  'snapshot',
  'sort',
  'tailable',
  'timeout',
  'timeoutMode',
  'timeoutMS',
  'useBigInt64',
])

/** @param args after the query: fields or options, or both */
export function currentFindOptions(args: readonly unknown[]): Options | undefined {
  const [first, second] = args as [Options | undefined, Options | undefined]
  if (first === undefined || first === null) return second
  const isFields = second !== undefined || !Object.keys(first).some((name) => FIND_OPTIONS.has(name))
  const { fields, timeout: _timeout, ...options } = isFields ? { ...second, fields: first } : first
  const chosen = Array.isArray(fields) ? Object.fromEntries(fields.map((name) => [name, 1])) : fields
  return Object.keys((chosen as object | undefined) ?? {}).length > 0
    ? { ...options, projection: chosen }
    : options
}
