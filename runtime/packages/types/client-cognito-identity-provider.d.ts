/** Amazon Cognito user pools, version 3: `await client.send(new InitiateAuthCommand({ … }))`. */
declare module '@aws-sdk/client-cognito-identity-provider' {
  interface ClientOptions {
    region?: string
    endpoint?: string
    credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
    maxAttempts?: number
  }
  export class CognitoIdentityProviderClient {
    constructor(options: ClientOptions)
    send(command: object): Promise<any>
    destroy(): void
  }
  export class CognitoIdentityProvider extends CognitoIdentityProviderClient {}
  export class InitiateAuthCommand {
    constructor(input: object)
  }
  export class AdminInitiateAuthCommand {
    constructor(input: object)
  }
  export class RespondToAuthChallengeCommand {
    constructor(input: object)
  }
  export class GetUserCommand {
    constructor(input: { AccessToken: string })
  }
  export class AdminGetUserCommand {
    constructor(input: { UserPoolId: string; Username: string })
  }
  export class ListUsersCommand {
    constructor(input: object)
  }
  export class AdminSetUserPasswordCommand {
    constructor(input: object)
  }
  export class AdminCreateUserCommand {
    constructor(input: object)
  }
  export class AdminDeleteUserCommand {
    constructor(input: object)
  }
  export class AdminUpdateUserAttributesCommand {
    constructor(input: object)
  }
  export class NotAuthorizedException extends Error {}
  export class UserNotFoundException extends Error {}
  export class UserNotConfirmedException extends Error {}
  export class PasswordResetRequiredException extends Error {}
  export class TooManyRequestsException extends Error {}
}
