/** `npm run backup -- FILE [--with-key]` and `npm run restore -- FILE`. @module */
import { parseArgs } from 'node:util'
import type { Config } from '../common/config.ts'
import { hasStore } from '../process/data-folder.ts'
import type { Secrets } from '../secrets/index.ts'
import { openSecrets, readGeneratedKey } from '../secrets/index.ts'
import { BackupError } from './errors.ts'
import { makeBackup } from './make-backup.ts'
import { restoreBackup } from './restore-backup.ts'

const USAGE = `Usage: npm run backup -- FILE [--with-key]
       npm run restore -- FILE

  backup       writes the embedded store and the sample stores to FILE; a server may run
  --with-key   takes the master key along: everyone who has the file can then read everything
  restore      puts FILE into FERRY_DATA_DIR, which must be empty or missing
`

const OF_POSTGRESQL =
  'DATABASE_URL is set: PostgreSQL has its own tools for backups (pg_dump, or a base backup with its write-ahead log). ' +
  'Unset it to back up the embedded store in FERRY_DATA_DIR.'

const MEGABYTE = 1024 * 1024

/**
 * @param args the verb, then what the operator typed
 * @param say prints a line of progress
 * @returns what to print in the end
 * @throws {BackupError} @throws {SecretsError} @throws {StoreStartError}
 */
export async function runBackupCommand(
  args: readonly string[],
  config: Config,
  context: { version: string; say: (line: string) => void },
): Promise<string> {
  const { verb, file, with_key } = parse(args)
  if (file === undefined) return USAGE
  if (config.database !== undefined) throw new BackupError(OF_POSTGRESQL)
  return verb === 'backup'
    ? await backUp(file, with_key, config, context)
    : await restore(file, config, context)
}

async function backUp(
  file: string,
  with_key: boolean,
  config: Config,
  { version, say }: { version: string; say: (line: string) => void },
): Promise<string> {
  const { data_dir } = config
  if (!hasStore(data_dir)) throw new BackupError(`There is no store in ${data_dir}. Set FERRY_DATA_DIR.`)
  const secrets = secretsOf(config, data_dir)
  const own_key = config.secret ?? readGeneratedKey(data_dir)
  const { bytes, samples } = await makeBackup({
    data_dir,
    file,
    secrets,
    key: with_key ? own_key : undefined,
    version,
    onProgress: progress(say, 'copied'),
  })
  return `${[
    `${file} is a whole backup: ${megabytes(bytes)} MB, the store${samples > 0 ? ` and sample stores: ${samples}` : ''}.`,
    keyNote(with_key, config),
  ].join('\n')}\n`
}

function keyNote(with_key: boolean, { secret, data_dir }: Config): string {
  if (with_key)
    return 'The master key is in it: everyone who has this file can read everything. Keep it like a password.'
  const place = secret === undefined ? `the file ${data_dir}/secret` : 'the setting FERRY_SECRET'
  return `The master key is not in it. It is ${place}: keep a copy apart from the backup. Without it, no server can use the backup.`
}

async function restore(
  file: string,
  config: Config,
  { say }: { say: (line: string) => void },
): Promise<string> {
  const { data_dir } = config
  const { made_at, version, samples, has_key } = await restoreBackup({
    data_dir,
    file,
    openSecrets: (folder) => secretsForRestore(config, folder),
    onProgress: progress(say, 'restored'),
  })
  return `${[
    `${data_dir} has the store of ${made_at}, from Ferry ${version}${samples > 0 ? `, and sample stores: ${samples}` : ''}.`,
    ...(has_key ? [`The master key of the backup is ${data_dir}/secret.`] : []),
    'Check it: npm start -- --check',
  ].join('\n')}\n`
}

function secretsForRestore(config: Config, folder: string): Secrets {
  if (config.secret === undefined && readGeneratedKey(folder) === undefined) {
    throw new BackupError(
      `The backup does not contain its master key. Nothing was restored. Set FERRY_SECRET, or put the file of the key at ` +
        `${config.data_dir}/secret, and try again.`,
    )
  }
  return secretsOf(config, folder)
}

function secretsOf(config: Config, data_dir: string): Secrets {
  return openSecrets({ master: config.secret, previous: config.previous_secret, data_dir, may_make: false })
}

/** At most one line for each tenth. */
function progress(say: (line: string) => void, done: string): (copied: number, size: number) => void {
  let told = 0
  return (copied, size) => {
    const tenths = Math.floor((copied * 10) / size)
    if (tenths <= told) return
    told = tenths
    say(`${done} ${megabytes(copied)} of ${megabytes(size)} MB`)
  }
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(1)
}

function parse(args: readonly string[]): {
  verb: 'backup' | 'restore'
  file: string | undefined
  with_key: boolean
} {
  const [verb, ...rest] = args
  if (verb !== 'backup' && verb !== 'restore') throw new BackupError(USAGE)
  const { values, positionals } = flags(rest)
  if (values.help) return { verb, file: undefined, with_key: false }
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new BackupError(USAGE)
  const with_key = values['with-key'] === true
  if (with_key && verb === 'restore') {
    throw new BackupError(
      '--with-key belongs to npm run backup. A restore uses the key of the backup if it contains one.',
    )
  }
  return { verb, file, with_key }
}

function flags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'with-key': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    })
  } catch (cause) {
    throw new BackupError(`${cause instanceof Error ? cause.message : ''}\n\n${USAGE}`, { cause })
  }
}
