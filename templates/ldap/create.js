async function create(user, callback) {
  const { Client, DN, EqualityFilter, OrFilter } = require('ldapts')

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
      attributes: ['mail', 'uid'],
    })
    return (
      searchEntries.find((entry) => sameText(entry.mail, identifier)) ??
      searchEntries.find((entry) => sameText(entry.uid, identifier))
    )
  }

  /** Lets the directory hash the password, by the operation "Password Modify" of RFC 3062. */
  async function setPassword(client, dn, text) {
    const field = (tag, bytes) => {
      const head = [tag, 0x82, bytes.length >> 8, bytes.length & 0xff]
      return Buffer.concat([Buffer.from(head), bytes])
    }
    const fields = [field(0x80, Buffer.from(dn)), field(0x82, Buffer.from(text))]
    await client.exop('1.3.6.1.4.1.4203.1.11.1', field(0x30, Buffer.concat(fields)))
  }

  // The attribute mail is of ASCII letters only.
  if (!/^[\x20-\x7e]+$/.test(user.email)) {
    return callback(new ValidationError('invalid_email', 'The directory takes no such email.'))
  }

  try {
    const uid = user.username || user.email
    const dn = `${new DN({ uid })},${configuration.LDAP_BASE_DN}`
    await withDirectory(async (client) => {
      const isTaken =
        (await findUser(client, user.email)) || (user.username && (await findUser(client, user.username)))
      if (isTaken) throw new ValidationError('user_exists', 'The user already exists.')

      await client.add(dn, {
        objectClass: ['inetOrgPerson', 'verifiedMailUser'],
        uid,
        cn: user.name || uid,
        sn: user.family_name || uid,
        displayName: user.nickname || uid,
        mail: user.email,
        mailVerified: 'FALSE',
      })
      try {
        await setPassword(client, dn, user.password)
      } catch (error) {
        await client.del(dn)
        throw error
      }
    })
    callback(null)
  } catch (error) {
    // Another user may have taken the uid meanwhile.
    const ENTRY_ALREADY_EXISTS = 68
    const isTaken = error.code === ENTRY_ALREADY_EXISTS
    callback(isTaken ? new ValidationError('user_exists', 'The user already exists.') : error)
  }
}
