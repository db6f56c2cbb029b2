/** Auth0's Management API: users of a tenant there. Logins are in version 4. */
declare module 'auth0' {
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
  export class ManagementError extends Error {
    statusCode?: number
  }
}
