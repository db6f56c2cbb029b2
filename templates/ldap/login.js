async function login(identifier, password, callback) {
  const { Client, EqualityFilter, OrFilter } = require('ldapts')

  async function withDirectory(work) {
    const ca = configuration.LDAP_CA
    const isSecure = configuration.LDAP_URL.startsWith('ldaps:')
    const client = new Client({
      url: configuration.LDAP_URL,
      connectTimeout: 5_000,
      timeout: 10_000,
      ...(isSecure && ca && { tlsOptions: { ca } }),
    })
    try {
      // With ldap://, the connection is encrypted if the certificate authority of the server is configured.
      if (!isSecure && ca) await client.startTLS({ ca })
      await client.bind(configuration.LDAP_BIND_DN, configuration.LDAP_BIND_PASSWORD)
      return await work(client)
    } finally {
      await client.unbind()
    }
  }

  // Ignores the case of A–Z only. A directory ignores more, and may treat two people as one.
  function sameText(a, b) {
    const lower = (text) => String(text ?? '').replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    return lower(a) === lower(b)
  }

  /** Searches by email, then by uid. */
  async function findUser(client, identifier) {
    const { searchEntries } = await client.search(configuration.LDAP_BASE_DN, {
      filter: new OrFilter({
        filters: ['mail', 'uid'].map((attribute) => new EqualityFilter({ attribute, value: identifier })),
      }),
      attributes: ['entryUUID', 'mail', 'mailVerified', 'uid', 'displayName'],
    })
    return (
      searchEntries.find((entry) => sameText(entry.mail, identifier)) ??
      searchEntries.find((entry) => sameText(entry.uid, identifier))
    )
  }

  async function isPassword(client, dn, text) {
    // Without a password, a directory accepts every bind as anonymous.
    if (text === '') return false
    try {
      await client.bind(dn, text)
      return true
    } catch (error) {
      const INVALID_CREDENTIALS = 49
      if (error.code === INVALID_CREDENTIALS) return false
      throw error
    }
  }

  try {
    const { user, isRight } = await withDirectory(async (client) => {
      const user = await findUser(client, identifier)
      return { user, isRight: user !== undefined && (await isPassword(client, user.dn, password)) }
    })
    if (!user) return callback(new WrongUsernameOrPasswordError(null, 'There is no such user.'))
    if (!isRight) {
      return callback(new WrongUsernameOrPasswordError(String(user.entryUUID), 'The password is wrong.'))
    }

    callback(null, {
      user_id: String(user.entryUUID),
      email: user.mail,
      email_verified: user.mailVerified === 'TRUE',
      username: sameText(user.uid, user.mail) ? undefined : user.uid,
      nickname: user.displayName,
    })
  } catch (error) {
    callback(error)
  }
}
