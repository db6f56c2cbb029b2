/** Which generation of a driver talks to which generation of its server, for the documentation and for the tests. @module */

/**
 * `works`: a script logs in, reads and writes. `option`: it does so when the script or the connection says what `notes` name.
 * `refused`: an error says at once what to do. `untested`: nobody has tried.
 */
export type Cell = 'works' | 'option' | 'refused' | 'untested'

/** The generations of one kind of server. */
export interface Generations {
  title: string
  /** What the servers are: real ones, or a double that plays their generations on the wire. */
  against: string
  /** The file that tries every cell but the untested ones, from the root of the repository. */
  test: string
  /** Column heads. */
  servers: readonly string[]
  /** One cell for each server. */
  drivers: { readonly [request: string]: readonly Cell[] }
  notes: string
}

const row = (...marks: readonly Cell[]): readonly Cell[] => marks

/** @param first of the servers that the driver talks to; older ones are refused */
const from = (servers: readonly string[], first: string): readonly Cell[] =>
  servers.map((_server, index) => (index < servers.indexOf(first) ? 'refused' : 'works'))

const MONGODB = ['2.6', '3.0', '3.2', '3.4', '3.6', '4.0', '4.2', '4.4', '5.0', '6.0', '7.0', '8.0'] as const
const TDS = ['7.0', '7.1', '7.2', '7.3', '7.4'] as const
const TLS = ['TLSv1', 'TLSv1.1', 'TLSv1.3'] as const

const ofTds = row('refused', 'option', 'works', 'works', 'works')
const ofTls = row('option', 'option', 'works')

/** Every matrix. */
export const GENERATIONS = {
  mongodb: {
    title: 'MongoDB',
    against:
      'a double that plays each version by its wire version, its op codes and its logins (MD5 challenge, SCRAM-SHA-1, SCRAM-SHA-256)',
    test: 'test/runtime/generations/mongodb.test.ts',
    servers: MONGODB,
    drivers: {
      mongodb: from(MONGODB, '4.4'),
      'mongodb@6': from(MONGODB, '4.2'),
      'mongodb@5': from(MONGODB, '3.6'),
      'mongodb@4': from(MONGODB, '3.6'),
      'mongodb@3': from(MONGODB, '2.6'),
      'mongodb@2': from(MONGODB, '2.6'),
    },
    notes:
      '`mongodb@2` is also the called and the global form, and an unpinned script in the shape of version 2: `MongoClient.connect(url, function (err, db) { db.collection(…) … })`. An error that refuses a server names the pin that works.',
  },
  postgres: {
    title: 'PostgreSQL',
    against:
      'a real PostgreSQL 15 that demands the logins of each age; the protocol is that of 7.4 and later',
    test: 'test/runtime/generations/postgres.test.ts',
    servers: ['cleartext', 'md5', 'scram', 'servers before 7.4'],
    drivers: {
      pg: row('works', 'works', 'works', 'untested'),
      'pg@7': row('works', 'works', 'works', 'untested'),
      'pg@6': row('works', 'works', 'works', 'untested'),
    },
    notes: '`md5` was the default until 13, `scram` is since 14.',
  },
  mysql: {
    title: 'MySQL and MariaDB',
    against:
      'a real MariaDB with accounts of each age; `caching_sha2_password` by a double that plays MySQL 8 (`test/runtime/drivers/mysql.test.ts`)',
    test: 'test/runtime/generations/mysql.test.ts',
    servers: ['hashes of 4.0', 'hashes of 4.1 to 5.7', 'servers before 4.1'],
    drivers: {
      mysql: row('option', 'works', 'untested'),
      mysql2: row('refused', 'works', 'untested'),
    },
    notes:
      'Hashes of 4.0 (`mysql_old_password`) need `insecureAuth: true`, which the error says. Hashes of 4.1 are `mysql_native_password`.',
  },
  tds: {
    title: 'SQL Server',
    against:
      'a double that plays each version of TDS: 7.0, 2000 (7.1), 2005 (7.2), 2008 (7.3), 2012 and later (7.4)',
    test: 'test/runtime/generations/sql-server.test.ts',
    servers: TDS,
    drivers: {
      mssql: ofTds,
      tedious: ofTds,
      'tedious@11': ofTds,
      'tedious@8': ofTds,
      'tedious@1': ofTds,
    },
    notes: "TDS 7.1 needs `tdsVersion: '7_1'` in the options, which the error says.",
  },
  ldap: {
    title: 'LDAP',
    against:
      'a double that refuses version 3; version 3 by a real OpenLDAP (`test/runtime/drivers/ldap.test.ts`)',
    test: 'test/runtime/generations/ldap.test.ts',
    servers: ['LDAP 2 only'],
    drivers: { ldapts: row('refused'), ldapjs: row('refused') },
    notes: 'Both speak version 3 (1997), and pass on what the directory says.',
  },
  tls: {
    title: 'TLS',
    against: 'real servers of Node that know one version; tedious by the double of SQL Server',
    test: 'test/runtime/generations/tls.test.ts',
    servers: TLS,
    drivers: {
      tls: ofTls,
      https: ofTls,
      tedious: row('option', 'option', 'untested'),
      'tedious@11': row('option', 'option', 'untested'),
      'tedious@8': row('option', 'option', 'untested'),
      'tedious@1': row('option', 'option', 'untested'),
    },
    notes:
      'TLS 1.0 and 1.1 need the connection’s option `ferry_tls_min_version`, which the error says; each run that uses them has a warning in its log. The other drivers’ TLS is the sandbox’s own, as that of `tls`.',
  },
} as const satisfies { [kind: string]: Generations }

const SIGNS: { readonly [Mark in Cell]: string } = {
  works: 'works',
  option: 'with an option',
  refused: 'refused',
  untested: 'untested',
}

/** @returns the matrices as Markdown */
export function generationsText(): string {
  return Object.values(GENERATIONS).map(matrixText).join('\n\n')
}

function matrixText({ title, against, test, servers, drivers, notes }: Generations): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return `### ${title}

Against ${against}. Each cell but the untested ones is tried by \`${test}\`.

${line(['', ...servers])}
${line(['---', ...servers.map(() => '---')])}
${Object.entries(drivers)
  .map(([request, marks]) => line([`\`${request}\``, ...marks.map((mark) => SIGNS[mark])]))
  .join('\n')}

${notes}`
}
