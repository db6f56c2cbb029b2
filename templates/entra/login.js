async function login(identifier, password, callback) {
  const loginUrl = (configuration.ENTRA_LOGIN_URL || 'https://login.microsoftonline.com').replace(/\/+$/, '')
  const graphUrl = (configuration.ENTRA_GRAPH_URL || 'https://graph.microsoft.com').replace(/\/+$/, '')
  const tenant = configuration.ENTRA_TENANT

  async function ask(url, init) {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(10_000), ...init })
    const text = await response.text()
    let body = {}
    try {
      body = JSON.parse(text)
    } catch {
      // Not by Microsoft itself: a proxy, or a wrong address.
    }
    return { status: response.status, body }
  }

  const askForToken = (url, fields) =>
    ask(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        client_id: configuration.ENTRA_CLIENT_ID,
        client_secret: configuration.ENTRA_CLIENT_SECRET,
        ...fields,
      }).toString(),
    })

  /** Numbers such as 50126, and codes of B2C such as AADB2C90225. */
  const codesOf = ({ body }) => [
    ...(body.error_codes ?? []).map(String),
    ...(String(body.error_description ?? '').match(/AADB2C\d+|(?<=AADSTS)\d+/g) ?? []),
  ]

  function failureOf(answer) {
    const { status, body } = answer
    const codes = codesOf(answer)
    if (status === 429 || codes.includes('50196')) {
      return new Error('Microsoft takes no more requests for now: its rate limit is reached.')
    }
    if (body.error === 'invalid_client' || codes.includes('700016') || codes.includes('7000215')) {
      return new Error('Microsoft refused ENTRA_CLIENT_ID or ENTRA_CLIENT_SECRET.')
    }
    if (codes.includes('90002')) return new Error('Microsoft knows no such tenant: check ENTRA_TENANT.')
    if (codes.includes('65001')) {
      return new Error('The app registration lacks the consent of an administrator for its permissions.')
    }
    if (status === 403) {
      return new Error(
        'The app registration needs the application permission User.Read.All of Microsoft Graph.',
      )
    }
    const reason = body.error_description ?? body.error?.message ?? body.error ?? 'no reason'
    return new Error(`Microsoft answered ${status}: ${reason}`)
  }

  /** Kept for as long as it is good. */
  async function graphToken() {
    if (global.graphToken?.until > Date.now()) return global.graphToken.value
    const answer = await askForToken(`${loginUrl}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`, {
      grant_type: 'client_credentials',
      scope: `${graphUrl}/.default`,
    })
    if (answer.status !== 200) throw failureOf(answer)
    const { access_token: value, expires_in } = answer.body
    global.graphToken = { value, until: Date.now() + (expires_in - 60) * 1000 }
    return value
  }

  /** By email or user principal name, and by the sign-in names of B2C's local accounts. */
  async function findUser() {
    const quoted = `'${identifier.replace(/'/g, "''")}'`
    const filters = [
      `mail eq ${quoted} or userPrincipalName eq ${quoted}`,
      `identities/any(c:c/issuerAssignedId eq ${quoted} and c/issuer eq '${tenant.replace(/'/g, "''")}')`,
    ]
    const fields =
      'id,accountEnabled,displayName,givenName,surname,mail,userPrincipalName,identities,mobilePhone'
    for (const filter of filters) {
      const answer = await ask(
        `${graphUrl}/v1.0/users?$select=${fields}&$filter=${encodeURIComponent(filter)}`,
        { headers: { authorization: `Bearer ${await graphToken()}` } },
      )
      if (answer.status === 401) global.graphToken = undefined
      if (answer.status !== 200) throw failureOf(answer)
      const [user] = answer.body.value
      if (user) return user
    }
    return undefined
  }

  function profileOf(user, needsFactor) {
    const local = (user.identities ?? []).filter(({ issuer }) => issuer === tenant)
    const nameOf = (type) => local.find(({ signInType }) => signInType === type)?.issuerAssignedId
    const email = nameOf('emailAddress') ?? user.mail ?? user.userPrincipalName
    const username = nameOf('userName') ?? user.userPrincipalName
    return {
      user_id: String(user.id),
      email,
      // Addresses of a directory are given by its administrator; B2C confirms those of local accounts at sign-up.
      email_verified: true,
      username: username === email || username?.includes('#EXT#') ? undefined : username,
      name: user.displayName ?? undefined,
      given_name: user.givenName ?? undefined,
      family_name: user.surname ?? undefined,
      phone_number: user.mobilePhone ?? undefined,
      ...(needsFactor && { mfa_factors: ['unknown'] }),
    }
  }

  try {
    const policy = configuration.ENTRA_B2C_POLICY
    const b2cUrl = configuration.ENTRA_B2C_URL || ''
    if (policy && !b2cUrl)
      throw new Error('Set ENTRA_B2C_URL as well: the address of Azure AD B2C, with the tenant.')
    const url = policy
      ? `${b2cUrl.replace(/\/+$/, '')}/${encodeURIComponent(policy)}/oauth2/v2.0/token`
      : `${loginUrl}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`
    const answer = await askForToken(url, {
      grant_type: 'password',
      username: identifier,
      password,
      scope: policy ? `openid ${configuration.ENTRA_CLIENT_ID}` : 'openid profile',
    })
    const codes = codesOf(answer)
    const says = (...numbers) => numbers.some((number) => codes.includes(number))

    if (says('50034')) {
      return callback(new WrongUsernameOrPasswordError(null, 'There is no such user in the directory.'))
    }
    if (says('50126', 'AADB2C90225', 'AADB2C90053', 'AADB2C90054')) {
      return callback(new WrongUsernameOrPasswordError(null, 'Microsoft says: wrong name or password.'))
    }
    if (says('50057', 'AADB2C90043')) {
      return callback(new UnauthorizedError('This account is disabled in the directory.'))
    }
    if (says('50053', 'AADB2C90114')) {
      return callback(new UnauthorizedError('This account is locked for a while, after wrong passwords.'))
    }
    if (says('50055', 'AADB2C90051')) {
      return callback(new UnauthorizedError('This account needs a new password: ask for a reset.'))
    }
    // The password was right, and a policy asks for more: 50076, 50079 and 50158 of Conditional Access.
    const needsFactor = says('50076', '50079', '50158', '50074')
    if (answer.status !== 200 && !needsFactor) throw failureOf(answer)

    const user = await findUser()
    if (!user) throw new Error('Microsoft let the person in, and Graph does not find the user.')
    callback(null, profileOf(user, needsFactor))
  } catch (error) {
    callback(error)
  }
}
