import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalogue, majorOf, resolvePackage } from '../../runtime/packages/catalogue.ts'
import type { PackageEntry } from '../../runtime/packages/entry.ts'
import { MODULES_FILE, modulesDocument } from '../../runtime/packages/modules-table.ts'
import type { Declared, DeclaredModule } from '../support/declared-members.ts'
import { declaredModules } from '../support/declared-members.ts'
import { useSandbox } from '../support/sandbox.ts'

const TYPES = resolve(import.meta.dirname, '../../runtime/packages/types')
const files = readdirSync(TYPES)
const modules = new Map(
  files
    .flatMap((file) => declaredModules(readFileSync(join(TYPES, file), 'utf8')))
    .map((declared) => [declared.name, declared]),
)
const sandbox = useSandbox()

/** As a script asks for it. */
function requestOf(entry: PackageEntry): string {
  return resolvePackage(entry.name)?.entry === entry ? entry.name : `${entry.name}@${majorOf(entry)}`
}

/** What a module says it has, with what it takes from others. */
function hasOf({ has, from }: DeclaredModule): Declared[] {
  const taken = from.flatMap(({ module, names }) => {
    const source = modules.get(module)
    if (!source) throw new Error(`${module} is not declared`)
    const all = hasOf(source)
    if (!names) return all
    return all
      .filter(({ expression }) => names.some((name) => new RegExp(`\\bit\\.${name}\\b`).test(expression)))
      .concat({ expression: 'it', members: names })
  })
  return [...has, ...taken]
}

test('no two declaration files say the same: one takes the types of the other', () => {
  const bodies = new Map<string, string[]>()
  for (const file of files) {
    const text = readFileSync(join(TYPES, file), 'utf8')
    const body = text.slice(text.indexOf("' {") + 3)
    if (body.split('\n').length > 6) bodies.set(body, [...(bodies.get(body) ?? []), file])
  }
  expect([...bodies.values()].filter((same) => same.length > 1)).toEqual([])
})

test('the table in the documentation is made from the catalogue as it is', () => {
  expect(readFileSync(MODULES_FILE, 'utf8')).toBe(modulesDocument())
})

test('every module and generation that is offered has types, and there are no others', () => {
  const offered = catalogue.flatMap((entry) => entry.paths.map((path) => `${requestOf(entry)}${path}`))
  expect([...modules.keys()].sort()).toEqual(offered.sort())
})

test('each file is named after its module', () => {
  const names = catalogue.map((entry) =>
    requestOf(entry)
      .replace(/^@[^/]+\//, '')
      .replace('@', '-'),
  )
  expect(files.sort()).toEqual([...new Set(names)].map((name) => `${name}.d.ts`).sort())
})

describe('everything that the types declare exists', () => {
  test.each([...modules.keys()])('%s', async (name) => {
    const declared = modules.get(name)
    const has = declared ? hasOf(declared) : []
    expect(has.flatMap(({ members }) => members)).not.toEqual([])
    const checks = has
      .map(
        ({ expression, members }) => `[function (it) { return ${expression} }, ${JSON.stringify(members)}]`,
      )
      .join(',')
    const { outcome } = await sandbox.run(`function (email, password, callback) {
      var it = require('${name}'), missing = [];
      [${checks}].forEach(function (check) {
        var value = Object(check[0](it))
        check[1].forEach(function (member) { if (!(member in value)) missing.push(check[0].toString().slice(24, -2) + '.' + member) })
      })
      callback(null, { id: 1, missing: missing })
    }`)
    expect(outcome).toEqual({ kind: 'value', value: { id: 1, missing: [] } })
  })
})
