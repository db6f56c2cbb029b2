/** `fixtures.json`: tests of the scripts in its folder. @module */
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { ACTIONS } from '../../runtime/index.ts'
import { UsageError } from './contract.ts'
import { parseJson, readText } from './inputs.ts'

/** Name of the file. */
export const FIXTURES_FILE = 'fixtures.json'

const Expected = z.union([
  /** `profile`: the returned object has these members; others may be there. */
  z.strictObject({ profile: z.record(z.string(), z.json()) }),
  /** `value`: exactly what the script returned. */
  z.strictObject({ value: z.json() }),
  /** `nobody`: the script called `callback(null)`. */
  z.strictObject({ nobody: z.literal(true) }),
  /** `error`: the class or code of the error, or some of its parts. */
  z.strictObject({
    error: z.union([
      z.string(),
      z.strictObject({
        name: z.string().optional(),
        message: z.string().optional(),
        code: z.string().optional(),
        line: z.int().optional(),
      }),
    ]),
  }),
])

const Fixtures = z.strictObject({
  configuration: z.record(z.string(), z.string()).default({}),
  tests: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        script: z.enum(ACTIONS),
        args: z.array(z.json()),
        configuration: z.record(z.string(), z.string()).default({}),
        expect: Expected,
      }),
    )
    .min(1),
})

/** How a test's run should end. */
export type Expectation = z.output<typeof Expected>

/** One test. */
export type Fixture = z.output<typeof Fixtures>['tests'][number]

/** The tests of one folder. */
export interface FixtureFolder {
  folder: string
  file: string
  /** For all tests; a test's own values come first. Markers are not filled. */
  configuration: Readonly<Record<string, string>>
  tests: readonly Fixture[]
}

/** Folders without scripts of one's own. */
const SKIPPED: readonly string[] = ['node_modules']

/** @returns paths of `fixtures.json` in the folder and in the folders in it, sorted @throws {UsageError} */
export function findFixtures(folder: string): string[] {
  let entries: ReturnType<typeof list>
  try {
    entries = list(folder)
  } catch (cause) {
    throw new UsageError(`${folder} is not a folder that can be read`, { cause })
  }
  const found = entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isFile()) return entry.name === FIXTURES_FILE ? [path] : []
    const is_searched = entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.includes(entry.name)
    return is_searched ? findFixtures(path) : []
  })
  return found.toSorted()
}

const list = (folder: string) => readdirSync(folder, { withFileTypes: true })

/** @throws {UsageError} the file is not JSON, or not of this form */
export function readFixtures(file: string): FixtureFolder {
  const parsed = Fixtures.safeParse(parseJson(readText(file), file))
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `  ${path.length === 0 ? 'the file' : path.join('.')}: ${message}`,
    )
    throw new UsageError(`${file} is not a list of tests:\n${problems.join('\n')}`)
  }
  return { folder: dirname(file), file, ...parsed.data }
}
