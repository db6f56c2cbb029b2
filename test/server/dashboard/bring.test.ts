import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { findConnections } from '../../../server/dashboard/pages/bring/brought.ts'
import { filled, filledValue, readJson } from '../../../server/dashboard/pages/bring/markers.ts'
import { splitPasted } from '../../../server/dashboard/pages/bring/pasted.ts'
import { readFiles } from '../../../server/dashboard/pages/bring/read-files.ts'

const LOGIN =
  'function login(email, password, callback) { f(configuration.DB_HOST, configuration.PORT || 1) }'
const GET_USER = "function getByEmail(email, callback) { f('##TABLE##', configuration.DB_PASSWORD) }"

const exported = {
  name: 'legacy users',
  strategy: 'auth0',
  enabled_clients: ['Shop'],
  options: {
    customScripts: { login: './login.js', get_user: './get_user.js' },
    configuration: { DB_HOST: 'db.example', DB_PASSWORD: '2.0$abc$def', DB_USER: '##DB_USER##' },
    import_mode: true,
    passwordPolicy: 'good',
  },
}

test('each folder of an export of the deploy tool is a connection, with its options; values that only Auth0 can decrypt are asked for', () => {
  const { connections, notes } = findConnections([
    { path: 'tenant/database-connections/legacy users/database.json', text: JSON.stringify(exported) },
    { path: 'tenant/database-connections/legacy users/login.js', text: LOGIN },
    { path: 'tenant/database-connections/legacy users/get_user.js', text: GET_USER },
    { path: 'tenant/database-connections/other/changePassword.js', text: 'function f() {}' },
    { path: 'tenant/actions/greet/code.js', text: 'exports.x = 1' },
  ])
  expect(notes).toEqual([])
  expect(connections).toMatchObject([
    {
      name: 'legacy-users',
      scripts: { login: LOGIN, get_user: GET_USER },
      options: { import_mode: true, passwordPolicy: 'good' },
      configuration: {
        DB_HOST: 'db.example',
        DB_PASSWORD: undefined,
        DB_USER: '##DB_USER##',
        PORT: undefined,
      },
      optional: ['PORT'],
      markers: { text: ['TABLE', 'DB_USER'], json: [] },
      applications: ['Shop'],
    },
    { name: 'other', scripts: { change_password: 'function f() {}' } },
  ])
})

test('files that are no scripts say so, and broken JSON costs only the options', () => {
  expect(findConnections([{ path: 'readme.js', text: '' }]).notes[0]).toContain('login.js, get_user.js')
  expect(findConnections([{ path: 'x/tenant.yaml', text: 'databases: []' }]).notes.join()).toContain(
    '--format=directory',
  )
  const { connections } = findConnections([
    { path: 'a/database.json', text: '{ "name": ' },
    { path: 'a/login.js', text: LOGIN },
  ])
  expect(connections).toMatchObject([{ name: 'a', scripts: { login: LOGIN }, options: {} }])
  expect(connections[0]?.notes).toEqual(['a/database.json is not valid JSON, so its options are not used.'])
})

test('markers of the deploy tool get their values: ## as text, @@ as JSON, also without quotation marks', () => {
  const read = readJson(
    '{ "options": { "a": @@LIST@@, "b": "@@LIST@@", "c": "x-##NAME##", "d": "##NAME##" } }',
  )
  expect(read).toMatchObject({ kind: 'read' })
  if (read.kind === 'broken') return
  expect(filledValue(read.value, { LIST: '["one", 2]', NAME: 'shop' })).toEqual({
    options: { a: ['one', 2], b: ['one', 2], c: 'x-shop', d: 'shop' },
  })
  expect(
    filled('const all = @@LIST@@, name = "##NAME##", other = ##OTHER##', { LIST: '[1]', NAME: 'n' }),
  ).toBe('const all = [1], name = "n", other = ##OTHER##')
  expect(readJson('[')).toEqual({ kind: 'broken' })
})

test('several pasted scripts are told apart by the names of their functions', () => {
  const text = `const helper = 1
function login(email, password, callback) {
  function create() {}
}

/**
 * Finds a user.
 */
async function getByEmail(email, callback) {}
function changePassword(email, password, callback) {}`
  const scripts = splitPasted(text)
  expect(scripts.map(({ action }) => action)).toEqual(['login', 'get_user', 'change_password'])
  expect(scripts[0]?.text).toContain('const helper')
  expect(scripts[1]?.text).toMatch(/^\/\*\*\n \* Finds a user/)
  expect(splitPasted('async (email, password, callback) => {}')).toMatchObject([{ action: 'login' }])
  expect(splitPasted('  \n')).toEqual([])
})

test('a ZIP file is unpacked within limits; other people’s code in it is left out', async () => {
  const zipped = (content: { [path: string]: string }): File => {
    const packed = zipSync(
      Object.fromEntries(Object.entries(content).map(([path, text]) => [path, strToU8(text)])),
    )
    return new File([new Uint8Array(packed)], 'crm.zip')
  }
  const given = (file: File) => [{ path: file.name, file }]
  const files = await readFiles(
    given(
      zipped({
        'login.js': LOGIN,
        'db/get_user.js': GET_USER,
        'node_modules/pg/create.js': 'x',
        'picture.png': 'x',
        'huge/login.js': ' '.repeat(2 * 1024 * 1024),
      }),
    ),
  )
  expect(files.map(({ path }) => path).toSorted()).toEqual(['crm/login.js', 'db/get_user.js'])
  const many = Object.fromEntries(
    Array.from({ length: 21 }, (_, index) => [`${index}/login.js`, ' '.repeat(1024 * 1024)]),
  )
  await expect(readFiles(given(zipped(many)))).rejects.toThrow('The files are larger than 20 MB in all.')
  await expect(readFiles(given(new File(['no zip'], 'x.zip')))).rejects.toThrow(
    'x.zip is not a ZIP file that can be read.',
  )
})
