import { describe, expect, test } from 'vitest'
import { adviseScript } from '../../../runtime/in-worker.ts'
import type { Action } from '../../../runtime/index.ts'
import { applyFix, found } from './support.ts'

function script(body: string): string {
  return `async (email, password, callback) => {\n${body}\n}`
}

/** `severity line:column`, and what the fix makes of the text, for findings of one rule. */
function told(source: string, rule: string, keys?: string[], action: Action = 'login') {
  return adviseScript({ action, source, ...(keys && { configuration_keys: keys }) })
    .filter((advice) => advice.rule === rule)
    .map((advice) => ({
      at: `${advice.severity} ${advice.line}:${advice.column}`,
      message: advice.message,
      fixed: advice.fix && applyFix(source, advice),
    }))
}

describe('old calls', () => {
  test.each([
    ['new Buffer(email)', 'Buffer.from(email)'],
    ['new Buffer(16)', 'Buffer.alloc(16)'],
    ['Buffer(email)', 'Buffer.from(email)'],
    ['crypto.pbkdf2(a, b, 1, 2, (e, k) => 1)', "crypto.pbkdf2(a, b, 1, 2, 'sha1', (e, k) => 1)"],
    ["require('crypto').pbkdf2Sync(a, b, 1, 2)", "require('crypto').pbkdf2Sync(a, b, 1, 2, 'sha1')"],
    ["require('util').isArray(a)", 'Array.isArray(a)'],
    ["require('util')._extend(a, b)", 'Object.assign(a, b)'],
    ['sqlserver.Types.VarChar', 'sqlserver.TYPES.VarChar'],
  ])('%s becomes %s and works until then', (before, after) => {
    expect(told(script(before), 'deprecated-call')).toEqual([
      expect.objectContaining({ at: expect.stringMatching(/^info 2:/), fixed: script(after) }),
    ])
    expect(told(script(after), 'deprecated-call')).toEqual([])
  })

  test.each([
    ["require('tedious').Types.VarChar", "require('tedious').TYPES.VarChar"],
    ["const { Types } = require('tedious')", "const { TYPES: Types } = require('tedious')"],
  ])('%s, which does not work, becomes %s', (before, after) => {
    expect(told(script(before), 'deprecated-call')).toEqual([
      expect.objectContaining({ at: expect.stringMatching(/^warning 2:/), fixed: script(after) }),
    ])
  })

  test.each([
    ['mysql({})', 'createConnection'],
    ["require('mysql')({})", 'createConnection'],
    ["mongo('mongodb://h/d', (db) => 1)", 'MongoClient'],
    ["postgres('postgres://h/d', (e, c, done) => done())", 'new Client'],
    ["require('pg')('postgres://h/d', (e, c, done) => done())", 'new Client'],
    ['new sqlserver.Request(a, b)', 'new Request'],
    ["require('request').get(a, b)", 'fetch'],
    ['request(a, b)', 'fetch'],
    ['request.post(a, b)', 'fetch'],
    ["require('util').isString(a)", 'typeof x'],
    ["require('pg@6').connect(a, (e, c, done) => done())", 'new Pool'],
    ["require('mongodb@3.7').MongoClient.connect(a, (e, client) => client.close())", 'Await'],
  ])('%s is information and names %s', (body, replacement) => {
    const [first, ...more] = told(script(body), 'deprecated-call')
    expect(first).toMatchObject({
      at: expect.stringMatching(/^info 2:/),
      message: expect.stringContaining(replacement),
    })
    expect(more).toEqual([])
  })

  test.each([
    ["require('pg').connect(a, (e, c, done) => done())", 'new Pool'],
    ["crypto.createCipher('aes128', a)", 'createCipheriv'],
    ["const { MongoClient } = require('mongodb')\nnew MongoClient(a).connect((e) => 1)", 'never called'],
    ["require('mongodb')\ndb.collection('u').insert(a)", 'insertOne'],
    ["require('mongodb')\ndb.collection('u').update(a, b)", 'updateOne'],
    ["require('mongodb')\nconst users = db.collection('u')\nusers.remove(a)", 'deleteOne'],
    ["require('mongodb')\ndb.collection('u').save(a)", 'replaceOne'],
    ["require('mongodb')\ndb.collection('u').findOne(a, (e, u) => 1)", 'never called'],
    ["require('mongodb')\ndb.collection('u').find(a).toArray((e, u) => 1)", 'never called'],
  ])('%s is a warning and names %s', (body, replacement) => {
    const all = told(script(body), 'deprecated-call')
    expect(all).toEqual([
      expect.objectContaining({
        at: expect.stringMatching(/^warning/),
        message: expect.stringContaining(replacement),
      }),
    ])
  })

  test.each([
    'Buffer.from(email)',
    'class Buffer {}\nnew Buffer(email)',
    "crypto.pbkdf2(a, b, 1, 2, 'sha1', (e, k) => 1)",
    "require('mysql').createConnection({}).end()",
    "require('mongodb')\nawait db.collection('u').findOne(a)",
    "require('mongodb')\ncache.update(a)",
    'db.collection("u").update(a)',
    'const request = new Request(a)\nrequest.send()',
    'function mysql() {}\nmysql({})',
    "require('tedious').TYPES.VarChar",
  ])('%s is not reported', (body) => {
    expect(told(script(body), 'deprecated-call')).toEqual([])
  })

  test('the deprecated module request is reported once, however often it is used', () => {
    expect(told(script('request.get(a)\nrequest.post(b)\nrequest(c)'), 'deprecated-call')).toHaveLength(1)
  })
})

describe('keys of the configuration', () => {
  const keys = ['DATABASE_URL', 'API_KEY', 'with-dash']

  test.each([
    ['configuration.DATABASE_URI', 'configuration.DATABASE_URL'],
    ['configuration.databaseUrl', 'configuration.DATABASE_URL'],
    ["configuration['API_KEI']", 'configuration["API_KEY"]'],
    ['const { API_KEEY: key } = configuration', 'const { API_KEY: key } = configuration'],
  ])('%s is reported, with the key that was meant', (before, after) => {
    expect(told(script(before), 'unknown-configuration-key', keys)).toEqual([
      expect.objectContaining({ at: expect.stringMatching(/^warning 2:/), fixed: script(after) }),
    ])
  })

  test.each([
    'configuration.SOMETHING_ELSE',
    'const { OTHER } = configuration',
    'const { API_KEI } = configuration',
  ])('%s is reported without a fix', (body) => {
    expect(told(script(body), 'unknown-configuration-key', keys)).toEqual([
      expect.objectContaining({ fixed: undefined }),
    ])
  })

  test.each([
    'configuration.API_KEY',
    "configuration['with-dash']",
    'configuration[email]',
    "configuration.hasOwnProperty('x')",
    'const configuration = { A: 1 }\nconfiguration.A',
    'other.configuration.NONE',
  ])('%s is not reported', (body) => {
    expect(told(script(body), 'unknown-configuration-key', keys)).toEqual([])
  })

  test('without the list of keys, no key is unknown', () => {
    expect(told(script('configuration.ANY'), 'unknown-configuration-key')).toEqual([])
  })
})

describe('arguments', () => {
  const shapes: [Action, string[]][] = [
    ['login', ['userNameOrEmail', 'password']],
    ['get_user', ['email']],
    ['create', ['user']],
    ['verify', ['email']],
    ['change_password', ['email', 'newPassword']],
    ['delete', ['id']],
    ['change_email', ['email', 'newEmail', 'verified']],
  ]

  test.each(shapes)('%s takes its arguments, with or without context', (action, args) => {
    for (const list of [
      [...args, 'callback'],
      [...args, 'context', 'callback'],
    ]) {
      const source = `function (${list.join(', ')}) { callback(null) }`
      expect(found(action, source, 'wrong-arity', 'missing-callback')).toEqual([])
    }
    const many = `function (${[...args, 'a', 'b', 'callback'].join(', ')}) { callback(null) }`
    expect(found(action, many, 'wrong-arity')).toEqual([`wrong-arity 1:11-1:${many.indexOf(')') + 1}`])
  })

  test.each([
    ['function (a, b) {}', 'function (a, b, callback) {}'],
    ['(email, callback) => callback()', '(email, password, callback) => callback()'],
    ['async (email) => email', 'async (email, password, callback) => email'],
  ])('%s becomes %s for login', (before, after) => {
    expect(told(before, 'wrong-arity')).toEqual([
      expect.objectContaining({ at: expect.stringMatching(/^warning 1:/), fixed: after }),
    ])
  })

  test.each(['() => 1', 'email => email', '({ a }) => a'])('%s is reported without a fix', (source) => {
    expect(told(source, 'wrong-arity')).toEqual([expect.objectContaining({ fixed: undefined })])
  })

  test.each(['(...all) => all.pop()()', 'function () { arguments[2](null) }'])(
    '%s is not reported',
    (source) => {
      expect(told(source, 'wrong-arity')).toEqual([])
    },
  )
})

describe('context', () => {
  const saying = (action: Action, source: string, has_context?: boolean) =>
    adviseScript({ action, source, ...(has_context !== undefined && { has_context }) })
      .filter(({ rule }) => rule === 'context-not-passed')
      .map((advice) => [advice.message, advice.fix && applyFix(source, advice)])

  const takes = 'async function login(email, password, context, callback) { callback(null) }'
  const takesNone = 'function login(email, password, callback) { callback(null) }'

  test('a script that takes the context is told which option passes it', () => {
    expect(saying('login', takes, false)).toEqual([
      [expect.stringMatching(/^Turn on the connection’s option `enable_script_context`/), undefined],
    ])
    expect(saying('get_user', '(email, ctx, cb) => cb(null)', false)).toHaveLength(1)
  })

  test('a script without the context is told to take it, when the connection passes it', () => {
    expect(saying('login', takesNone, true)).toEqual([
      [
        expect.stringMatching(/^Take `context` before the callback/),
        takesNone.replace('callback', 'context, callback'),
      ],
    ])
  })

  test.each([
    [takes, true],
    [takesNone, false],
    [takes, undefined],
    [takesNone, undefined],
    ['(...all) => all.at(-1)(null)', true],
    ['function login(email, password, callback, more) { callback(null) }', false],
  ])('%s with enable_script_context %s is right', (source, has_context) => {
    expect(saying('login', source, has_context)).toEqual([])
  })
})

describe('email_verified', () => {
  test.each([
    ['callback(null, { user_id: a, email })', 1],
    ['callback(null, { user_id: a, email, email_verified: true })', 0],
    ['callback(null, { user_id: a, username: b })', 0],
    ['callback(null, { ...row, email })', 0],
    ['const p = { user_id: a, email }\np.email_verified = true\ncallback(null, p)', 0],
  ])('%s: findings %i', (body, count) => {
    expect(told(script(body), 'email-verified-missing')).toHaveLength(count)
  })
})

describe('the shapes a script may have', () => {
  const body = '{ if (!email) return; callback(null) }'
  test.each([
    ['a named function', `function getUser(email, callback) ${body}`, '1:49'],
    ['an anonymous function', `function (email, callback) ${body}`, '1:42'],
    ['an arrow', `(email, callback) => ${body}`, '1:36'],
    ['an async function', `async function (email, callback) ${body}`, '1:48'],
    ['a comment before', `// a comment\n/* and\nanother */ function (email, callback) ${body}`, '3:53'],
    ['semicolons after', `function (email, callback) ${body};;\n`, '1:42'],
    ['helpers after', `function (email, callback) ${body}\nfunction helper() { return }`, '1:42'],
    ['parentheses', `(function (email, callback) ${body})`, '1:43'],
    ['lines of another system', `\r\nfunction (email, callback) ${body}`, '2:42'],
    ['module.exports', `module.exports = function (email, callback) ${body}`, '1:59'],
  ])('%s', (_name, source, at) => {
    expect(found('get_user', source)).toEqual([expect.stringMatching(new RegExp(`^missing-callback ${at}-`))])
  })
})
