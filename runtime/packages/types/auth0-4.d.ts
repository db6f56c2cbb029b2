/** Auth0's own API, version 4: logins and users of a tenant there. */
declare module 'auth0@4' {
  interface Answer<Data = any> {
    data: Data
    status: number
    statusText: string
    headers: any
  }
  export class AuthenticationClient {
    constructor(options: {
      domain: string
      clientId?: string
      clientSecret?: string
      timeoutDuration?: number
    })
    /** `passwordGrant`, `clientCredentialsGrant`, `refreshTokenGrant` … */
    readonly oauth: any
    /** `signUp`, `changePassword` */
    readonly database: any
  }
  /** `client.users.get(id)`, `client.users.listUsersByEmail({ email })` … */
  export class ManagementClient {
    constructor(options: {
      domain: string
      clientId?: string
      clientSecret?: string
      token?: string
      timeoutInSeconds?: number
    })
    readonly users: any
    readonly connections: any
    readonly tickets: any
    readonly jobs: any
    readonly roles: any
  }
  export class UserInfoClient {
    constructor(options: { domain: string })
    getUserInfo(token: string): Promise<Answer>
  }
  export class ManagementApiError extends Error {
    statusCode?: number
  }
}
