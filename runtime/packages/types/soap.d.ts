/** SOAP services by their WSDL. */
declare module 'soap' {
  type Made = (error: any, client: any) => void
  /** The client has a method for each operation: `client.Authenticate(args, callback)`, `client.AuthenticateAsync(args)`. */
  export function createClient(url: string, options: object | Made, done?: Made, endpoint?: string): void
  export function createClientAsync(url: string, options?: object, endpoint?: string): Promise<any>
  export class BasicAuthSecurity {
    constructor(user: string, password: string, options?: object)
  }
  export class BearerSecurity {
    constructor(token: string, options?: object)
  }
  export class WSSecurity {
    constructor(user: string, password: string, options?: object)
  }
}
