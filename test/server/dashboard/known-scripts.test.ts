import { globSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createEditorSandbox } from '../../../runtime/editor.ts'
import type { Action } from '../../../runtime/index.ts'
import { ACTIONS } from '../../../runtime/index.ts'
import { catalogue } from '../../../runtime/packages/catalogue.ts'
import { createReader } from '../../../server/dashboard/editor/types/program.ts'
import { readDeclarations } from '../../../server/dashboard/vite-sandbox.ts'
import { templates } from '../../../templates/index.ts'
import { declaredModules } from '../../support/declared-members.ts'
import { useSandbox } from '../../support/sandbox.ts'
import { scriptOf, shown, startTypeService } from './support.ts'

const service = startTypeService()

describe('no template has a problem in the editor', () => {
  test.each(templates.map((template) => [template.id, template] as const))('%s', (_id, template) => {
    const configurationKeys = template.configuration.map(({ key }) => key)
    const found = ACTIONS.flatMap((action) => {
      const text = template.scripts[action]
      if (text === undefined) return []
      return shown(text, service.problems(scriptOf(text, { action, configurationKeys })))
    })
    expect(found).toEqual([])
  })

  test('nor has one when only the keys that it needs are set', () => {
    const found = templates.flatMap((template) => {
      const configurationKeys = template.configuration
        .filter(({ required }) => required)
        .map(({ key }) => key)
      return ACTIONS.flatMap((action) => {
        const text = template.scripts[action]
        if (text === undefined) return []
        return shown(text, service.problems(scriptOf(text, { action, configurationKeys })))
      })
    })
    expect(found).toEqual([])
  })
})

const CORPUS = resolve(import.meta.dirname, '../../corpus')

/** Which script an old text is, by its name. */
function actionOf(file: string): Action {
  if (file.endsWith('find-each.js')) return 'get_user'
  const named = ACTIONS.find((action) => basename(file).includes(action.replaceAll('_', '-')))
  return named ?? 'login'
}

describe('old scripts that run have no error and no warning of types', () => {
  const files = globSync('*/*.js', { cwd: CORPUS }).sort()
  /** What these are told is so. */
  const true_of: { readonly [file: string]: RegExp } = {
    'other/2013-absent-global.js': /^error global-not-offered «cassandra»/,
    // Returns no user, but what it has computed.
    'other/2014-pbkdf2-global.js': /^warning profile .* The profile has no `email`/,
  }
  test.each(files)('%s', (file) => {
    const text = readFileSync(resolve(CORPUS, file), 'utf8')
    const problems = service
      .problems(scriptOf(text, { action: actionOf(file), configurationKeys: null }))
      .filter(({ severity, code }) => severity !== 'hint' && !code.startsWith('advice/'))
    const unexpected = shown(text, problems).filter((line) => !true_of[file]?.test(line))
    expect(unexpected).toEqual([])
    if (true_of[file]) expect(problems).not.toEqual([])
  })
})

describe('what scripts see is declared', () => {
  const sandbox = createEditorSandbox(readDeclarations())
  const isolates = useSandbox()

  test('every module that can be required has a declaration, and no other', async () => {
    const { outcome } = await isolates.run(
      "function (e, p, callback) { callback(null, { id: 1, own: require('module').builtinModules }) }",
    )
    const packages = sandbox.modules.filter((module) => sandbox.resolve(module)?.version !== undefined)
    const own = sandbox.modules.filter((module) => !packages.includes(module))
    expect(outcome).toEqual({ kind: 'value', value: { id: 1, own: expect.any(Array) } })
    const there = outcome.kind === 'value' ? (outcome.value as { own: string[] }).own : []
    expect(own.sort()).toEqual(there.sort())
    expect(packages).toHaveLength(catalogue.flatMap(({ paths }) => paths).length)
  })

  test('what the declarations of Node’s modules and of the globals name is there', async () => {
    const declared = declaredModules(sandbox.files['/sandbox/node.d.ts'] ?? '')
    expect(declared.map(({ name }) => name)).toContain('crypto')
    const members = declared.flatMap(({ name, has }) =>
      has
        .filter(({ expression }) => expression === 'it')
        .flatMap(({ members }) => members.map((member) => [name, member])),
    )
    expect(members.length).toBeGreaterThan(60)
    const globals = [
      ...(sandbox.files['/sandbox/globals.d.ts'] ?? '').matchAll(/^declare (?:class|const|function) (\w+)/gm),
    ].map(([, name]) => name)
    expect(globals.length).toBeGreaterThan(30)
    const { outcome } = await isolates.run(`function (e, p, callback) {
      const missing = ${JSON.stringify(members)}.filter(([name, member]) => !(member in require(name))).map(String)
      for (const name of ${JSON.stringify(globals)}) if (!(name in globalThis)) missing.push(name)
      callback(null, { id: 1, missing })
    }`)
    expect(outcome).toEqual({ kind: 'value', value: { id: 1, missing: [] } })
  })

  test('the declarations themselves are right', () => {
    const { program } = createReader(sandbox)(scriptOf('function login(email, password, callback) {}'))
    const files = program.getSourceFiles().filter(({ fileName }) => !fileName.startsWith('/lib/'))
    expect(files.length).toBeGreaterThan(35)
    const found = files.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ])
    expect(found.map(({ file, messageText }) => `${file?.fileName}: ${JSON.stringify(messageText)}`)).toEqual(
      [],
    )
  })
})
