async function verify(email, callback) {
  const { Attribute, Change, Client, EqualityFilter } = require('ldapts')

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

  async function findByEmail(client, wanted) {
    const { searchEntries } = await client.search(configuration.LDAP_BASE_DN, {
      filter: new EqualityFilter({ attribute: 'mail', value: wanted }),
      attributes: ['mail', 'objectClass'],
    })
    return searchEntries.find((entry) => sameText(entry.mail, wanted))
  }

  /** Existing entries get the object class of the attribute. */
  function verifiedChanges(user, verified) {
    const isKnown = [user.objectClass].flat().some((name) => sameText(name, 'verifiedMailUser'))
    const set = (operation, type, value) =>
      new Change({ operation, modification: new Attribute({ type, values: [value] }) })
    return [
      ...(isKnown ? [] : [set('add', 'objectClass', 'verifiedMailUser')]),
      set('replace', 'mailVerified', verified ? 'TRUE' : 'FALSE'),
    ]
  }

  try {
    const isDone = await withDirectory(async (client) => {
      const user = await findByEmail(client, email)
      if (!user) return false

      await client.modify(user.dn, verifiedChanges(user, true))
      return true
    })
    callback(null, isDone)
  } catch (error) {
    callback(error)
  }
}
