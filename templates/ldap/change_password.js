async function changePassword(email, newPassword, callback) {
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

  // Ignores the case of A–Z only. A directory ignores more, and may treat two people as one.
  function sameText(a, b) {
    const lower = (text) => String(text ?? '').replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    return lower(a) === lower(b)
  }

  async function findByEmail(client, wanted) {
    const { searchEntries } = await client.search(configuration.LDAP_BASE_DN, {
      filter: new EqualityFilter({ attribute: 'mail', value: wanted }),
      attributes: ['mail'],
    })
    return searchEntries.find((entry) => sameText(entry.mail, wanted))
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

  try {
    const isDone = await withDirectory(async (client) => {
      const user = await findByEmail(client, email)
      if (!user) return false

      await setPassword(client, user.dn, newPassword)
      return true
    })
    callback(null, isDone)
  } catch (error) {
    callback(error)
  }
}
