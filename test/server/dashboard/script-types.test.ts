import { describe, expect, test } from 'vitest'
import { createEditorSandbox } from '../../../runtime/editor.ts'
import { framed, scriptFrames, withoutExports } from '../../../runtime/script-text.ts'
import type { Script } from '../../../server/dashboard/editor/types/contract.ts'
import { frameScript } from '../../../server/dashboard/editor/types/script-frame.ts'
import { readDeclarations } from '../../../server/dashboard/vite-sandbox.ts'
import { scriptOf, shown, startTypeService } from './support.ts'

const sandbox = createEditorSandbox(readDeclarations())
const service = startTypeService()

/** Errors and warnings without advice, as a person sees them. */
function said(text: string, more: Partial<Script> = {}): string[] {
  const problems = service.problems(scriptOf(text, more))
  const grave = problems.filter(({ severity, code }) => severity !== 'hint' && !code.startsWith('advice/'))
  return shown(text, grave)
}

/** The text after the first fix of its first problem. */
function mended(text: string, more: Partial<Script> = {}): string {
  const [problem] = service.problems(scriptOf(text, more)).filter(({ fixes }) => fixes.length > 0)
  const edits = problem?.fixes[0]?.edits ?? []
  return edits
    .toSorted((one, other) => other.from - one.from)
    .reduce((whole, { from, to, text: by }) => whole.slice(0, from) + by + whole.slice(to), text)
}

/** Where `|` stands in a text, and the text without it. */
function at(marked: string, more: Partial<Script> = {}) {
  const place = marked.indexOf('|')
  return { ...scriptOf(marked.replace('|', ''), more), at: place }
}

const labels = (marked: string, more: Partial<Script> = {}): string[] =>
  service.complete(at(marked, more))?.items.map(({ label }) => label) ?? []

test.each([
  ['a named function', 'function login(email, password, callback) {}'],
  ['an expression', '(email, password, callback) => {}'],
  ['statements', "const c = require('crypto')\nmodule.exports = (email, password, callback) => {}"],
  ['an export', 'export default function login(email, password, callback) {}'],
])(
  'what is checked is what the runtime evaluates, but for the comment that gives the type: %s',
  (_name, source) => {
    const { text, toFrame, toSource } = frameScript(source, scriptOf(source), sandbox)
    // The type, with the brackets or the semicolon that it needs.
    const bare = text
      .replace(/\n\/\*\* @type \{[^}]*\} \*\/ const /, 'const ')
      .replace(/;\n\/\*\* @type \{[^}]*\} \*\//, '')
      .replace(/\/\*\* @type \{[^}]*\} \*\/\((.*)\)\n;/, '$1\n;')
    const evaluated = scriptFrames('login').map((frame) =>
      framed(frame, withoutExports(source) ?? source, 'login').replace(/\n\/\/# sourceURL=.*$/, ''),
    )
    expect(evaluated).toContain(bare)
    for (let at = 0; at < source.length; at++) expect(toSource(toFrame(at))).toBe(at)
  },
)

describe('a script’s parameters have their types, whatever its shape', () => {
  const wrong = ['error ts2339 «foo» `foo` does not exist on a string.']
  test.each([
    ['named', 'function login(email, password, callback) { email.foo; callback(null) }'],
    ['named otherwise', 'function check(email, password, callback) { email.foo; callback(null) }'],
    ['anonymous', 'function (email, password, callback) { email.foo; callback(null) }'],
    ['async', 'async function login(email, password, callback) { email.foo; callback(null) }'],
    ['anonymous async', 'async function (email, password, callback) { email.foo; callback(null) }'],
    ['an arrow', '(email, password, callback) => { email.foo; callback(null) }'],
    ['an async arrow', 'async (email, password, callback) => { email.foo; callback(null) }'],
    ['in brackets', '(function (email, password, callback) { email.foo; callback(null) })'],
    ['after comments', '// one\n/** @param {x} y */\nfunction login(email, p, cb) { email.foo; cb(null) }'],
    ['with a semicolon', 'function login(email, password, callback) { email.foo; callback(null) };'],
    ['before helpers', 'function login(email, p, cb) { help(email.foo); cb(null) }\nfunction help(a) {}'],
  ])('%s', (_shape, text) => {
    expect(said(text)).toEqual(wrong)
  })

  test.each([
    [
      'below a helper',
      'function help(a, b, cb) { a.foo; cb() }\nfunction login(email, p, cb) { email.foo; cb() }',
    ],
    [
      'below statements',
      `'use strict'\nconst c = require('crypto')\nfunction login(email, p, cb) { email.foo; cb() }`,
    ],
    ['in a variable', 'const login = async (email, p, cb) => { email.foo; cb() }'],
    ['exported', 'module.exports = function (email, p, cb) { email.foo; cb() }'],
    ['exported by name', 'exports.login = (email, p, cb) => { email.foo; cb() }'],
    ['the default export', 'export default async function (email, p, cb) { email.foo; cb() }'],
    ['an export by name', 'export const login = (email, p, cb) => { email.foo; cb() }'],
  ])('the function named for the action is the script, wherever it stands: %s', (_shape, text) => {
    expect(said(text)).toEqual(wrong)
  })

  test('completion works in a function below other functions', () => {
    expect(labels('function help() {}\nfunction login(email, password, callback) { email.| }')).toContain(
      'toLowerCase',
    )
  })

  test('with the context, the callback comes after it', () => {
    const text = 'function login(email, password, context, callback) { callback.foo; callback(null) }'
    expect(said(text, { hasContext: true })[0]).toContain('«foo»')
    expect(said(text.replace('callback.foo', 'context.foo'), { hasContext: true })).toEqual([])
    const remove = 'function remove(id, context, callback) { context.idempotency_key.foo; callback(null) }'
    expect(said(remove, { action: 'delete', hasContext: true })[0]).toContain('«foo»')
  })

  test.each([
    ['login', 'function login(email, password, callback) { callback(null, { user_id: 1, email: email }) }'],
    ['get_user', 'function getByEmail(email, callback) { callback(null, { id: "1", email: email }) }'],
    ['create', 'function create(user, callback) { callback(user.email && user.password ? null : "no") }'],
    ['verify', 'function verify(email, callback) { callback(null, true) }'],
    ['change_password', 'function changePassword(email, newPassword, callback) { callback(null, {}) }'],
    ['delete', 'function remove(id, callback) { callback() }'],
    [
      'change_email',
      'function changeEmail(email, newEmail, verified, callback) { callback(null, verified) }',
    ],
  ] as const)('%s has no problem when it is right', (action, text) => {
    expect(said(text, { action })).toEqual([])
  })

  test('every way to call the callback is accepted', () => {
    const ways = [
      'callback()',
      'callback(null)',
      'callback(null, null)',
      'callback("no")',
      'callback(new Error(e))',
    ]
    for (const way of ways) expect(said(`function login(e, p, callback) { ${way} }`)).toEqual([])
  })

  test('a script that is not one function is an error, and an empty script is not', () => {
    expect(said('42')[0]).toContain('The script must be one function')
    expect(said('const x = 1\nfunction help() {}')[0]).toContain('The script must be one function')
    expect(said(' \n')).toEqual([])
  })

  test('a syntax error is reported once a line, and hides all other problems', () => {
    const text = 'function login(email, password, callback) {\n  callback(null, {\n}'
    const problems = service.problems(scriptOf(text))
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.every(({ isSyntax }) => isSyntax)).toBe(true)
    const lines = problems.map(({ from }) => text.slice(0, from).split('\n').length)
    expect(new Set(lines).size).toBe(lines.length)
  })
})

describe('profiles', () => {
  const login = (profile: string) =>
    `function login(email, password, callback) { callback(null, ${profile}) }`

  test('a misspelt required field is an error, with a quick fix that renames it', () => {
    const text = login("{ user_id: '1', emial: email }")
    expect(said(text)).toEqual([
      'error profile «emial» The profile has no `email`. Did you mean `email` instead of `emial`?',
    ])
    expect(mended(text)).toBe(login("{ user_id: '1', email: email }"))
  })

  test('a misspelt optional field is a warning', () => {
    expect(said(login('{ user_id: 1, email, emailVerified: true }'))).toEqual([
      'warning profile «emailVerified» `emailVerified` is not a field of the profile. Did you mean `email_verified`?',
    ])
  })

  test('a misspelt field of a profile in a variable is found', () => {
    const text = `function login(email, password, callback) {
  const profile = { usr_id: 1, email: email }
  callback(null, profile)
}`
    expect(said(text)).toEqual([
      'error profile «usr_id» The profile has no `user_id`. Did you mean `user_id` instead of `usr_id`?',
    ])
    expect(mended(text)).toContain('{ user_id: 1, email: email }')
  })

  test('the fix of a shorthand property keeps its variable', () => {
    const text = 'function login(emial, password, callback) { callback(null, { user_id: 1, emial }) }'
    expect(mended(text)).toContain('{ user_id: 1, email: emial }')
  })

  test('a profile without an id is an error, one without an email a warning, and no profile an error', () => {
    expect(said(login('{ email }'))[0]).toMatch(/^error profile .* no `user_id`/)
    expect(said(login('{ _id: 1 }'))).toHaveLength(1)
    expect(said(login('{ _id: 1 }'))[0]).toMatch(/^warning profile .* no `email`/)
    expect(said(login("'ok'"))[0]).toContain('The callback got a string')
  })

  test('custom attributes, database rows and spreads are not reported', () => {
    expect(said(login("{ user_id: 1, email, plan: 'gold', same: 1, department_name: '' }"))).toEqual([])
    const row = `function login(email, password, callback) {
  const mysql = require('mysql')
  mysql.createConnection({}).query('SELECT 1', function (err, rows) { callback(err, { ...rows[0], plan: 1 }) })
}`
    expect(said(row)).toEqual([])
  })
})

describe('modules', () => {
  const login = (code: string) =>
    `async function login(email, password, callback) { ${code}; callback(null) }`

  test('a module that is not offered is an error that says what to use, with a quick fix to the closest name', () => {
    const text = login("const m = require('mongdb'); m.x()")
    expect(said(text)[0]).toMatch(
      /^error module-not-offered «'mongdb'» .*it is not offered\. Did you mean require\("mongodb"\)\?$/,
    )
    expect(mended(text)).toBe(login("const m = require('mongodb'); m.x()"))
    expect(said(login("require('left-pad')"))[0]).toContain(
      "Cannot find module 'left-pad': it is not offered.",
    )
    expect(said(login("require('fs')"))[0]).toContain("«'fs'»")
  })

  test('a `require` that the script defines itself is not checked', () => {
    expect(said('function login(email, password, callback, require) { require("x") }')).toEqual([])
  })

  test('an unknown driver method is reported, with a quick fix to the closest name', () => {
    const text = login("const c = require('mysql2').createConnection({}); c.exekute('SELECT 1')")
    expect(said(text)).toEqual([
      'error ts2551 «exekute» `exekute` does not exist on `Connection`. Did you mean `execute`?',
    ])
    expect(mended(text)).toContain('c.execute(')
    expect(said(text.replace('exekute', 'sendAll'))[0]).toMatch(/^error ts2339 «sendAll»/)
  })

  test.each([
    ['mysql2', 'execute', []],
    ['mysql', 'execute', ['error ts2339']],
    ['mysql2@1.7.0', 'execute', []],
  ])('the calls are those of the driver that is asked for: %s has %s or not', (name, method, problems) => {
    const text = login(`const c = require('${name}').createConnection({}); c.${method}('SELECT 1')`)
    expect(said(text).map((line) => line.slice(0, 12))).toEqual(problems)
  })

  test.each([
    ['mongodb@3', true],
    ['mongodb@3.1.4', true],
    ['mongodb@~3.6', true],
    ['mongodb@5', false],
    ['mongodb@6.3.0', false],
  ])('each generation has its own calls: isConnected in %s is %s', (name, isThere) => {
    const text = login(`const c = new (require('${name}').MongoClient)('mongodb://x'); c.isConnected()`)
    expect(said(text)).toHaveLength(isThere ? 0 : 1)
  })

  test('calls of version 2 pass on the current mongodb, as they do in the sandbox', () => {
    const text = login(`const m = require('mongodb'); const id = new m.ObjectID()
  new m.MongoClient('mongodb://x').db('a').collection('b').update({ id }, {}, function (err) { callback(err) })`)
    expect(said(text)).toEqual([])
    expect(said(text.replace('.update(', '.updat('))).toHaveLength(1)
  })

  test('a hint says which version a script gets when the one it asks for is not offered', () => {
    const text = login("require('pg@4.5.7')")
    const told = shown(text, service.problems(scriptOf(text)))
    expect(told).toContain(
      "hint other-version «'pg@4.5.7'» `pg@4.5.7` is not offered. The script gets pg 6.4.2 instead.",
    )
  })

  test('legacy globals have their types and are marked as deprecated; those that are gone are errors', () => {
    const text =
      'function login(email, password, callback) { bcrypt.comparee; cassandra.x(); callback(null) }'
    const told = shown(text, service.problems(scriptOf(text)))
    expect(told).toContain(
      "hint ts6385 «bcrypt» `bcrypt` is deprecated. Write `require('bcrypt')`: this global is there for old scripts.",
    )
    expect(told.some((line) => line.startsWith('error ts2551 «comparee»'))).toBe(true)
    expect(told.some((line) => line.startsWith('error global-not-offered «cassandra»'))).toBe(true)
  })
})

describe('configuration', () => {
  const login = (code: string) => `function login(email, password, callback) { callback(${code}) }`
  const keys = { configurationKeys: ['DB_HOST', 'DB_USER'] }

  test('a key that the connection does not have is an error, with a quick fix to the closest key', () => {
    const text = login('configuration.DBHOST')
    expect(said(text, keys)).toEqual([
      'error configuration-key «DBHOST» The configuration has no key DBHOST. Did you mean DB_HOST?',
    ])
    expect(mended(text, keys)).toBe(login('configuration.DB_HOST'))
    expect(mended(login("configuration['DB_USR']"), keys)).toBe(login("configuration['DB_USER']"))
    expect(said(login('configuration.SECRET'), keys)[0]).toContain('Add it under Configuration.')
  })

  test('optional keys are not checked, and no key is while the keys are unknown', () => {
    for (const code of [
      'configuration.PORT || 3306',
      'configuration.PORT ?? 3306',
      'configuration.CA ? { ca: configuration.CA } : undefined',
      "configuration.TLS === 'on'",
      '!configuration.TLS',
      'configuration[email]',
    ]) {
      expect(said(login(code), keys)).toEqual([])
    }
    expect(said(login('configuration.ANY'), { configurationKeys: null })).toEqual([])
  })

  test('configuration keys are completed', () => {
    expect(labels(login('configuration.|'), keys)).toEqual(['DB_HOST', 'DB_USER'])
  })
})

describe('completion and hover', () => {
  test('after a connection come the calls of its driver', () => {
    const found = labels(`function login(email, password, callback) {
  const mysql = require('mysql2')
  const connection = mysql.createConnection({ host: 'x' })
  connection.|
}`)
    expect(found).toContain('execute')
    expect(found).not.toContain('console')
  })

  test('in a profile come its fields, in `require` the modules', () => {
    const fields = labels('function login(email, password, callback) { callback(null, { | }) }')
    expect(fields).toEqual(expect.arrayContaining(['user_id', 'email', 'email_verified', 'app_metadata']))
    const modules = labels("function login(email, password, callback) { require('mongo|') }")
    expect(modules).toEqual(expect.arrayContaining(['mongodb', 'mongodb@3', 'crypto']))
  })

  test('hover tells what a name is, from our own declarations', () => {
    const found = service.hover(
      at("function login(e, p, callback) { require('mysql2').createConnection({}).exec|ute('x') }"),
    )
    expect(found?.signature).toContain('execute')
    expect(found?.documentation).toBe('As a prepared statement.')
    expect(service.hover(at('|  function login() {}'))).toBe(null)
  })

  test('details of a completion are those of its declaration', () => {
    const found = service.details({
      ...at("function login(e, p, callback) { require('mysql2').createConnection({}).| }"),
      label: 'execute',
    })
    expect(found?.documentation).toBe('As a prepared statement.')
  })
})
