// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the scripts under test hold templates of their own
import { describe, expect, test } from 'vitest'
import { adviseScript } from '../../../runtime/in-worker.ts'
import type { Action, Advice } from '../../../runtime/index.ts'
import { applyFix, found } from './support.ts'

type Row = readonly [name: string, body: string, expected: readonly string[]]

/** Puts a body into a script whose text starts in line 2, column 1. */
function script(body: string, head = '(email, password, callback)'): string {
  return `async function login${head} {\n${body}\n}`
}

function check(
  rules: readonly string[],
  bad: readonly Row[],
  good: readonly (readonly [string, string])[],
): void {
  test.each(bad)('told: %s', (_name, body, expected) => {
    expect(found('login', script(body), ...rules)).toEqual(
      expected.map((at) => (at.includes(' ') ? at : `${rules[0]} ${at}`)),
    )
  })
  test.each(good)('fine: %s', (_name, body) => {
    expect(found('login', script(body), ...rules)).toEqual([])
  })
}

function first(action: Action, source: string, rule: string, keys?: string[]): Advice | undefined {
  const all = adviseScript({ action, source, ...(keys && { configuration_keys: keys }) })
  return all.find((advice) => advice.rule === rule)
}

function fixed(source: string, rule: string): string | undefined {
  const advice = first('login', source, rule)
  return advice?.fix && applyFix(source, advice)
}

describe('SQL built from what was typed', () => {
  check(
    ['sql-by-concatenation'],
    [
      ['by +', "db.query('SELECT * FROM u WHERE e = ' + email, cb)", ['2:10-2:46']],
      ['by a template', 'db.execute(`SELECT * FROM u WHERE e = ${email}`)', ['2:12-2:48']],
      ['through a variable', "const sql = 'DELETE FROM u WHERE e = ' + email\ndb.query(sql)", ['2:13-2:47']],
      [
        'bit by bit',
        "let sql = 'SELECT a FROM u WHERE e = '\nsql = sql + email\ndb.query(sql)",
        ['3:7-3:18'],
      ],
      [
        'after trim and lower case',
        "const e = email.trim().toLowerCase()\ndb.query(`SELECT a FROM u WHERE e = '${e}'`)",
        ['3:10-3:44'],
      ],
      ['by util.format', "db.query(util.format('SELECT a FROM u WHERE e = %s', email))", ['2:10-2:60']],
      ['in an object', "db.query({ text: 'SELECT a FROM u WHERE e = ' + email })", ['2:18-2:54']],
      [
        'in a Request',
        "const { Request } = require('tedious')\nnew Request('SELECT a FROM u WHERE e = ' + email, cb)",
        ['3:13-3:49'],
      ],
      [
        'by a helper',
        "find(email)\nfunction find(e) { return db.query('SELECT a FROM u WHERE e = ' + e) }",
        ['3:36-3:68'],
      ],
      ['by join', "db.query(['SELECT a FROM u WHERE e =', email].join(' '))", ['2:10-2:56']],
    ],
    [
      ['a placeholder', "db.query('SELECT a FROM u WHERE e = ?', [email])"],
      ['configuration', "db.query('SELECT a FROM ' + configuration.TABLE + ' WHERE e = ?', [email])"],
      ['a literal in pieces', "db.query('SELECT a ' + 'FROM u')"],
      ['an escaped value', "db.query('SELECT a FROM u WHERE e = ' + db.escape(email))"],
      ['a number', "db.query('SELECT a FROM u WHERE id = ' + Number(email))"],
      ['a tagged template', 'sql.query`SELECT a FROM u WHERE e = ${email}`'],
      [
        'a value of the database',
        "db.query('SELECT 1', (e, r) => db.query('SELECT a FROM u WHERE id = ' + r[0].id))",
      ],
      ['no SQL', "graph.query('{ user(email: ' + email + ') }')"],
      ['a URL', "http.get('https://a.example/where/' + email)"],
    ],
  )

  test.each([
    [
      "require('mysql2')",
      "db.query('SELECT a FROM u WHERE e = \"' + email + '\" AND b = 1', cb)",
      `db.query('SELECT a FROM u WHERE e = ? AND b = 1', [email], cb)`.replace(', cb)', ', cb)'),
    ],
    [
      "require('pg')",
      "db.query(`SELECT a FROM u WHERE e = '${email}' AND p = '${password}'`)",
      "db.query('SELECT a FROM u WHERE e = $1 AND p = $2', [email, password])",
    ],
  ])('the fix for %s uses its placeholders', (driver, call, expected) => {
    const cb = call.replace('cb)', '() => 1)')
    const source = script(`${driver}\n${cb}`)
    expect(fixed(source, 'sql-by-concatenation')).toContain(expected.replace('cb)', '() => 1)'))
    expect(found('login', fixed(source, 'sql-by-concatenation') ?? source, 'sql-by-concatenation')).toEqual(
      [],
    )
  })

  test('a text that needs a person gets no fix', () => {
    const source = script(
      'require(\'mysql2\')\ndb.query("SELECT a FROM u WHERE e LIKE \'%" + email + "%\'", () => 1)',
    )
    expect(first('login', source, 'sql-by-concatenation')).toMatchObject({ line: 3 })
    expect(fixed(source, 'sql-by-concatenation')).toBeUndefined()
  })
})

describe('connections that stay open', () => {
  const my = "const c = require('mysql2').createConnection({})\n"
  const pg = "const { Client } = require('pg')\nconst c = new Client()\n"
  const promised = "const c = await require('mysql2/promise').createConnection({})\n"
  check(
    ['connection-not-closed'],
    [
      ['never closed', `${my}c.query('x', callback)`, ['2:11-2:49']],
      [
        'not after an error',
        `${my}c.query('x', (err, r) => {\nif (err) return callback(err)\nc.end()\ncallback(null, r)\n})`,
        ['2:11-2:49'],
      ],
      [
        'not where await fails',
        `${promised}const r = await c.query('x')\nawait c.end()\ncallback(null, r)`,
        ['2:17-2:63'],
      ],
      ['a client of pg', `${pg}await c.connect()\ncallback(null, await c.query('x'))`, ['3:11-3:23']],
      [
        'a pool',
        "const { Pool } = require('pg')\nconst p = new Pool()\np.query('x', callback)",
        ['3:11-3:21'],
      ],
      [
        'MongoClient with a callback',
        "require('mongodb').MongoClient.connect('u', (err, client) => {\nif (err) return callback(err)\nclient.db().collection('u').findOne({}, callback)\n})",
        ['2:1-5:3'],
      ],
      [
        'an Oracle connection',
        "require('oracledb').getConnection({}, (err, c) => {\nif (err) return callback(err)\nc.execute('x', callback)\n})",
        ['2:1-5:3'],
      ],
      [
        'an LDAP client',
        "const { Client } = require('ldapts')\nconst c = new Client({})\nawait c.bind(email, password)\ncallback()",
        ['3:11-3:25'],
      ],
      [
        'a client of pg.connect',
        "require('pg').connect('u', (err, client, done) => { client.query('x', callback) })",
        ['2:42-2:46'],
      ],
    ],
    [
      ['closed at once', `${my}c.query('x', (err, r) => { c.end()\ncallback(err, r) })`],
      [
        'closed in finally',
        `${promised}try { callback(null, await c.query('x')) } finally { await c.end() }`,
      ],
      [
        'made inside try',
        "let c\ntry { c = await require('mysql2/promise').createConnection({})\ncallback(null, await c.query('x')) } catch (e) { callback(e) } finally { if (c) await c.end() }",
      ],
      [
        'closed by a helper',
        `${my}const done = (e, r) => { c.end()\ncallback(e, r) }\nc.query('x', (err, r) => { if (err) return done(err)\ndone(null, r) })`,
      ],
      [
        'closed where it was opened',
        `${my}c.connect((err) => {\nif (err) return callback(err)\nc.query('x', (e, r) => { c.destroy()\ncallback(e, r) })\n})`,
      ],
      [
        'kept in global',
        "global.c = global.c || require('mysql2').createPool({})\nglobal.c.query('x', callback)",
      ],
      [
        'kept in global through a variable',
        "const c = global.c || (global.c = require('mysql2').createPool({}))\nc.query('x', callback)",
      ],
      ['passed on', `${my}helper(c, callback)`],
      ['closed by whom it is lent to', `${my}use(c)\nfunction use(d) { d.query('x', () => d.end()) }`],
      [
        'lent, then closed',
        `${promised}try { await use(c) } finally { await c.end() }\nfunction use(d) { return d.query('x') }`,
      ],
      ['returned', `${my}return c`],
      [
        'closed after the callback',
        `${pg}c.connect()\nc.query('x').then((r) => callback(null, r)).catch(callback).finally(() => c.end())`,
      ],
      [
        'the callback gives a client',
        "require('mongodb').MongoClient.connect('u', (err, client) => {\nif (err) return callback(err)\nclient.db().collection('u').findOne({}, (e, u) => { client.close()\ncallback(e, u) })\n})",
      ],
      [
        'disposed',
        "await using c = await require('mysql2/promise').createConnection({})\ncallback(null, await c.query('x'))",
      ],
      [
        'done of pg.connect',
        "require('pg').connect('u', (err, client, done) => { client.query('x', (e, r) => { done()\ncallback(e, r) }) })",
      ],
      ['other objects', 'const c = createConnection()\nc.query(callback)'],
    ],
  )
})

describe('the id of the profile', () => {
  const answer = (profile: string) => `callback(null, ${profile})`
  check(
    ['user-id-not-stable', 'user-id-not-text'],
    [
      ['chance', answer('{ user_id: Math.random() }'), ['2:27-2:40']],
      ['a new UUID', answer("{ user_id: require('crypto').randomUUID() }"), ['2:27-2:57']],
      [
        'the uuid package',
        `const { v4: uuidv4 } = require('uuid')\n${answer('{ user_id: uuidv4() }')}`,
        ['3:27-3:35'],
      ],
      ['the clock', `const id = 'u' + Date.now()\n${answer('{ user_id: id }')}`, ['3:27-3:29']],
      ['chance as a last resort', answer('{ user_id: row.id || uuid.v4() }'), ['2:27-2:46']],
      ['random bytes', answer("{ user_id: crypto.randomBytes(8).toString('hex') }"), ['2:27-2:64']],
      ['missing', answer('{ email }'), ['2:16-2:25']],
      ['missing in a variable', `const p = { email }\np.name = 'a'\n${answer('p')}`, ['2:11-2:20']],
      ['a number', answer('{ user_id: row.id }'), ['user-id-not-text 2:27-2:33']],
      ['an ObjectId', answer('{ user_id: row._id }'), ['user-id-not-text 2:27-2:34']],
      [
        'in a helper',
        `${answer('profile(row)')}\nfunction profile(r) { return { user_id: r.id } }`,
        ['user-id-not-text 3:41-3:45'],
      ],
      [
        'through a function that answers',
        'finish(null, { user_id: row.id })\nfunction finish(e, p) { callback(e, p) }',
        ['user-id-not-text 2:25-2:31'],
      ],
    ],
    [
      ['String', answer('{ user_id: String(row.id) }')],
      ['toString', answer('{ user_id: row._id.toString() }')],
      ['a template', answer('{ user_id: `${row.id}` }')],
      ['concatenation', answer("{ user_id: 'u|' + row.id }")],
      ['assigned later', `const p = { email }\np.user_id = String(row.id)\n${answer('p')}`],
      ['a spread', answer('{ ...row }')],
      ['the email', answer('{ user_id: email }')],
      ['a UUID column', answer('{ user_id: row.uuid }')],
      ['id for user_id', answer('{ id: String(row.id) }')],
      ['a random name elsewhere', answer('{ user_id: String(row.id), nickname: uuid.v4() }')],
      ['an error', 'callback(new Error(String(Math.random())))'],
    ],
  )

  test('an action without a profile is not checked for one', () => {
    expect(found('create', '(user, callback) => callback(null, { email: user.email })')).toEqual([])
  })
})

describe('passwords in the profile', () => {
  const q = (answer: string, columns = '*') =>
    `db.query('SELECT ${columns} FROM u', (err, rows) => {\ncallback(null, ${answer})\n})`
  check(
    ['password-in-profile'],
    [
      ['by a key', 'callback(null, { user_id: a, password: row.password })', ['2:30-2:52']],
      [
        'by another key',
        'callback(null, { user_id: a, password_hash: row.h, salt: row.s })',
        ['2:30-2:50', '2:52-2:63'],
      ],
      ['in the metadata', 'callback(null, { app_metadata: { hash: row.h } })', ['2:34-2:45']],
      ['the whole row', q('rows[0]'), ['3:16-3:23']],
      [
        'the row by a variable',
        `db.query('SELECT id, password FROM u', (err, rows) => {\nconst user = rows[0]\ncallback(null, user)\n})`,
        ['4:16-4:20'],
      ],
      ['a spread row', q('{ ...rows[0] }'), ['3:21-3:28']],
      ['a document', 'users.findOne({ email }, (err, user) => {\ncallback(null, user)\n})', ['3:16-3:20']],
      [
        'an awaited row',
        "const [rows] = await db.query('SELECT * FROM u')\ncallback(null, rows[0])",
        ['3:16-3:23'],
      ],
      [
        'an awaited document',
        'const user = await users.findOne({ email })\ncallback(null, user)',
        ['3:16-3:20'],
      ],
    ],
    [
      ['chosen fields', q('{ user_id: String(rows[0].id) }')],
      ['a row without password', q('rows[0]', 'id AS user_id, email')],
      [
        'a document with projection',
        'callback(null, await users.findOne({ email }, { projection: { password: 0 } }))',
      ],
      [
        'a deleted key',
        `db.query('SELECT * FROM u', (err, rows) => {\nconst user = rows[0]\ndelete user.password\ncallback(null, user)\n})`,
      ],
      ['a key set to undefined', q('{ ...rows[0], password: undefined }')],
      [
        'the rest of a row',
        `db.query('SELECT * FROM u', (err, rows) => {\nconst { password, ...user } = rows[0]\ncallback(null, user)\n})`,
      ],
      ['the date of a reset', 'callback(null, { user_id: a, last_password_reset: row.changed })'],
      ['an answer of a service', 'callback(null, JSON.parse(body))'],
    ],
  )

  test.each([
    ['{ a: 1, password: 2, b: 3 }', '{ a: 1, b: 3 }'],
    ['{ a: 1, password: 2 }', '{ a: 1 }'],
  ])('the fix removes the key from %s', (profile, expected) => {
    expect(fixed(script(`callback(null, ${profile})`), 'password-in-profile')).toBe(
      script(`callback(null, ${expected})`),
    )
  })
})

describe('hashes', () => {
  const md5 = "crypto.createHash('md5')"
  check(
    ['unsalted-fast-hash', 'hash-compare'],
    [
      ['md5 of the password', `const h = ${md5}.update(password).digest('hex')`, ['2:11-2:66']],
      [
        'sha256 in steps',
        "const h = require('crypto').createHash('sha256')\nh.update(password)\nh.digest('hex')",
        ['4:1-4:16'],
      ],
      ['encoded first', `${md5}.update(Buffer.from(password, 'utf8')).digest()`, ['2:1-2:72']],
      ['the md5 package', "const md5 = require('md5')\nmd5(password)", ['3:1-3:14']],
      [
        'compared by ===',
        `callback(null, ${md5}.update(row.salt + password).digest('hex') === row.hash)`,
        ['hash-compare 2:16-2:95'],
      ],
      [
        'a KDF compared',
        "crypto.pbkdf2(password, s, 1, 9, 'sha1', (err, key) => callback(null, key.toString('hex') == row.hash))",
        ['hash-compare 2:71-2:102'],
      ],
    ],
    [
      ['a salt', `${md5}.update(row.salt + password).digest('hex')`],
      ['a salt in a step of its own', `${md5}.update(row.salt).update(password).digest('hex')`],
      ['a keyed hash', "crypto.createHmac('sha256', key).update(password).digest('hex')"],
      ['a hash of something else', `${md5}.update(email).digest('hex')`],
      ['bcrypt', 'await bcrypt.compare(password, row.hash)'],
      ['timingSafeEqual', 'crypto.timingSafeEqual(a, b)'],
      ['lengths', 'if (row.hash.length === 32) go()'],
    ],
  )
})

describe('secrets in the source', () => {
  check(
    ['secret-in-source'],
    [
      ['a password', "connect({ user: 'a', password: 'hunter2' })", ['2:32-2:41']],
      ['an API key', "const apiKey = 'k-123456'", ['2:16-2:26']],
      ['a header', "const h = { 'x-api-key': 'k-123456' }", ['2:26-2:36']],
      ['a URL', "connect('postgres://app:hunter2@db/shop')", ['2:9-2:41']],
      ['a URL in a template', 'connect(`mongodb://app:hunter2@${configuration.HOST}/shop`)', ['2:9-2:59']],
      ['ADO style', "connect('Server=db;User Id=app;Password=hunter2;')", ['2:9-2:50']],
      ['a Basic header', "const h = { Authorization: 'Basic YXBwOmh1bnRlcjI=' }", ['2:28-2:52']],
      ['a Basic header by hand', "Buffer.from('app:hunter2').toString('base64')", ['2:13-2:26']],
      ['assigned later', "options.client_secret = 'abc123'", ['2:25-2:33']],
    ],
    [
      ['configuration', 'connect({ password: configuration.PASSWORD })'],
      ['a URL from configuration', 'connect(`postgres://app:${configuration.PASSWORD}@db/shop`)'],
      ['a URL without password', "connect('postgres://db.example.com/shop')"],
      ['what was typed', 'post({ password: password })'],
      ['a column name', "const columns = { password: 'password', hash: 'HASH' }"],
      ['a sentence', "const texts = { password: 'must not be empty' }"],
      ['an empty value', "connect({ password: '' })"],
      ['an error code', "const codes = { token: 'INVALID_TOKEN' }"],
      ['a grant type', "post({ grant_type: 'password' })"],
      ['a time', "const url = 'https://a.example/at/10:30'"],
    ],
  )

  test('the fix names a key of the configuration, and neither it nor the message repeats the secret', () => {
    const source = script("connect({ clientSecret: 'hunter2' })")
    expect(fixed(source, 'secret-in-source')).toBe(
      script('connect({ clientSecret: configuration.CLIENT_SECRET })'),
    )
    expect(JSON.stringify(first('login', source, 'secret-in-source'))).not.toContain('hunter2')
  })
})
