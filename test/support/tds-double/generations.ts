/** The server generations that the double plays, told apart by the version of TDS. @see MS-TDS 2.2.6.4, 2.2.7.14 @module */

/** The version in LOGINACK of SQL Server 7.0, 2000, 2005, 2008 and 2012, each with the first number of its own version. */
export const TDS_GENERATIONS = {
  '7.0': { tds: 0x07000000, server: 7 },
  '7.1': { tds: 0x71000001, server: 8 },
  '7.2': { tds: 0x72090002, server: 9 },
  '7.3': { tds: 0x730b0003, server: 10 },
  '7.4': { tds: 0x74000004, server: 16 },
} as const

/** One of `TDS_GENERATIONS`. */
export type TdsGeneration = keyof typeof TDS_GENERATIONS

/** Since 7.2 counts, lines and types of users have twice the bytes, and requests begin with headers. */
export function isWide(tds: number): boolean {
  return tds >= TDS_GENERATIONS['7.2'].tds
}
