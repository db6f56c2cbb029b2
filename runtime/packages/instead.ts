/** Replacements for well-known modules that are not offered. @module */
import { catalogue } from './catalogue.ts'

const FILES = 'Scripts have no files.'
const CLIENT = 'Call it over HTTP with fetch.'
const CHECKS = 'Use require("validator"), or check the fields yourself.'
const HASHES = 'Use require("crypto"), or require("legacy-hashes") for the formats of other systems.'
const LOGS = 'Use console.log, which the log of the run shows.'
const SETTINGS = 'Read configuration.NAME; its values are set at the connection.'

/** Replacements by the required name, without version and path. One sentence each. */
const INSTEAD: { readonly [name: string]: string } = {
  '@azure/msal-node': CLIENT,
  '@google-cloud/firestore': CLIENT,
  '@okta/okta-sdk-nodejs': CLIENT,
  '@prisma/client': 'Use require("knex") or the driver of your database.',
  '@supabase/supabase-js': CLIENT,
  activedirectory: 'Use require("ldapjs") or require("ldapts").',
  activedirectory2: 'Use require("ldapjs") or require("ldapts").',
  ajv: CHECKS,
  'bcrypt-nodejs': 'Use require("bcryptjs").',
  'better-sqlite3': FILES,
  bookshelf: 'Use require("knex") or require("sequelize").',
  'cassandra-driver': 'Reach Cassandra through a web service of yours with fetch.',
  cheerio: 'Use require("@xmldom/xmldom") with require("xpath").',
  child_process: 'Scripts start no programs.',
  cluster: 'Scripts start no programs.',
  config: SETTINGS,
  couchbase: 'Call its REST API with fetch.',
  'date-fns': 'Use require("moment") or Intl.DateTimeFormat.',
  dayjs: 'Use require("moment") or Intl.DateTimeFormat.',
  debug: LOGS,
  dgram: 'Scripts use TCP only.',
  dotenv: SETTINGS,
  elasticsearch: CLIENT,
  express: 'A script is one function; it serves nothing.',
  'fast-xml-parser': 'Use require("xml2js").',
  firebase: 'Call accounts:signInWithPassword of its REST API with fetch; the Firebase template does.',
  'firebase-admin': 'Call accounts:lookup of its REST API with fetch; the Firebase template does.',
  fs: FILES,
  googleapis: CLIENT,
  http2: 'Use require("https") or fetch.',
  ibm_db: 'Reach DB2 through a web service of yours with fetch.',
  ioredis: 'Use require("redis").',
  joi: CHECKS,
  'js-sha256': HASHES,
  jsdom: 'Use require("@xmldom/xmldom") with require("xpath").',
  luxon: 'Use require("moment") or Intl.DateTimeFormat.',
  mariadb: 'Use require("mysql2").',
  md5: 'Use require("crypto").createHash("md5").',
  mongoose: 'Use require("mongodb").',
  msnodesqlv8: 'Use require("mssql") or require("tedious").',
  nanoid: 'Use require("crypto").randomUUID().',
  'node-rest-client': 'Use require("axios") or fetch.',
  nodemailer: 'Scripts send no mail; ports of mail servers are closed to them.',
  objection: 'Use require("knex") or require("sequelize").',
  odbc: 'Use the driver of your database, such as require("mssql").',
  'password-hash': HASHES,
  'pbkdf2-password': HASHES,
  'pg-native': 'Use require("pg").',
  'pg-promise': 'Use require("pg"), whose calls give promises.',
  phpass: 'Use require("legacy-hashes").',
  pino: LOGS,
  'rest-facade': 'Use require("axios") or fetch.',
  restler: 'Use require("axios") or fetch.',
  scrypt: 'Use require("crypto").scrypt.',
  'scrypt-js': 'Use require("crypto").scrypt.',
  shortid: 'Use require("crypto").randomUUID().',
  sqlite3: FILES,
  typeorm: 'Use require("knex") or require("sequelize").',
  unirest: 'Use require("axios") or fetch.',
  vm: 'Use new Function.',
  winston: LOGS,
  'wordpress-hash-node': 'Use require("legacy-hashes").',
  ws: CLIENT,
  yup: CHECKS,
  zod: CHECKS,
}

/** Longest name that is compared with the offered ones, in characters. */
const LONGEST = 40

/**
 * Says in one sentence that a module is not offered and what to use.
 *
 * @param request as given to `require`
 * @param builtins names of Node's own modules that are offered
 */
export function notOffered(request: string, builtins: readonly string[]): string {
  const name = /^(?:node:)?((?:@[^/@]+\/)?[^/@]+)/.exec(request.slice(0, 200))?.[1] ?? ''
  const head = `Cannot find module '${request.slice(0, 200)}': it is not offered.`
  if (Object.hasOwn(INSTEAD, name)) return `${head} ${INSTEAD[name]}`
  const offered = catalogue.find((entry) => entry.name === name)
  if (offered) {
    const paths = offered.paths.map((path) => `require("${name}${path}")`).join(' or ')
    return `${head} Use ${paths}.`
  }
  const near = nearest(name, [...catalogue.map((entry) => entry.name), ...builtins])
  return near === undefined
    ? `${head} MODULES.md and the editor's completion list those that are.`
    : `${head} Did you mean require("${near}")?`
}

/** @returns the closest name, when at most a third of the letters differ */
function nearest(name: string, names: readonly string[]): string | undefined {
  if (name.length > LONGEST) return undefined
  let best: { name: string; distance: number } | undefined
  for (const candidate of names) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance <= Math.max(1, Math.floor(candidate.length / 3)) && (!best || distance < best.distance))
      best = { name: candidate, distance }
  }
  return best?.name
}

/** @see Damerau–Levenshtein distance in its restricted form (optimal string alignment) */
function editDistance(a: string, b: string): number {
  let older: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let least = Math.min(
        (row[j - 1] ?? 0) + 1,
        (previous[j] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (older[j - 2] ?? 0) + 1)
      row.push(least)
    }
    older = previous
    previous = row
  }
  return previous[b.length] ?? 0
}
