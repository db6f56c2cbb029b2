/** Notes on the modules of the catalogue, for the documentation. @module */

import { majorOf } from './catalogue.ts'
import type { PackageEntry } from './entry.ts'

export interface Note {
  /** What it is tested against. */
  tested: string
  /** What does not work, or works differently than the author of an old script may expect. */
  limits: string
}

const MONGO = 'double; real server by `FERRY_TEST_MONGODB_URL`'
const TDS = 'double; real server by `FERRY_TEST_MSSQL_URL`'
const MONGO_LIMITS =
  'Kerberos, AWS and OIDC logins, client-side encryption, zstd and snappy, proxies by SOCKS.'
const TDS_LIMITS = 'Logins by Azure AD, keys in Azure Key Vault, `encrypt: "strict"` untested.'
const PURE = 'loads, and has what its types declare'
const NONE = 'nothing known'
const SERVICE = 'a web service of the tests'
const AMAZON = 'a double of the documented answers; no Amazon service was used'
const AUTH0 = 'a double of the documented answers, over http'

/** By `name@major`. */
const NOTES: { readonly [module: string]: Note } = {
  'mysql2@3': {
    tested: 'MariaDB; `caching_sha2_password` double; real server by `FERRY_TEST_MYSQL_URL`',
    limits: 'Unix sockets, `LOAD DATA LOCAL INFILE` from files.',
  },
  'mysql@2': {
    tested: 'MariaDB; `caching_sha2_password` double; real server by `FERRY_TEST_MYSQL_URL`',
    limits:
      'Unix sockets, `LOAD DATA LOCAL INFILE` from files. The module may be called as `createConnection`; results of updates have a `length`.',
  },
  'pg@8': {
    tested: 'PostgreSQL',
    limits: '`native`, GSSAPI, Unix sockets. `pg.connect` of versions before 7 is there.',
  },
  'pg@7': {
    tested: 'PostgreSQL',
    limits:
      '`native`, Unix sockets. `ssl: true` verifies the certificate; say `rejectUnauthorized: false` not to.',
  },
  'pg@6': {
    tested: 'PostgreSQL',
    limits:
      'An adapter over version 8: `native` and events of the module itself are missing; `ssl: true` verifies the certificate.',
  },
  'mongodb@7': {
    tested: MONGO,
    limits: `${MONGO_LIMITS} Callbacks, old methods and old options of versions 1 to 3 work; a script in the shape of version 2 gets \`mongodb@2\`.`,
  },
  'mongodb@6': { tested: MONGO, limits: MONGO_LIMITS },
  'mongodb@5': { tested: MONGO, limits: MONGO_LIMITS },
  'mongodb@4': { tested: MONGO, limits: MONGO_LIMITS },
  'mongodb@3': {
    tested: MONGO,
    limits: `${MONGO_LIMITS} \`useUnifiedTopology\` is on unless a script says \`false\`.`,
  },
  'mongodb@2': {
    tested: MONGO,
    limits:
      'An adapter over version 3: `new Db(…, new Server(…))`, `db.open` and `db.authenticate` are missing. The called and the global form are this version.',
  },
  'mssql@12': { tested: TDS, limits: `${TDS_LIMITS} \`msnodesqlv8\`.` },
  'tedious@20': {
    tested: TDS,
    limits: `${TDS_LIMITS} A configuration with \`userName\` at its top connects by itself, unencrypted unless told otherwise, as version 1 did.`,
  },
  'tedious@11': { tested: TDS, limits: TDS_LIMITS },
  'tedious@8': { tested: TDS, limits: TDS_LIMITS },
  'tedious@1': {
    tested: TDS,
    limits:
      'Logins by Azure AD. Certificates are not verified unless `trustServerCertificate: false` is said: its own default.',
  },
  'oracledb@26': {
    tested:
      'a closed and a silent port, and a stand-in for its API; no Oracle server was used; real server by `FERRY_TEST_ORACLE_URL`',
    limits:
      'Thick mode, wallets and `tnsnames.ora` in files, tokens of cloud providers. Set `connect_timeout` below the time limit of a run.',
  },
  'ldapts@9': { tested: 'OpenLDAP', limits: 'SASL other than PLAIN is untested.' },
  'redis@6': {
    tested: 'Redis 7',
    limits:
      'Clusters and Sentinel are untested. Set `socket.reconnectStrategy: false`, or it tries on until the time limit.',
  },
  'knex@3': {
    tested: 'MariaDB by mysql and mysql2, PostgreSQL by pg',
    limits:
      'SQLite, CockroachDB and Redshift; migrations and seeds, which are files; MSSQL and Oracle are untested.',
  },
  'request@2': { tested: SERVICE, limits: 'Files, proxies, cookies in files.' },
  'axios@1': { tested: SERVICE, limits: 'Proxies from the environment, HTTP/2.' },
  'argon2@0': {
    tested: 'vectors of RFC 9106, and hashes by PHP',
    limits: 'Hashes of argon2 1.0 (`v=16`), more than 128 MiB, memory times passes over 512 MiB.',
  },
  'bcrypt@6': { tested: 'hashes of its own', limits: 'More than 2^14 rounds.' },
  'legacy-hashes@1': {
    tested: 'published vectors, and hashes by the foreign tools themselves',
    limits:
      'Made for the sandbox: phpass, Drupal 7, LDAP, Django, ASP.NET, crypt(3), NTLM, Whirlpool, argon2, scrypt, PBKDF2. More than 700,000 rounds of an iterated digest; argon2 1.0; crypt(3) over DES.',
  },
  'bcryptjs@3': { tested: 'hashes of its own', limits: 'More than 2^14 rounds; progress callbacks.' },
  'easy-pbkdf2@0': { tested: PURE, limits: 'It is the API over our `crypto`.' },
  'lodash@4': {
    tested: PURE,
    limits: 'What version 2 had and 4 has not: `pluck`, `contains`, `where`, `first(n)` and others.',
  },
  'uuid@14': {
    tested: PURE,
    limits: '`require("uuid/v4")` and the module called as a function, as before version 7.',
  },
  'async@3': { tested: PURE, limits: NONE },
  'jsonwebtoken@9': { tested: PURE, limits: 'RSA keys below 2048 bits, as of version 9.' },
  'q@1': { tested: PURE, limits: '`Q.nfcall` on `fs`.' },
  'xml2js@0': { tested: PURE, limits: NONE },
  '@xmldom/xmldom@0': {
    tested: PURE,
    limits: 'Documents that are not well-formed are refused, unlike in old versions.',
  },
  'xmldom@0': { tested: PURE, limits: 'It is `@xmldom/xmldom`, under the name it had.' },
  'xpath@0': { tested: PURE, limits: NONE },
  'xtend@4': { tested: PURE, limits: NONE },
  'ldapjs@2': { tested: 'OpenLDAP', limits: 'Its server; SASL. New code does better with `ldapts`.' },
  'neo4j-driver@6': {
    tested: 'loads, and has what its types declare; untested against a server',
    limits: '`readTransaction` and `writeTransaction` of version 4 are in version 5.',
  },
  'neo4j-driver@5': {
    tested: 'loads, and has what its types declare; untested against a server',
    limits: NONE,
  },
  'sequelize@6': {
    tested: 'MariaDB by mysql2, PostgreSQL by pg',
    limits: 'SQLite, MariaDB’s own driver, DB2, Snowflake; MSSQL and Oracle are untested.',
  },
  'request-promise@4': { tested: SERVICE, limits: 'As `request`.' },
  'request-promise-native@1': { tested: SERVICE, limits: 'As `request`.' },
  'node-fetch@3': {
    tested: SERVICE,
    limits: 'It may be called as a function, and knows `timeout`, as version 2 does.',
  },
  'node-fetch@2': { tested: SERVICE, limits: '`textConverted`, which needs a further package.' },
  'cross-fetch@4': { tested: SERVICE, limits: '`cross-fetch/polyfill`: `fetch` is a global here.' },
  'isomorphic-fetch@3': { tested: SERVICE, limits: NONE },
  'form-data@4': { tested: SERVICE, limits: 'Files.' },
  'superagent@10': { tested: SERVICE, limits: 'Files, HTTP/2.' },
  'got@11': {
    tested: SERVICE,
    limits: 'HTTP/2, caches in files. It is the last version that can be required.',
  },
  'soap@1': { tested: SERVICE, limits: 'WSDL in files; NTLM is untested.' },
  'auth0@7': { tested: AUTH0, limits: 'The Management API only, as published; logins are in version 4.' },
  'auth0@4': { tested: AUTH0, limits: NONE },
  'auth0@2': { tested: AUTH0, limits: 'Proxies.' },
  'amazon-cognito-identity-js@6': {
    tested: `${AMAZON}; SRP against a server’s half of our own`,
    limits: 'Storage of sessions.',
  },
  'aws-sdk@2': {
    tested: AMAZON,
    limits:
      'Clients other than CognitoIdentityServiceProvider, CognitoIdentity, DynamoDB, KMS, Lambda, SecretsManager, SSM and STS; credentials from files and from the machine.',
  },
  '@aws-sdk/client-cognito-identity-provider@3': {
    tested: AMAZON,
    limits: 'Credentials from files and from the machine.',
  },
  '@aws-sdk/client-dynamodb@3': { tested: AMAZON, limits: 'Credentials from files and from the machine.' },
  '@aws-sdk/lib-dynamodb@3': { tested: AMAZON, limits: NONE },
  'moment@2': { tested: 'calls of its own', limits: 'Time zones by name, which are in `moment-timezone`.' },
  'underscore@1': { tested: 'calls of its own', limits: NONE },
  'bluebird@3': { tested: 'calls of its own', limits: NONE },
  'validator@13': { tested: 'calls of its own', limits: NONE },
  'qs@6': { tested: SERVICE, limits: NONE },
  'crypto-js@4': { tested: 'a published vector', limits: 'PBKDF2 of many rounds: use `crypto`.' },
  'firebase-scrypt@2': { tested: 'Firebase’s published vector', limits: NONE },
  'node-jose@2': { tested: 'signatures of its own', limits: NONE },
  'jose@6': { tested: 'signatures of its own', limits: 'Making pairs of keys; ECDH.' },
  'jwks-rsa@4': { tested: SERVICE, limits: 'Its middleware for web servers.' },
}

/** @returns undefined when nobody has written one */
export function noteOf(entry: PackageEntry): Note | undefined {
  return NOTES[`${entry.name}@${majorOf(entry)}`]
}
