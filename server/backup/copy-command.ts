/** `npm run store -- copy --from … --to …`: moves a deployment between the embedded store and PostgreSQL. @module */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from '../common/config.ts'
import { databaseUrlProblem } from '../common/database-url.ts'
import type { Secrets } from '../secrets/index.ts'
import { openSecrets } from '../secrets/index.ts'
import type { Progress } from '../store-copy/copy-all.ts'
import { copyAll } from '../store-copy/copy-all.ts'
import type { Location, Side } from '../store-copy/sides.ts'
import { openSide } from '../store-copy/sides.ts'
import { BackupError } from './errors.ts'

const USAGE = `Usage: npm run store -- copy --from STORE --to STORE

  STORE is a data folder, a PostgreSQL database as in DATABASE_URL, or the word DATABASE_URL, which takes the setting:
  what is typed can be read by other users of this machine, so do not type a password here.

Stop all servers first. The target must be an empty database, or a folder that is empty or missing. The master key is
FERRY_SECRET, or the file "secret" in the source's folder. A copy that was interrupted continues with the same command.
`

/** One line for each so many rows. */
const TOLD_ROWS = 20_000

/**
 * @param args after the program's name
 * @param say prints a line of progress
 * @returns what to print in the end
 * @throws {BackupError} @throws {SecretsError} @throws {StoreStartError}
 */
export async function runStoreCommand(
  args: readonly string[],
  config: Config,
  { now = Date.now, say }: { now?: () => number; say: (line: string) => void },
): Promise<string> {
  const words = parse(args)
  if (words === undefined) return USAGE
  const from = locationOf(words.from, config)
  const to = locationOf(words.to, config)
  if (JSON.stringify(from) === JSON.stringify(to)) {
    throw new BackupError('--from and --to are the same store. Name another one to copy to.')
  }
  const secrets = secretsOf(config, from)
  return await withSides(from, to, async (source, target) => {
    const counts = await copyAll(source, target, { secrets, now: now(), onProgress: progress(say) })
    const rows = [...counts.values()].reduce((sum, count) => sum + count, 0)
    return `${[
      `${target.place} has everything of the source: ${rows} rows in ${counts.size} tables, compared row by row.`,
      keyNote(config, from, to),
      'Sample legacy stores and the outbox are files: they are not copied.',
      'The source was not changed. Let no server use it again: keep it until you are sure, then delete it.',
    ].join('\n')}\n`
  })
}

async function withSides<T>(
  from: Location,
  to: Location,
  work: (source: Side, target: Side) => Promise<T>,
): Promise<T> {
  const source = await openSide(from, 'source')
  try {
    const target = await openSide(to, 'target')
    try {
      return await work(source, target)
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

function secretsOf(config: Config, from: Location): Secrets {
  const data_dir = from.kind === 'folder' ? from.data_dir : config.data_dir
  return openSecrets({ master: config.secret, previous: config.previous_secret, data_dir, may_make: false })
}

function keyNote({ secret, data_dir }: Config, from: Location, to: Location): string {
  if (secret !== undefined) return 'The master key is the same: FERRY_SECRET.'
  const file = join(from.kind === 'folder' ? from.data_dir : data_dir, 'secret')
  return to.kind === 'folder'
    ? `The master key is the same: copy ${file} to ${join(to.data_dir, 'secret')}, or set FERRY_SECRET to its text.`
    : `The master key is the same: set FERRY_SECRET to the text of ${file}.`
}

function progress(say: (line: string) => void): (progress: Progress) => void {
  const told = new Map<string, number>()
  return ({ step, table, done, of }) => {
    const part = `${step} ${table}`
    if (done < of && done - (told.get(part) ?? 0) < TOLD_ROWS) return
    if (told.get(part) === done) return
    told.set(part, done)
    say(`${step === 'copy' ? 'copied' : 'compared'} ${table}: ${done} of ${of}`)
  }
}

function locationOf(word: string, config: Config): Location {
  if (word === 'DATABASE_URL') {
    if (config.database === undefined) throw new BackupError('DATABASE_URL is not set.')
    return { kind: 'database', url: config.database.url, ca_file: config.database.ca_file }
  }
  if (!/^postgres(?:ql)?:/.test(word)) return { kind: 'folder', data_dir: resolve(word) }
  const problem = databaseUrlProblem(word)
  if (problem !== undefined) throw new BackupError(`The address of PostgreSQL ${problem}.`)
  return { kind: 'database', url: word, ca_file: config.database?.ca_file }
}

function parse(args: readonly string[]): { from: string; to: string } | undefined {
  const { values, positionals } = flags(args)
  if (values.help) return undefined
  const [verb, ...more] = positionals
  const { from, to } = values
  if (verb !== 'copy' || more.length > 0 || from === undefined || to === undefined)
    throw new BackupError(USAGE)
  return { from, to }
}

function flags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { from: { type: 'string' }, to: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
  } catch (cause) {
    throw new BackupError(`${cause instanceof Error ? cause.message : ''}\n\n${USAGE}`, { cause })
  }
}
