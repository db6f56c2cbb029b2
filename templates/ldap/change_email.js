async function changeEmail(email, newEmail, verified, callback) {
  const { Attribute, Change, Client, DN, EqualityFilter, OrFilter } = require('ldapts')

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
      attributes: ['entryUUID', 'mail', 'uid', 'objectClass'],
    })
    return (
      searchEntries.find((entry) => sameText(entry.mail, identifier)) ??
      searchEntries.find((entry) => sameText(entry.uid, identifier))
    )
  }

  /** Existing entries get the object class of the attribute. */
  function changesOf(user) {
    const isKnown = [user.objectClass].flat().some((name) => sameText(name, 'verifiedMailUser'))
    const set = (operation, type, value) =>
      new Change({ operation, modification: new Attribute({ type, values: [value] }) })
    return [
      ...(isKnown ? [] : [set('add', 'objectClass', 'verifiedMailUser')]),
      set('replace', 'mail', newEmail),
      set('replace', 'mailVerified', verified ? 'TRUE' : 'FALSE'),
    ]
  }

  // The attribute mail is of ASCII letters only.
  if (!/^[\x20-\x7e]+$/.test(newEmail)) {
    return callback(new ValidationError('invalid_email', 'The directory takes no such email.'))
  }

  try {
    const isDone = await withDirectory(async (client) => {
      const user = await findUser(client, email)
      if (!user || !sameText(user.mail, email)) return false
      const holder = await findUser(client, newEmail)
      if (holder && holder.entryUUID !== user.entryUUID) {
        throw new ValidationError('user_exists', 'The email is in use.')
      }

      await client.modify(user.dn, changesOf(user))
      // If the uid is the email, it stays the same as the email.
      if (sameText(user.uid, email)) await client.modifyDN(user.dn, new DN({ uid: newEmail }))
      return true
    })
    callback(null, isDone)
  } catch (error) {
    callback(error)
  }
}
