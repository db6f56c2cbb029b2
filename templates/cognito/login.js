async function login(identifier, password, callback) {
  const crypto = require('node:crypto')
  const {
    AdminGetUserCommand,
    CognitoIdentityProviderClient,
    InitiateAuthCommand,
  } = require('@aws-sdk/client-cognito-identity-provider')

  const client = new CognitoIdentityProviderClient({
    region: configuration.COGNITO_REGION,
    credentials: {
      accessKeyId: configuration.AWS_ACCESS_KEY_ID,
      secretAccessKey: configuration.AWS_SECRET_ACCESS_KEY,
    },
    maxAttempts: 1,
    ...(configuration.COGNITO_ENDPOINT && { endpoint: configuration.COGNITO_ENDPOINT }),
  })

  function secretHash() {
    const secret = configuration.COGNITO_CLIENT_SECRET
    if (!secret) return {}
    const hash = crypto.createHmac('sha256', secret).update(identifier + configuration.COGNITO_CLIENT_ID)
    return { SECRET_HASH: hash.digest('base64') }
  }

  const findUser = () =>
    client.send(
      new AdminGetUserCommand({ UserPoolId: configuration.COGNITO_USER_POOL_ID, Username: identifier }),
    )

  function profileOf(user, needsFactor) {
    const attributes = Object.fromEntries(user.UserAttributes.map(({ Name, Value }) => [Name, Value]))
    const own = Object.entries(attributes).filter(([name]) => name.startsWith('custom:'))
    return {
      user_id: attributes.sub,
      email: attributes.email,
      email_verified: attributes.email_verified === 'true',
      // With sign-in by email a pool makes usernames of its own, which nobody knows.
      username: user.Username === attributes.sub ? undefined : user.Username,
      name: attributes.name,
      given_name: attributes.given_name,
      family_name: attributes.family_name,
      nickname: attributes.nickname,
      picture: attributes.picture,
      phone_number: attributes.phone_number,
      phone_verified: attributes.phone_number ? attributes.phone_number_verified === 'true' : undefined,
      ...(own.length > 0 && { app_metadata: Object.fromEntries(own) }),
      ...(needsFactor && { mfa_factors: user.UserMFASettingList ?? ['unknown'] }),
    }
  }

  /** What the callback is told for an error of Cognito. */
  function refuse(error) {
    const { name, message } = error
    if (name === 'UserNotFoundException') {
      return new WrongUsernameOrPasswordError(null, 'There is no such user in the pool.')
    }
    if (name === 'NotAuthorizedException') {
      if (/disabled/i.test(message))
        return new UnauthorizedError('This account is disabled in the user pool.')
      if (/attempts exceeded/i.test(message)) {
        return new UnauthorizedError('Too many wrong passwords: Cognito refuses this account for a while.')
      }
      if (/secret/i.test(message)) return new Error('Cognito refused COGNITO_CLIENT_SECRET.')
      return new WrongUsernameOrPasswordError(null, 'The password is wrong.')
    }
    if (name === 'PasswordResetRequiredException') {
      return new UnauthorizedError('This account needs a new password: ask for a reset.')
    }
    if (name === 'UserNotConfirmedException') {
      return new UnauthorizedError('This account was never confirmed in the user pool.')
    }
    if (name === 'TooManyRequestsException' || name === 'ThrottlingException') {
      return new Error('Cognito takes no more requests for now: its rate limit is reached.')
    }
    if (name === 'ResourceNotFoundException') {
      return new Error(
        'Cognito knows no such client or pool: check COGNITO_CLIENT_ID and COGNITO_USER_POOL_ID.',
      )
    }
    if (name === 'UnrecognizedClientException' || name === 'InvalidSignatureException') {
      return new Error('AWS refused AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY.')
    }
    if (name === 'AccessDeniedException') {
      return new Error('The AWS key needs the permission cognito-idp:AdminGetUser for this pool.')
    }
    return error
  }

  try {
    const answer = await client.send(
      new InitiateAuthCommand({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: configuration.COGNITO_CLIENT_ID,
        AuthParameters: { USERNAME: identifier, PASSWORD: password, ...secretHash() },
      }),
    )
    if (answer.ChallengeName === 'NEW_PASSWORD_REQUIRED') {
      return callback(new UnauthorizedError('This account needs a new password: ask for a reset.'))
    }
    // Any other challenge comes after the right password: the second factor, or its set-up.
    callback(null, profileOf(await findUser(), answer.ChallengeName !== undefined))
  } catch (error) {
    callback(refuse(error))
  }
}
