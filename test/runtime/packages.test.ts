import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  catalogue,
  foreseenBundles,
  majorOf,
  requestOfScript,
  resolvePackage,
} from '../../runtime/packages/catalogue.ts'
import { legacyGlobals } from '../../runtime/packages/legacy-globals.ts'

const versionOf = (request: string): string | undefined => resolvePackage(request)?.entry.version

describe('which generation a script gets', () => {
  test.each([
    ['mongodb', '7.8.0'],
    ['mongodb@latest', '7.8.0'],
    ['mongodb@6', '6.22.0'],
    ['mongodb@5.1.0', '5.9.2'],
    ['mongodb@^4.1.0', '4.17.2'],
    ['mongodb@3.1.4', '3.7.4'],
    ['mongodb@2.2.10', '2.2.36'],
    ['mongodb@1.4.0', '2.2.36'],
    ['mongodb@9', '7.8.0'],
    ['tedious@1.11.0', '1.15.0'],
    ['tedious@4.0.0', '8.3.1'],
    ['tedious@9.2.3', '11.8.0'],
    ['tedious@14', '20.3.9'],
    ['pg@4.5.7', '6.4.2'],
    ['pg@7.17.0', '7.18.2'],
    ['mysql@2.0.0-alpha8', '2.18.1'],
    ['bcrypt@0.8.5', '6.0.0'],
    ['@xmldom/xmldom@0.8', '0.9.12'],
  ])('%s is %s', (request, version) => {
    expect(versionOf(request)).toBe(version)
  })

  test('a major that is not offered is recognised', () => {
    expect(resolvePackage('mongodb@3.1.4')?.instead).toBe(false)
    expect(resolvePackage('mongodb@1.4.0')?.instead).toBe(true)
    expect(resolvePackage('no-such-package@1')).toBeUndefined()
  })
})

describe('which generation of mongodb a script means that does not say so', () => {
  const REQUIRED = "var MongoClient = require('mongodb').MongoClient;"
  test.each([
    [
      'a callback that gets a database',
      `${REQUIRED} MongoClient.connect(url, function (err, db) { db.collection('u') })`,
    ],
    [
      'an arrow function',
      `${REQUIRED} MongoClient.connect(url, { server: {} }, (err, db) => { db.collection('u') })`,
    ],
    [
      'a function with a name',
      `${REQUIRED} MongoClient.connect(url, opened); function opened(err, db) { db.collection('u') }`,
    ],
    [
      'a variable that is a function',
      `${REQUIRED} var opened = function (err, db) { db.collection('u') }; MongoClient.connect(url, opened)`,
    ],
    ['then', `${REQUIRED} MongoClient.connect(url).then(function (db) { return db.collection('u') })`],
    ['then with an arrow', `${REQUIRED} MongoClient.connect(url).then(db => db.collection('u'))`],
    ['await', `${REQUIRED} const db = await MongoClient.connect(url); await db.collection('u').findOne({})`],
    ['the module called', "require('mongodb')(url, function (db) {})"],
    ['a variable called', "var mongo = require('mongodb'); mongo(url, function (db) {})"],
    ['the global', 'mongo(url, function (db) {})'],
  ])('%s means version 2', (_form, source) => {
    expect(requestOfScript('mongodb', source)).toBe('mongodb@2')
  })

  test.each([
    [
      'a client asked for its database',
      `${REQUIRED} MongoClient.connect(url, function (err, client) { client.db('x').collection('u') })`,
    ],
    [
      'a client awaited',
      `${REQUIRED} const client = await MongoClient.connect(url); const db = client.db(); db.collection('u')`,
    ],
    [
      'a client made',
      `${REQUIRED} const client = new MongoClient(url); await client.connect(); const db = client.db('x'); db.collection('u')`,
    ],
    [
      'a callback of another connect',
      `${REQUIRED} socket.connect(1, (err, x) => {}); const db = new MongoClient(url).db('x'); db.collection('u')`,
    ],
    ['the driver in a comment', '// mongodb\nconst x = 1'],
  ])('%s means the current one', (_form, source) => {
    expect(requestOfScript('mongodb', source)).toBe('mongodb')
  })

  test('members that were globals are of the generation that the script names', () => {
    expect(requestOfScript('mongodb', "require('mongodb@4.1.0').MongoClient; ObjectID('x')")).toBe(
      'mongodb@4.1.0',
    )
  })
})

test('a script loads the code that its text names, and no other', () => {
  expect(foreseenBundles("require('tedious@1.11.0')")).toEqual(['tedious-1'])
  expect(foreseenBundles('mongo(url, function (db) {})')).toEqual(['mongodb-3'])
  expect(foreseenBundles("require('mssql'); require('tedious')")).toEqual(['mssql'])
  expect(foreseenBundles("require('knex')({ client: 'pg' })")).toEqual(['knex', 'pg'])
  expect(foreseenBundles("require('bcrypt'); require('crypto'); a.mysql(1)")).toEqual([])
})

test('no two entries are the same module, and the first of a name is its newest', () => {
  const keys = catalogue.map((entry) => `${entry.name}@${majorOf(entry)}`)
  expect(new Set(keys).size).toBe(keys.length)
  for (const entry of catalogue) {
    const [current] = catalogue.filter(({ name }) => name === entry.name)
    expect(majorOf(current ?? entry)).toBeGreaterThanOrEqual(majorOf(entry))
  }
})

test('every legacy global is a module that is offered, or one of Node’s', () => {
  const missing = Object.values(legacyGlobals).filter(
    ([request]) => !resolvePackage(request) && !['crypto', 'querystring', 'util'].includes(request),
  )
  expect(missing).toEqual([])
})

test('S1: the server and the runner import no package that is there for scripts; the old drivers are bundled only', () => {
  const root = resolve(import.meta.dirname, '../..')
  // The server's own store and clients may use the current ones.
  const own = new Set(['jose', 'pg', 'mysql2'])
  const packages = catalogue
    .filter(({ source }) => source !== 'face')
    .map(({ name, folder = name }) => folder)
    .filter((name) => !own.has(name))
  const found = globSync('{server,runtime,templates}/**/*.{ts,mjs}', { cwd: root })
    .filter((file) => !file.startsWith('runtime/guest/adapters/') && !file.endsWith('.d.ts'))
    .flatMap((file) =>
      [...readFileSync(resolve(root, file), 'utf8').matchAll(/^(?:import|export) .*from '([^'.][^']*)'/gm)]
        .filter(([, name = '']) => packages.includes(name))
        .map(([line]) => `${file}: ${line}`),
    )
  expect(found).toEqual([])
})
