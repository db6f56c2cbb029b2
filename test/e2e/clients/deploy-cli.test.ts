/** `auth0-deploy-cli`, as published, against a started Ferry behind TLS. @module */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, onTestFinished, test } from 'vitest'
import { AUTH0_FILES, writeAuth0Folder } from './auth0-folder.ts'
import { GET_USER_SCRIPT, LOGIN_SCRIPT, useStage } from './stage.ts'

const ANN = { id: 7, email: 'ann@example.com', password: 'a legacy password' }
const BEN = { id: 8, email: 'ben@example.com', password: 'another legacy password' }
const stage = useStage([ANN, BEN])

const packageFile = createRequire(import.meta.url).resolve('auth0-deploy-cli/package.json')
const CLI = join(dirname(packageFile), 'lib/index.js')

const NAME = 'deployed-users'
const noop = (action: string): string =>
  `function ${action}() {\n  // \u2603 line two\n  arguments[arguments.length - 1](null);\n}\n`
const SCRIPTS: { readonly [action: string]: string } = {
  login: LOGIN_SCRIPT,
  get_user: GET_USER_SCRIPT,
  create: noop('create'),
  verify: noop('verify'),
  change_password: noop('changePassword'),
  delete: noop('deleteUser'),
  change_email: noop('changeEmail'),
}

/** Runs the tool as people do. @returns what it printed */
async function deploy(...args: string[]): Promise<string> {
  return deployOnly(['databases'], ...args)
}

/** @param kinds what the tool works with; none: with everything that a tenant has */
async function deployOnly(kinds: readonly string[], ...args: string[]): Promise<string> {
  const { domain, terminator, ferry, legacy } = stage()
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [CLI, ...args], {
    env: {
      PATH: process.env.PATH,
      // Its own code takes seconds to compile, at each of its runs.
      NODE_COMPILE_CACHE: join(inject('serverPlans').run_dir, 'compile-cache'),
      AUTH0_DOMAIN: domain,
      AUTH0_CLIENT_ID: ferry.admin.client_id,
      AUTH0_CLIENT_SECRET: ferry.admin.client_secret,
      ...(kinds.length > 0 && { AUTH0_INCLUDED_ONLY: JSON.stringify(kinds) }),
      AUTH0_KEYWORD_REPLACE_MAPPINGS: JSON.stringify({
        LEGACY_URL: legacy.url,
        CLIENT_ID: ferry.admin.client_id,
      }),
      NODE_EXTRA_CA_CERTS: terminator.certificate_file,
    },
  })
  return stdout + stderr
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ferry-deploy-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A folder as the tool's own documentation lays it out. */
function writeTenant(folder: string, scripts: { readonly [action: string]: string }): void {
  const database = join(folder, 'database-connections', NAME)
  mkdirSync(database, { recursive: true })
  for (const [action, source] of Object.entries(scripts))
    writeFileSync(join(database, `${action}.js`), source)
  writeFileSync(
    join(database, 'database.json'),
    JSON.stringify({
      name: NAME,
      strategy: 'auth0',
      enabled_clients: ['##CLIENT_ID##'],
      options: {
        import_mode: true,
        enabledDatabaseCustomization: true,
        passwordPolicy: 'low',
        an_option_of_tomorrow: { kept: [1, 2] },
        ferry_mfa_factors: 'drop',
        configuration: { url: '##LEGACY_URL##', people: JSON.stringify([ANN, BEN]) },
        customScripts: Object.fromEntries(Object.keys(scripts).map((action) => [action, `./${action}.js`])),
      },
    }),
  )
}

async function connection(): Promise<{ id: string; name: string; options: { [key: string]: unknown } }> {
  const { body } = await stage().ferry.api('GET', `connections?name=${NAME}`)
  const [found] = body as { id: string; name: string; options: { [key: string]: unknown } }[]
  if (!found) throw new Error('the connection was to be there')
  return found
}

test('a folder is imported, exported byte for byte, changed and imported again, with its secrets intact', async () => {
  const { ferry } = stage()
  const folder = newFolder()
  writeTenant(folder, SCRIPTS)
  await deploy('import', '--input_file', folder)
  const made = await connection()
  expect(made.options.customScripts).toEqual(SCRIPTS)
  expect((await ferry.login(made, ANN.email, ANN.password)).status).toBe(200)

  const exported = newFolder()
  await deploy('export', '--format', 'directory', '--output_folder', exported)
  const database = join(exported, 'database-connections', NAME)
  expect(readdirSync(database).toSorted()).toEqual(
    ['database.json', ...Object.keys(SCRIPTS).map((action) => `${action}.js`)].toSorted(),
  )
  for (const [action, source] of Object.entries(SCRIPTS)) {
    expect(readFileSync(join(database, `${action}.js`), 'utf8')).toBe(source)
  }
  expect(JSON.parse(readFileSync(join(database, 'database.json'), 'utf8'))).toMatchObject({
    options: {
      an_option_of_tomorrow: { kept: [1, 2] },
      ferry_mfa_factors: 'drop',
      passwordPolicy: 'low',
    },
  })

  // The export has no configuration: importing it must not lose what is stored.
  writeFileSync(join(database, 'create.js'), noop('anotherCreate'))
  await deploy('import', '--input_file', exported)
  const changed = await connection()
  expect(changed.id).toBe(made.id)
  expect(changed.options.customScripts).toEqual({ ...SCRIPTS, create: noop('anotherCreate') })
  expect(changed.options.an_option_of_tomorrow).toEqual({ kept: [1, 2] })
  expect(changed.options.ferry_mfa_factors).toBe('drop')
  // Not stored yet: only the script, with its configuration, can let him in.
  expect((await ferry.login(changed, BEN.email, BEN.password)).status).toBe(200)
  expect(stage().terminator.passed.filter(({ status }) => status >= 500)).toEqual([])
  // The tool waits by itself, and takes its time to load: three runs of it.
}, 180_000)

test('an API is imported, exported, changed and imported again; the Management API is left alone', async () => {
  const { ferry } = stage()
  const folder = newFolder()
  const file = (root: string): string => join(root, 'resource-servers', 'Orders.json')
  const orders = {
    name: 'Orders',
    identifier: 'https://orders.example.com',
    scopes: [{ value: 'read:orders', description: 'Read orders' }],
    signing_alg: 'RS256',
    allow_offline_access: true,
    token_lifetime: 600,
    token_lifetime_for_web: 300,
    token_dialect: 'access_token',
    enforce_policies: false,
    skip_consent_for_verifiable_first_party_clients: true,
  }
  mkdirSync(join(folder, 'resource-servers'))
  writeFileSync(file(folder), JSON.stringify(orders))
  await deployOnly(['resourceServers'], 'import', '--input_file', folder)
  const made = await ferry.api('GET', `resource-servers/${encodeURIComponent(orders.identifier)}`)
  expect(made.body).toMatchObject(orders)

  const exported = newFolder()
  await deployOnly(['resourceServers'], 'export', '--format', 'directory', '--output_folder', exported)
  expect(readdirSync(join(exported, 'resource-servers'))).toEqual(['Orders.json'])
  const read = JSON.parse(readFileSync(file(exported), 'utf8'))
  expect(read).toMatchObject(orders)
  writeFileSync(file(exported), JSON.stringify({ ...read, token_lifetime: 900 }))
  await deployOnly(['resourceServers'], 'import', '--input_file', exported)
  const { id } = made.body as { id: string }
  expect((await ferry.api('GET', `resource-servers/${id}`)).body).toMatchObject({
    ...orders,
    token_lifetime: 900,
  })
  expect(stage().terminator.passed.filter(({ status }) => status >= 400)).toEqual([])
}, 180_000)

/** @returns the JSON files of a folder, by their paths; secrets and IDs are not in them */
function filesOf(folder: string): { [path: string]: unknown } {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.json'),
  )
  return Object.fromEntries(paths.map((path) => [path, JSON.parse(readFileSync(join(folder, path), 'utf8'))]))
}

test('the folder of a whole Auth0 tenant is imported, exported with all that was in it, and imported again without a difference', async () => {
  const folder = newFolder()
  writeAuth0Folder(folder)
  await deployOnly([], 'import', '--input_file', folder)
  const first = newFolder()
  await deployOnly([], 'export', '--format', 'directory', '--output_folder', first)
  const exported = filesOf(first)
  for (const [path, content] of Object.entries(AUTH0_FILES)) {
    if (typeof content === 'string') {
      expect(readFileSync(join(first, path), 'utf8').trim(), path).toBe(content.trim())
    } else expect(exported[path], path).toMatchObject(content)
  }
  expect(Object.values(exported)).toContainEqual(
    expect.objectContaining({
      audience: 'https://orders.example.com',
      client_id: 'Shop',
      scope: ['read:orders'],
    }),
  )
  expect(JSON.stringify(exported)).not.toContain('not kept')

  await deployOnly([], 'import', '--input_file', first)
  const second = newFolder()
  await deployOnly([], 'export', '--format', 'directory', '--output_folder', second)
  expect(filesOf(second)).toEqual(exported)
  expect(stage().terminator.passed.filter(({ status }) => status >= 500)).toEqual([])
  // The tool waits by itself between its calls: four runs of it.
}, 300_000)
