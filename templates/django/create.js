async function create(user, callback) {
  const { Client } = require('pg')
  const hashes = require('legacy-hashes')

  async function withClient(work) {
    const client = new Client({
      host: configuration.POSTGRES_HOST,
      port: Number(configuration.POSTGRES_PORT || 5432),
      user: configuration.POSTGRES_USER,
      password: configuration.POSTGRES_PASSWORD,
      database: configuration.POSTGRES_DATABASE,
      // With it the connection is encrypted, and the server has to prove who it is.
      ssl: configuration.POSTGRES_CA ? { ca: configuration.POSTGRES_CA } : undefined,
    })
    // A lost connection also rejects the query that waits for an answer.
    client.on('error', () => undefined)
    try {
      await client.connect()
      return await work(client)
    } finally {
      await client.end()
    }
  }

  // Ignores the case of A–Z only, whatever the locale of the database.
  function sameText(a, b) {
    const lower = (text) => String(text ?? '').replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    return lower(a) === lower(b)
  }

  /** By email or else by username. */
  async function findUser(client, identifier) {
    const { rows } = await client.query(
      `SELECT id, email, username FROM auth_user WHERE lower(email COLLATE "C") = lower($1 COLLATE "C") OR lower(username COLLATE "C") = lower($1 COLLATE "C")`,
      [identifier],
    )
    return (
      rows.find((row) => sameText(row.email, identifier)) ??
      rows.find((row) => sameText(row.username, identifier))
    )
  }

  try {
    const hash = await hashes.django.hash(user.password)
    await withClient(async (client) => {
      const isTaken =
        (await findUser(client, user.email)) || (user.username && (await findUser(client, user.username)))
      if (isTaken) throw new ValidationError('user_exists', 'The user already exists.')

      await client.query(
        `INSERT INTO auth_user
           (username, email, password, first_name, last_name, is_superuser, is_staff, is_active, date_joined)
         VALUES ($1, $2, $3, $4, '', FALSE, FALSE, TRUE, now())`,
        [(user.username ?? user.email).slice(0, 150), user.email, hash, user.nickname ?? ''],
      )
    })
    callback(null)
  } catch (error) {
    // Somebody else may have taken the name meanwhile.
    const isTaken = error.code === '23505'
    callback(isTaken ? new ValidationError('user_exists', 'The user already exists.') : error)
  }
}
