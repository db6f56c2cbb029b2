async function getUser(identifier, callback) {
  try {
    const url = configuration.SCIM_URL
    // OpenID Connect has no way to ask for somebody else. Many providers have SCIM 2.0 for that.
    if (!url) {
      throw new Error(
        'Set SCIM_URL and SCIM_TOKEN, or write here how your provider finds a user: without it nobody knows who has not moved yet.',
      )
    }

    const quoted = JSON.stringify(identifier)
    const filter = encodeURIComponent(`userName eq ${quoted} or emails.value eq ${quoted}`)
    const response = await fetch(`${url.replace(/\/+$/, '')}/Users?count=2&filter=${filter}`, {
      headers: { accept: 'application/scim+json', authorization: `Bearer ${configuration.SCIM_TOKEN || ''}` },
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    })
    if (response.status === 401 || response.status === 403)
      throw new Error('The provider refused SCIM_TOKEN.')
    if (response.status === 429) throw new Error('The provider takes no more requests for now.')
    if (!response.ok) throw new Error(`The provider's SCIM answered ${response.status}.`)

    const { Resources = [] } = await response.json()
    const typed = identifier.toLowerCase()
    const user = Resources.find(({ userName, emails = [] }) =>
      [userName, ...emails.map(({ value }) => value)].some((name) => name?.toLowerCase() === typed),
    )
    if (!user) return callback(null)

    const email = (user.emails?.find(({ primary }) => primary) ?? user.emails?.[0])?.value
    callback(null, {
      // The `sub` of its tokens: most providers give the id of SCIM, some the externalId.
      user_id: String(user.id),
      email,
      email_verified: true,
      username: user.userName === email ? undefined : user.userName,
      name: user.displayName ?? user.name?.formatted,
      given_name: user.name?.givenName,
      family_name: user.name?.familyName,
      nickname: user.nickName,
    })
  } catch (error) {
    callback(error)
  }
}
