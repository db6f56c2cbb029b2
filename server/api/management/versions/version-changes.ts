/** The changes from the previous version to a version. @module */
import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import type { ConnectionVersion } from '../../../store/contract.ts'
import type { Deps } from '../../http/deps.ts'

/** Changes of a script in the API. */
export const ScriptChanges = z
  .record(
    z.string(),
    z
      .object({
        lines_added: z.int().describe('How many lines were added.'),
        lines_removed: z.int().describe('How many lines were removed.'),
      })
      .meta({ id: 'LineCounts', description: 'How many lines of a script changed.' }),
  )
  .describe(
    'The changed lines of each script. Of very many changes, only lines that one of the texts lacks are counted.',
  )

/** Changes of a version in the API. */
export const VersionChanges = z
  .object({
    scripts: ScriptChanges,
    settings: z.array(z.string()).describe('The names of the options, and of other members, that changed.'),
    configuration: z
      .array(z.string())
      .describe('The keys of `configuration` that were added or removed, or that got another value.'),
  })
  .meta({ id: 'VersionChanges', description: 'What a version changed.' })

type Changes = z.input<typeof VersionChanges>

/** @returns for each version but the first of all, which has nothing before it, its changes */
export async function changesOf(
  deps: Pick<Deps, 'store' | 'tenant' | 'text'>,
  connection_id: string,
  pairs: readonly { version: ConnectionVersion; before: ConnectionVersion | undefined }[],
): Promise<Changes[]> {
  const configurations = await deps.store.listConfigurationChanges(deps.tenant.tenant_id, connection_id)
  const keys = new Map(configurations.map((each) => [each.revision, each.keys]))
  const changes: Changes[] = []
  // One after the other: together the texts of a page can be 70 MB.
  for (const { version, before } of pairs) {
    changes.push({
      scripts: await countedScripts(deps, connection_id, version, before),
      settings: before ? changedSettings(version, before) : [],
      configuration:
        version.configuration_revision === before?.configuration_revision
          ? []
          : (keys.get(version.configuration_revision) ?? []),
    })
  }
  return changes
}

async function countedScripts(
  { store, tenant: { tenant_id }, text }: Pick<Deps, 'store' | 'tenant' | 'text'>,
  connection_id: string,
  version: ConnectionVersion,
  before: ConnectionVersion | undefined,
): Promise<z.input<typeof ScriptChanges>> {
  const counted: z.input<typeof ScriptChanges> = {}
  for (const action of changedScripts(version, before)) {
    const [old, now] = [before?.scripts[action], version.scripts[action]]
    const key = JSON.stringify([tenant_id, connection_id, action, old, now])
    const { added, removed } = await text.countLines(tenant_id, key, async () => {
      const wanted = [old, now].flatMap((revision) => (revision === undefined ? [] : [{ action, revision }]))
      const sources = await store.listScriptSources(tenant_id, connection_id, wanted)
      const sourceOf = (revision: number | undefined): string =>
        sources.find((one) => one.revision === revision)?.source ?? ''
      return { before: sourceOf(old), after: sourceOf(now) }
    })
    counted[action] = { lines_added: added, lines_removed: removed }
  }
  return counted
}

function changedScripts(version: ConnectionVersion, before: ConnectionVersion | undefined): string[] {
  const names = new Set([...Object.keys(version.scripts), ...Object.keys(before?.scripts ?? {})])
  return [...names].filter((name) => version.scripts[name] !== before?.scripts[name]).toSorted()
}

function changedSettings(version: ConnectionVersion, before: ConnectionVersion): string[] {
  const now = { ...version.settings, ...version.options }
  const then = { ...before.settings, ...before.options }
  return [...new Set([...Object.keys(now), ...Object.keys(then)])]
    .filter((name) => !isDeepStrictEqual(now[name], then[name]))
    .toSorted()
}
