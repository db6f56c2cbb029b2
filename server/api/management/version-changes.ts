/** What a version changed of the one before it. @module */
import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import type { ConnectionVersion } from '../../store/contract.ts'
import type { Deps } from '../route.ts'
import { countLines } from './line-counts.ts'

/** As the API shows it. */
export const ScriptChanges = z
  .record(z.string(), z.object({ lines_added: z.int(), lines_removed: z.int() }))
  .describe('By script. Of very many changes only lines that are in one of the texts alone are counted')

/** As the API shows it. */
export const VersionChanges = z.object({
  scripts: ScriptChanges,
  settings: z.array(z.string()).describe('Names of options, and of other fields of the connection'),
  configuration: z
    .array(z.string())
    .describe('Names of the keys of `configuration` that came, went, or got another value'),
})

type Changes = z.input<typeof VersionChanges>

/** @returns for each version but the first of all, which has nothing before it, its changes */
export async function changesOf(
  { store, tenant: { tenant_id } }: Deps,
  connection_id: string,
  pairs: readonly { version: ConnectionVersion; before: ConnectionVersion | undefined }[],
): Promise<Changes[]> {
  const wanted = new Map<string, { action: string; revision: number }>()
  for (const { version, before } of pairs) {
    for (const action of changedScripts(version, before)) {
      for (const revision of [version.scripts[action], before?.scripts[action]]) {
        if (revision !== undefined) wanted.set(`${action}/${revision}`, { action, revision })
      }
    }
  }
  const [sources, configurations] = await Promise.all([
    store.listScriptSources(tenant_id, connection_id, [...wanted.values()]),
    store.listConfigurationChanges(tenant_id, connection_id),
  ])
  const texts = new Map(sources.map(({ action, revision, source }) => [`${action}/${revision}`, source]))
  const textOf = (version: ConnectionVersion | undefined, action: string): string =>
    texts.get(`${action}/${version?.scripts[action]}`) ?? ''
  const keys = new Map(configurations.map((each) => [each.revision, each.keys]))
  return pairs.map(({ version, before }) => ({
    scripts: countByScript(changedScripts(version, before), (action) => [
      textOf(before, action),
      textOf(version, action),
    ]),
    settings: before ? changedSettings(version, before) : [],
    configuration:
      version.configuration_revision === before?.configuration_revision
        ? []
        : (keys.get(version.configuration_revision) ?? []),
  }))
}

/** @param textsOf before and after */
export function countByScript(
  names: readonly string[],
  textsOf: (name: string) => readonly [before: string, after: string],
): z.input<typeof ScriptChanges> {
  return Object.fromEntries(
    names.map((name) => {
      const { added, removed } = countLines(...textsOf(name))
      return [name, { lines_added: added, lines_removed: removed }]
    }),
  )
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
