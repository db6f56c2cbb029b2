/** Login scripts against a table of users, one for each habit of their authors. @module */

/** A script and what it shows. */
export interface LegacyScript {
  habit: string
  login: string
}

const MYSQL_SETTINGS = `{
    host: configuration.host,
    port: configuration.port,
    user: configuration.user,
    password: configuration.password,
    database: configuration.database
  }`

const PG_SETTINGS = MYSQL_SETTINGS.replace('configuration.port', 'Number(configuration.port)')

/** The end that the published templates share. */
const COMPARE = `bcrypt.compare(password, user.password, function (err, isValid) {
      if (err || !isValid) return callback(err || new WrongUsernameOrPasswordError(email))
      callback(null, { user_id: user.id.toString(), nickname: user.nickname, email: user.email })
    })`

/** For MySQL and MariaDB. */
export const MYSQL_SCRIPTS: LegacyScript[] = [
  {
    habit: 'mysql, connect–query–end, as the published template',
    login: `function login(email, password, callback) {
  const mysql = require('mysql')
  const bcrypt = require('bcrypt')
  const connection = mysql.createConnection(${MYSQL_SETTINGS})
  connection.connect()
  const query = 'SELECT id, nickname, email, password FROM users WHERE email = ?'
  connection.query(query, [email], function (err, results) {
    connection.end()
    if (err) return callback(err)
    if (results.length === 0) return callback(new WrongUsernameOrPasswordError(email))
    const user = results[0]
    ${COMPARE}
  })
}`,
  },
  {
    habit: 'mysql, an anonymous function with a connection kept in a global',
    login: `// our old users
function (email, password, callback) {
  var bcrypt = require('bcrypt')
  if (!global.connection) global.connection = require('mysql').createConnection(${MYSQL_SETTINGS})
  global.connection.query('SELECT * FROM users WHERE email = ?', [email], function (err, results) {
    if (err) return callback(err)
    var user = results[0]
    if (!user) return callback()
    ${COMPARE}
  })
};`,
  },
  {
    habit: 'mysql2, a pool kept in a global',
    login: `function login(email, password, callback) {
  const bcrypt = require('bcrypt')
  global.pool = global.pool || require('mysql2').createPool(${MYSQL_SETTINGS})
  global.pool.execute('SELECT id, nickname, email, password FROM users WHERE email = ?', [email], (err, rows) => {
    if (err) return callback(err)
    const [user] = rows
    if (!user) return callback(null)
    ${COMPARE}
  })
}`,
  },
  {
    habit: 'mysql2, connect–query–end',
    login: `(email, password, callback) => {
  const bcrypt = require('bcryptjs')
  const connection = require('mysql2').createConnection(${MYSQL_SETTINGS})
  connection.query('SELECT * FROM users WHERE email = ?', [email], (err, [user] = []) => {
    connection.end()
    if (err) return callback(err)
    if (!user) return callback(null, null)
    ${COMPARE}
  })
}`,
  },
  {
    habit: 'mysql2/promise, async and await, connect–query–end',
    login: `async function login(email, password, callback) {
  const mysql = require('mysql2/promise')
  const bcrypt = require('bcrypt')
  const connection = await mysql.createConnection(${MYSQL_SETTINGS})
  try {
    const [[user]] = await connection.query('SELECT * FROM users WHERE email = ?', [email])
    if (!user || !(await bcrypt.compare(password, user.password))) {
      return callback(new WrongUsernameOrPasswordError(email, 'no match'))
    }
    return callback(null, { user_id: user.id, nickname: user.nickname, email: user.email })
  } finally {
    await connection.end()
  }
}`,
  },
]

/** For PostgreSQL. */
export const PG_SCRIPTS: LegacyScript[] = [
  {
    habit: 'pg, a client for each login, callbacks',
    login: `function login(email, password, callback) {
  const bcrypt = require('bcrypt')
  const { Client } = require('pg')
  const client = new Client(${PG_SETTINGS})
  client.connect(function (err) {
    if (err) return callback(err)
    client.query('SELECT id, nickname, email, password FROM users WHERE email = $1', [email], function (err, result) {
      client.end()
      if (err) return callback(err)
      if (result.rows.length === 0) return callback(new WrongUsernameOrPasswordError(email))
      const user = result.rows[0]
    ${COMPARE}
    })
  })
}`,
  },
  {
    habit: 'pg, a pool kept in a global, callbacks',
    login: `function (email, password, callback) {
  var bcrypt = require('bcrypt')
  if (!global.pool) global.pool = new (require('pg').Pool)(${PG_SETTINGS})
  global.pool.query('SELECT * FROM users WHERE email = $1', [email], function (err, result) {
    if (err) return callback(err)
    var user = result.rows[0]
    if (!user) return callback(null)
    ${COMPARE}
  })
}`,
  },
  {
    habit: 'pg, a client for each login, async and await',
    login: `async (email, password, callback) => {
  const bcrypt = require('bcryptjs')
  const { Client } = require('pg')
  const client = new Client(${PG_SETTINGS})
  await client.connect()
  try {
    const { rows: [user] } = await client.query('SELECT * FROM users WHERE email = $1', [email])
    if (!user || !(await bcrypt.compare(password, user.password))) {
      return callback(new WrongUsernameOrPasswordError(email))
    }
    callback(null, { user_id: user.id, nickname: user.nickname, email: user.email })
  } finally {
    await client.end()
  }
}`,
  },
]

/** Scripts whose connection is the point: how it is made, how it fails. */
export const CONNECTING = {
  mysql: `function login(email, password, callback) {
  const connection = require('mysql').createConnection({ ...${MYSQL_SETTINGS}, ssl: SSL })
  connection.query("SHOW STATUS LIKE 'Ssl_cipher'", function (err, rows) {
    connection.destroy()
    if (err) return callback(err)
    callback(null, { user_id: email, email: email, nickname: rows[0].Value ? 'encrypted' : 'plain' })
  })
}`,
  mysql2: `async function login(email, password, callback) {
  const connection = await require('mysql2/promise').createConnection({ ...${MYSQL_SETTINGS}, ssl: SSL })
  const [rows] = await connection.query("SHOW STATUS LIKE 'Ssl_cipher'")
  await connection.end()
  callback(null, { user_id: email, email: email, nickname: rows[0].Value ? 'encrypted' : 'plain' })
}`,
  pg: `async function login(email, password, callback) {
  const client = new (require('pg').Client)({ ...${PG_SETTINGS}, ssl: SSL })
  await client.connect()
  const { rows } = await client.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()')
  await client.end()
  callback(null, { user_id: email, email: email, nickname: rows[0].ssl ? 'encrypted' : 'plain' })
}`,
}

/** Ask something that the server takes very long to answer. */
export const SLEEPING = {
  mysql: `function login(email, password, callback) {
  const connection = require('mysql').createConnection(${MYSQL_SETTINGS})
  connection.query('select sleep(60)', callback)
}`,
  mysql2: `async function login(email, password, callback) {
  const connection = await require('mysql2/promise').createConnection(${MYSQL_SETTINGS})
  await connection.query('select sleep(60)')
  callback(null)
}`,
  pg: `async function login(email, password, callback) {
  const client = new (require('pg').Client)(${PG_SETTINGS})
  await client.connect()
  await client.query('select pg_sleep(60)')
  callback(null)
}`,
}

/** Throw where no caller is left: in the driver's own callback. */
export const THROWING = {
  mysql: `function login(email, password, callback) {
  require('mysql').createConnection(${MYSQL_SETTINGS}).query('select 1', function () {
    throw new TypeError('thrown in a callback')
  })
}`,
  mysql2: `function login(email, password, callback) {
  require('mysql2').createConnection(${MYSQL_SETTINGS}).query('select 1', function () {
    throw new TypeError('thrown in a callback')
  })
}`,
  pg: `function login(email, password, callback) {
  const client = new (require('pg').Client)(${PG_SETTINGS})
  client.connect(function () {
    client.query('select 1', function () {
      throw new TypeError('thrown in a callback')
    })
  })
}`,
}
