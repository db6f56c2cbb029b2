import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { adviseScript } from '../../runtime/advice/advise.ts'
import { readScript } from '../../runtime/advice/configuration-reads.ts'
import { resolvePackage } from '../../runtime/packages/catalogue.ts'
import type { TemplateScript } from '../../templates/index.ts'
import { TEMPLATE_SCRIPTS, templates } from '../../templates/index.ts'
import { useSandbox } from '../support/sandbox.ts'
import type { Coverage } from './support/coverage.ts'
import { COVERAGE } from './support/coverage.ts'

const FOLDER = join(import.meta.dirname, '../../templates')
const scripts = templates.flatMap((template) =>
  TEMPLATE_SCRIPTS.flatMap((action) => {
    const source = template.scripts[action]
    return source === undefined ? [] : [{ template, action, id: template.id, source }]
  }),
)

test('every folder is in the list, under its own name', () => {
  const folders = readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    // What writes templates for other names.
    .filter((name) => name !== 'rename')
  expect(templates.map(({ id }) => id).toSorted()).toEqual(folders.toSorted())
})

test.each(templates)('$id says in two lines what it is for', ({ description, name, database }) => {
  expect(description.split('\n')).toHaveLength(2)
  for (const text of [name, database]) expect(text).not.toBe('')
})

test.each(scripts)(
  'the advice on scripts finds nothing in $action of $id',
  ({ template, action, source }) => {
    const configuration_keys = template.configuration.map(({ key }) => key)
    expect(adviseScript({ action, source, configuration_keys })).toEqual([])
  },
)

test.each(templates.filter(({ id }) => id !== 'blank'))(
  'the scripts of $id read the configuration that they say, all of it',
  ({ configuration, scripts: texts }) => {
    const read = Object.values(texts).flatMap((text) =>
      [...text.matchAll(/\bconfiguration\.(\w+)/g)].map(([, key = '']) => key),
    )
    expect([...new Set(read)].toSorted()).toEqual(configuration.map(({ key }) => key).toSorted())
  },
)

test.each(scripts)('$action of $id needs no key but the required ones', ({ template, action, source }) => {
  const { configuration_keys, optional_keys } = readScript({ action, source })
  const needed = configuration_keys.filter((key) => !optional_keys.includes(key))
  const required = template.configuration.filter((key) => key.required).map(({ key }) => key)
  expect(required).toEqual(expect.arrayContaining(needed))
})

test.each(templates.filter(({ driver }) => driver !== undefined))(
  'the driver of $id is offered, and all that its scripts require',
  ({ driver = '', scripts: texts }) => {
    const required = Object.values(texts).flatMap((text) =>
      [...text.matchAll(/\brequire\('([^']+)'\)/g)].map(([, name = '']) => name),
    )
    expect(
      required.map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      ),
    ).toContain(driver)
    const packages = required.filter((name) => !name.startsWith('node:'))
    for (const name of packages) expect(resolvePackage(name), name).toBeDefined()
  },
)

describe('the scripts of blank', () => {
  const sandbox = useSandbox()
  const ARGUMENTS: { readonly [action in TemplateScript]: readonly (string | boolean | object)[] } = {
    login: ['ann@example.com', 'a password'],
    get_user: ['ann@example.com'],
    create: [{ email: 'ann@example.com', password: 'a password' }],
    verify: ['ann@example.com'],
    change_password: ['ann@example.com', 'a password'],
    delete: ['1'],
    change_email: ['ann@example.com', 'new@example.com', true],
  }
  test.each(TEMPLATE_SCRIPTS)('%s asks to be implemented', async (action) => {
    const source = templates.find(({ id }) => id === 'blank')?.scripts[action] ?? ''
    const { outcome } = await sandbox.run('', {
      script: { action, source, revision: '1' },
      args: ARGUMENTS[action] as never,
    })
    expect(outcome).toMatchObject({
      kind: 'failure',
      code: 'script_error',
      message: `Please implement the ${action} script of this connection.`,
    })
  })
})

const KINDS: { readonly [kind in Coverage['kind']]: string } = {
  real: 'real server',
  double: 'double',
  stub: 'stub',
  none: '–',
}

test('the table in templates/README.md is current; `vitest run test/templates/list.test.ts -u` writes it', async () => {
  const rows = templates.map(({ id, name, driver }) => {
    const { kind, against, instead } = COVERAGE.find((row) => row.id === id) ?? {
      kind: 'none',
      against: 'nothing',
    }
    const cells = [
      `\`${id}\``,
      name,
      driver ? `\`${driver}\`` : '–',
      KINDS[kind],
      against,
      instead ? `\`${instead}\`` : '–',
    ]
    return `| ${cells.join(' | ')} |`
  })
  const table = [
    '| template | | driver | in CI | which is | instead |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
  const path = join(FOLDER, 'README.md')
  const text = readFileSync(path, 'utf8')
  await expect(
    text.replace(/(<!-- table -->\n)[\s\S]*(<!-- \/table -->)/, `$1${table}\n$2`),
  ).toMatchFileSnapshot(path)
})

test('what a template runs against is named for every template, and every test is there', () => {
  expect(COVERAGE.map(({ id }) => id)).toEqual(templates.map(({ id }) => id))
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'))
  const texts = files.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')).join('\n')
  for (const { id, kind } of COVERAGE) {
    if (kind !== 'none')
      expect(texts, id).toMatch(new RegExp(`testTemplate\\(\\s*'${id}'|/hosted/${id}\\.ts'`))
  }
  const named = COVERAGE.flatMap(({ against }) =>
    [...against.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path),
  )
  for (const path of named) expect(existsSync(join(FOLDER, '..', path)), path).toBe(true)
})
