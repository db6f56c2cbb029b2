/** `npm start -- --check`: would this version start with these settings and this store, and which stored objects would it refuse? @module */
import { parseAllowList } from '../../runtime/index.ts'
import type { Config } from '../common/config.ts'
import { ConfigError, readConfig } from '../common/config.ts'
import { placeOf } from '../common/database-url.ts'
import { checkDataFolder, hasStore } from '../process/data-folder.ts'
import { openSecrets, SecretsError } from '../secrets/index.ts'
import type { Store } from '../store/contract.ts'
import { StoreStartError } from '../store/contract.ts'
import { inspectDatabase } from '../store/open.ts'
import type { StoreCopy } from '../store/sqlite/copy-store.ts'
import { copyStore } from '../store/sqlite/copy-store.ts'
import { createSqliteStore } from '../store/sqlite.ts'
import { CHECKS } from './checks.ts'
import type { Finding, StoreCheck } from './contract.ts'

/** Result of the check. */
export interface CheckResult {
  /** The report for the terminal. */
  text: string
  /** Whether nothing must be changed. */
  is_ok: boolean
}

/** Most objects of one check that the report lists. */
const MOST_TOLD = 100

/** Writes only a copy of the store, which it deletes. */
export async function runCheck(
  environment?: NodeJS.ProcessEnv,
  checks: readonly StoreCheck[] = CHECKS,
): Promise<CheckResult> {
  try {
    const config = readConfig(environment)
    checkAllowList(config)
    checkDataFolder(config.data_dir)
    const settings = 'The settings can be used.'
    if (config.database !== undefined) {
      const { lines, is_ok } = await checkDatabase(config, config.database, checks)
      return { text: `${[settings, ...lines].join('\n')}\n`, is_ok }
    }
    if (!hasStore(config.data_dir)) {
      return {
        text: `${settings}\nThere is no store in ${config.data_dir} yet: the server will create one.\n`,
        is_ok: true,
      }
    }
    const { lines, is_ok } = await checkStore(config, checks)
    return { text: `${[settings, ...lines].join('\n')}\n`, is_ok }
  } catch (error) {
    if (![ConfigError, SecretsError, StoreStartError].some((known) => error instanceof known)) throw error
    return { text: `Ferry would not start.\n${(error as Error).message}\n`, is_ok: false }
  }
}

async function checkStore(
  config: Config,
  checks: readonly StoreCheck[],
): Promise<{ lines: string[]; is_ok: boolean }> {
  const { data_dir } = config
  // Before the copy, which takes long.
  const secrets = openSecrets({
    master: config.secret,
    previous: config.previous_secret,
    data_dir,
    may_make: false,
  })
  const copy = await copyStore(data_dir)
  let store: Store | undefined
  try {
    let steps: readonly string[] = []
    store = await createSqliteStore({
      data_dir: copy.folder,
      secrets,
      is_checked_whole: true,
      onMigrated: (names) => {
        steps = names
      },
    })
    const tenants = await store.listTenants()
    const lines = [`The store in ${data_dir} can be used: tenants: ${tenants.length}.`]
    if (steps.length > 0) {
      lines.push(
        `The next start changes its schema (${steps.join(', ')}), and no earlier version can use it then: back up the data folder first.`,
      )
    }
    return await report(lines, checks, { config, store, tenants })
  } catch (error) {
    throw inPlace(error, copy, data_dir)
  } finally {
    await store?.close()
    copy.remove()
  }
}

async function checkDatabase(
  config: Config,
  database: NonNullable<Config['database']>,
  checks: readonly StoreCheck[],
): Promise<{ lines: string[]; is_ok: boolean }> {
  const { secret, previous_secret, data_dir } = config
  const secrets = openSecrets({ master: secret, previous: previous_secret, data_dir, may_make: false })
  const { store, steps } = await inspectDatabase(database, secrets)
  const place = placeOf(database.url)
  try {
    if (steps.length > 0) {
      return {
        lines: [
          `${place} can be used.`,
          `The next start changes its schema (${steps.join(', ')}): back it up first. Its objects can be checked after that.`,
        ],
        is_ok: true,
      }
    }
    const tenants = await store.listTenants()
    return await report([`${place} can be used: tenants: ${tenants.length}.`], checks, {
      config,
      store,
      tenants,
    })
  } finally {
    await store.close()
  }
}

/** Adds what the checks find to the lines. */
async function report(
  lines: string[],
  checks: readonly StoreCheck[],
  of: Parameters<StoreCheck['run']>[0],
): Promise<{ lines: string[]; is_ok: boolean }> {
  const findings: Finding[] = []
  for (const check of checks) {
    const found: Finding[] = []
    for await (const finding of check.run(of)) found.push(finding)
    findings.push(...found)
    lines.push(...told(check, found))
  }
  const must = findings.filter(({ kind }) => kind === 'must').length
  const look = findings.length - must
  lines.push(
    must === 0
      ? `Nothing has to be changed${look === 0 ? '' : `; ${look} to look at`}.`
      : `${must} to change${look === 0 ? '' : `, ${look} to look at`}.`,
  )
  return { lines, is_ok: must === 0 }
}

function told({ name }: StoreCheck, found: readonly Finding[]): string[] {
  if (found.length === 0) return [`ok: ${name}`]
  return [
    `${found.some(({ kind }) => kind === 'must') ? 'CHANGE' : 'look at'}: ${name}`,
    ...found
      .slice(0, MOST_TOLD)
      .map(
        ({ tenant, object, problem, change }) =>
          `  ${tenant === undefined ? '' : `tenant ${tenant}, `}${object}: ${problem}. To do: ${change}.`,
      ),
    ...(found.length > MOST_TOLD ? [`  … and ${found.length - MOST_TOLD} more`] : []),
  ]
}

function checkAllowList({ sandbox_allow }: Config): void {
  try {
    parseAllowList(sandbox_allow)
  } catch (cause) {
    throw new ConfigError(cause instanceof Error ? cause.message : 'FERRY_SANDBOX_ALLOW cannot be read', {
      cause,
    })
  }
}

/** Names the data folder in place of the copy, which the operator does not know. */
function inPlace(error: unknown, { folder }: StoreCopy, data_dir: string): unknown {
  if (!(error instanceof StoreStartError)) return error
  return new StoreStartError(error.code, error.message.replaceAll(folder, data_dir), { cause: error })
}
