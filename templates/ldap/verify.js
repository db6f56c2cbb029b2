async function verify(email, callback) {
  const { Attribute, Change, Client, EqualityFilter } = require('ldapts')

  async function withDirectory(work) {
    const client = new Client({
      url: configuration.LDAP_URL,
      connectTimeout: 5_000,
      timeout: 10_000,
      // The authority of the server's certificate, when it is not a public one.
      ...(configuration.LDAP_CA && { tlsOptions: { ca: configuration.LDAP_CA } }),
    })
    try {
      await client.bind(configuration.LDAP_BIND_DN, configuration.LDAP_BIND_PASSWORD)
      return await work(client)
    } finally {
      await client.unbind()
    }
  }

  // Ignores the case of A–Z only. A directory ignores more: to it two persons can look alike.
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

  /** Entries from before get the object class that has the attribute. */
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
