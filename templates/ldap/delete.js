async function deleteUser(id, callback) {
  const { Client, EqualityFilter } = require('ldapts')

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

  // Any other text is not an id of an entry.
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return callback(null)

  try {
    await withDirectory(async (client) => {
      const { searchEntries } = await client.search(configuration.LDAP_BASE_DN, {
        filter: new EqualityFilter({ attribute: 'entryUUID', value: id }),
        attributes: ['entryUUID'],
      })
      for (const { dn } of searchEntries) await client.del(dn)
    })
    callback(null)
  } catch (error) {
    callback(error)
  }
}
