/** Auth0's own API, version 2, with callbacks and promises. */
declare module 'auth0@2' {
  type Callback = (error: Error | null, result: any) => void
  export class AuthenticationClient {
    constructor(options: { domain: string; clientId?: string; clientSecret?: string })
    passwordGrant(data: object, callback?: Callback): Promise<any>
    clientCredentialsGrant(data: object, callback?: Callback): Promise<any>
    refreshToken(data: object, callback?: Callback): Promise<any>
    requestChangePasswordEmail(data: object, callback?: Callback): Promise<any>
    getProfile(token: string, callback?: Callback): Promise<any>
    readonly database: any
    readonly oauth: any
  }
  export class ManagementClient {
    constructor(options: {
      domain: string
      token?: string
      clientId?: string
      clientSecret?: string
      scope?: string
    })
    getUser(params: { id: string }, callback?: Callback): Promise<any>
    getUsers(params?: object, callback?: Callback): Promise<any>
    getUsersByEmail(email: string, callback?: Callback): Promise<any>
    createUser(data: object, callback?: Callback): Promise<any>
    updateUser(params: { id: string }, data: object, callback?: Callback): Promise<any>
    deleteUser(params: { id: string }, callback?: Callback): Promise<any>
    updateAppMetadata(params: { id: string }, data: object, callback?: Callback): Promise<any>
    updateUserMetadata(params: { id: string }, data: object, callback?: Callback): Promise<any>
    createPasswordChangeTicket(data: object, callback?: Callback): Promise<any>
  }
}
