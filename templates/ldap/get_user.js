async function getUser(identifier, callback) {
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

  try {
    const user = await withDirectory((client) => findUser(client, identifier))
    if (!user) return callback(null)

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
