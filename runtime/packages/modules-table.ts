/**
 * The table of modules in the documentation, made from the catalogue.
 *
 * As a program it writes `MODULES.md`: `npm run modules`.
 * @module
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue, majorOf, resolvePackage } from './catalogue.ts'
import type { PackageEntry } from './entry.ts'
import { absentGlobals, legacyGlobals } from './legacy-globals.ts'
import { noteOf } from './notes.ts'
import { generationsText } from './server-generations.ts'

/** Modules that published scripts ask for, with what was found when they were tried. */
const NOT_OFFERED: readonly (readonly [module: string, measured: string, instead: string])[] = [
  [
    '`firebase`',
    'Version 13.2.0 loads in the sandbox (207 KB) and sends the request for a sign-in, so it could be offered. It brings 185 MB of packages for that one request.',
    '`accounts:signInWithPassword` of its REST API with `fetch`, as the Firebase template does.',
  ],
  [
    '`firebase-admin`',
    'Version 13.10.0 is 1,052 KB bundled, loads `http2`, `child_process` and `worker_threads`, which the sandbox has not, and cannot check a password.',
    '`accounts:lookup` of the REST API with `fetch`, as the Firebase template does.',
  ],
]

/** Where the table is kept. */
export const MODULES_FILE = join(import.meta.dirname, 'MODULES.md')

/** Folders of the generations that are there for old scripts alone, as Markdown. */
function aliases(): string {
  const folders = catalogue.flatMap(({ folder }) => (folder && /-\d+$/.test(folder) ? [folder] : []))
  return folders.map((folder) => `\`${folder}\``).join(', ')
}

/** @returns Markdown: every module and generation that scripts may require, and the globals of old */
export function modulesDocument(): string {
  return `# Modules for action scripts

This file is made from the catalogue by \`npm run modules\`.

Scripts run inside the sandbox with the modules below, beside Node’s own (\`crypto\`, \`http\`, \`net\`, \`tls\`, \`dns\`, \`zlib\`,
\`url\`, \`util\` …) and \`fetch\`. \`require('name')\` gives the current version. \`require('name@version')\` gives the same major,
or, when it is not offered, the next newer one that is. A module is loaded only for the scripts that name it.

The old versions exist inside the sandbox only; the server itself never loads them, and a test sees to that. Advisory scanners
will name them all the same: exempt ${aliases()}, \`mysql\` and \`request\` for that reason, and nothing else.

| ask for it | version | it is | globals | tested against | what does not work |
|---|---|---|---|---|---|
${catalogue.map(row).join('\n')}

A module called as a function does what the global of its name did: \`require('mysql')({…})\`, \`require('pg')(url, callback)\`,
\`require('mongodb')(url, callback)\`.

## Well-known modules that are not offered, and why

| module | measured | use instead |
|---|---|---|
${NOT_OFFERED.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

## Drivers and servers of different ages

${generationsText()}

## Globals that are not offered any more

| global | instead |
|---|---|
${Object.entries(absentGlobals)
  .map(([name, instead]) => `| \`${name}\` | ${instead} |`)
  .join('\n')}
`
}

function row(entry: PackageEntry): string {
  const { name, version, paths } = entry
  const isCurrent = resolvePackage(name)?.entry === entry
  const request = isCurrent ? name : `${name}@${majorOf(entry)}`
  const asked = paths.map((path) => `\`require('${isCurrent ? `${name}${path}` : request}')\``).join(', ')
  const globals = Object.entries(legacyGlobals)
    .filter(([, [target]]) => resolvePackage(target)?.entry === entry)
    .map(([global]) => `\`${global}\``)
    .join(' ')
  const note = noteOf(entry)
  if (!note) throw new Error(`${request} has no note in runtime/packages/notes.ts`)
  return `| ${asked} | ${version} | ${kindOf(entry)} | ${globals} | ${note.tested} | ${note.limits} |`
}

function kindOf({ source, adapter, bundle }: PackageEntry): string {
  switch (source) {
    case 'npm':
      return adapter ? 'the published package, with additions' : 'the published package'
    case 'adapter':
      return `its calls over version ${majorOf(catalogue.find((each) => each.bundle === bundle) as PackageEntry)}`
    case 'face':
      return 'its calls over the sandbox’s own work'
  }
}

if (import.meta.main) writeFileSync(MODULES_FILE, modulesDocument())
