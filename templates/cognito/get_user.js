async function getUser(identifier, callback) {
  const {
    AdminGetUserCommand,
    CognitoIdentityProviderClient,
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

  function profileOf(user) {
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
    }
  }

  function failureOf(error) {
    const { name } = error
    if (name === 'TooManyRequestsException' || name === 'ThrottlingException') {
      return new Error('Cognito takes no more requests for now: its rate limit is reached.')
    }
    if (name === 'ResourceNotFoundException') {
      return new Error('Cognito knows no such pool: check COGNITO_USER_POOL_ID.')
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
    const user = await client.send(
      new AdminGetUserCommand({ UserPoolId: configuration.COGNITO_USER_POOL_ID, Username: identifier }),
    )
    callback(null, profileOf(user))
  } catch (error) {
    if (error.name === 'UserNotFoundException') return callback(null)
    callback(failureOf(error))
  }
}
