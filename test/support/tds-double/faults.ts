/** SQL Server's errors, by number, and SQLite's as those. @module */

/** An error as SQL Server numbers it. Up to severity 16 a constraint's violation ends its statement only. */
export class SqlFault extends Error {
  readonly number: number
  readonly severity: number

  constructor(number: number, severity: number, message: string) {
    super(message)
    this.name = 'SqlFault'
    this.number = number
    this.severity = severity
  }
}

/** What only the real server can do. */
export function unsupported(what: string): SqlFault {
  return new SqlFault(50_000, 16, `${what} is not supported by this test double`)
}

/** Numbers after which the rest of the batch still runs. */
const STATEMENT_ONLY = [245, 515, 547, 2601, 2627, 2628]

/** @returns whether the batch ends with this error */
export function endsBatch(fault: SqlFault): boolean {
  return !STATEMENT_ONLY.includes(fault.number)
}

type Make = (detail: string, unique_index: string | undefined) => SqlFault

const FROM_SQLITE: readonly [pattern: RegExp, make: Make][] = [
  [/no such table: (?:main\.)?(\S+)/, (name) => new SqlFault(208, 16, `Invalid object name '${name}'.`)],
  [
    /no such column: "?([^"]+)"?/,
    (name) => new SqlFault(207, 16, `Invalid column name '${name.split('.').at(-1)}'.`),
  ],
  [/has no column named (\S+)/, (name) => new SqlFault(207, 16, `Invalid column name '${name}'.`)],
  [
    /no such function: (\S+)/,
    (name) => new SqlFault(195, 15, `'${name}' is not a recognized built-in function name.`),
  ],
  [
    /table "?([^"]+?)"? already exists/,
    (name) => new SqlFault(2714, 16, `There is already an object named '${name}' in the database.`),
  ],
  [
    /UNIQUE constraint failed: (\w+)/,
    (table, index) =>
      index
        ? new SqlFault(
            2601,
            14,
            `Cannot insert duplicate key row in object 'dbo.${table}' with unique index '${index}'.`,
          )
        : new SqlFault(
            2627,
            14,
            `Violation of UNIQUE KEY constraint. Cannot insert duplicate key in object 'dbo.${table}'.`,
          ),
  ],
  [
    /NOT NULL constraint failed: (\S+)/,
    (path) => {
      const [table, column] = path.split('.')
      return new SqlFault(
        515,
        16,
        `Cannot insert the value NULL into column '${column}', table 'dbo.${table}'; column does not allow nulls.`,
      )
    },
  ],
  [
    /FOREIGN KEY constraint failed()/,
    () => new SqlFault(547, 16, 'The statement conflicted with a FOREIGN KEY constraint.'),
  ],
  [
    /CHECK constraint failed: 2628:(.+)/,
    (column) => new SqlFault(2628, 16, `String or binary data would be truncated in column '${column}'.`),
  ],
  [
    /CHECK constraint failed: 245:(.+)/,
    (column) =>
      new SqlFault(245, 16, `Conversion failed when converting the value to the type of column '${column}'.`),
  ],
  [
    /CHECK constraint failed: (.+)/,
    (name) => new SqlFault(547, 16, `The statement conflicted with the CHECK constraint "${name}".`),
  ],
  [/near "([\s\S]+)": syntax error/, (near) => new SqlFault(102, 15, `Incorrect syntax near '${near}'.`)],
  [
    /(?:incomplete input|values for \d+ columns|has \d+ columns)()/,
    () => new SqlFault(102, 15, 'Incorrect syntax near the end of the statement.'),
  ],
]

/** What SQLite threw, as SQL Server would say it. @param indexOf the unique index over such columns, if one is */
export function faultOf(thrown: unknown, indexOf: (columns: string) => string | undefined): SqlFault {
  if (thrown instanceof SqlFault) return thrown
  if (!(thrown instanceof Error) || !('errcode' in thrown)) throw thrown
  const columns = /UNIQUE constraint failed: (.+)/.exec(thrown.message)?.[1] ?? ''
  for (const [pattern, make] of FROM_SQLITE) {
    const match = pattern.exec(thrown.message)
    if (match) return make(match[1] ?? '', indexOf(columns))
  }
  return new SqlFault(50_000, 16, thrown.message)
}
