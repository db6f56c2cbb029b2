/** Adds the sandbox’s declarations and rules to the dashboard’s build, as data and as a chunk. @module */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const ROOT = resolve(import.meta.dirname, '../..')
const LIBRARY = dirname(fileURLToPath(import.meta.resolve('typescript-js')))

/** The declarations of the language that scripts can use. */
const FIRST_LIBRARY = 'lib.es2023.d.ts'

/** Name under which the dashboard imports the sandbox; `virtual.d.ts` describes its contents. */
const VIRTUAL = 'virtual:ferry-sandbox'

/** @returns texts of all declarations that scripts are checked against, by path in the type service */
export function readDeclarations(): { [path: string]: string } {
  const files: { [path: string]: string } = {}
  const addLibrary = (name: string): void => {
    if (files[`/lib/${name}`] !== undefined) return
    const text = readFileSync(join(LIBRARY, name), 'utf8')
    files[`/lib/${name}`] = text
    for (const [, lib] of text.matchAll(/^\/\/\/ <reference lib="([^"]+)"/gm)) addLibrary(`lib.${lib}.d.ts`)
  }
  addLibrary(FIRST_LIBRARY)
  for (const folder of ['runtime/types', 'runtime/packages/types']) {
    for (const name of readdirSync(join(ROOT, folder)).sort()) {
      if (name.endsWith('.d.ts')) files[`/sandbox/${name}`] = readFileSync(join(ROOT, folder, name), 'utf8')
    }
  }
  return files
}

/** Only the bundler reads the runtime's files here: no module of the dashboard imports them. */
export function ferrySandbox(): Plugin {
  return {
    name: 'ferry-sandbox',
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    load(id) {
      if (id !== `\0${VIRTUAL}`) return undefined
      const face = JSON.stringify(join(ROOT, 'runtime/editor.ts'))
      return [
        `import { createEditorSandbox } from ${face}`,
        `export const sandbox = createEditorSandbox(${JSON.stringify(readDeclarations())})`,
      ].join('\n')
    },
  }
}
