/** LDAP and Active Directory, with callbacks. */
declare module 'ldapjs' {
  type Done = (error: Error | null, result?: any) => void
  interface SearchOptions {
    scope?: 'base' | 'one' | 'sub'
    filter?: string | object
    attributes?: string | string[]
    sizeLimit?: number
    timeLimit?: number
    paged?: boolean | object
  }
  interface Emitter {
    on(event: 'searchEntry', listener: (entry: any) => void): this
    on(event: 'searchReference' | 'end' | 'error' | 'connect' | 'page', listener: (value: any) => void): this
  }

  /** @made it.createClient({ url: 'ldap://127.0.0.1:1', connectTimeout: 1 }).on('error', function () {}).on('connectError', function () {}).on('connectTimeout', function () {}) */
  interface Client extends Emitter {
    bind(dn: string, password: string, done: Done): void
    search(base: string, options: SearchOptions, done: (error: Error | null, results: Emitter) => void): void
    add(dn: string, entry: object, done: Done): void
    del(dn: string, done: Done): void
    modify(dn: string, change: Change | Change[], done: Done): void
    modifyDN(dn: string, newDn: string, done: Done): void
    compare(dn: string, attribute: string, value: string, done: Done): void
    starttls(options: object, controls: any, done: Done): void
    unbind(done?: Done): void
    destroy(error?: Error): void
  }

  export function createClient(options: {
    url: string | string[]
    timeout?: number
    connectTimeout?: number
    reconnect?: boolean | object
    tlsOptions?: { ca?: string; rejectUnauthorized?: boolean }
  }): Client
  export function parseDN(dn: string): any
  export function parseFilter(filter: string): any
  export class Change {
    constructor(options: { operation: 'add' | 'delete' | 'replace'; modification: object })
  }
  /** Takes the value as it is: nothing in it is a wildcard. */
  export class EqualityFilter {
    constructor(options: { attribute: string; value: string })
  }
  export class AndFilter {
    constructor(options: { filters: object[] })
  }
  export class OrFilter {
    constructor(options: { filters: object[] })
  }
  export class InvalidCredentialsError extends Error {}
  export class NoSuchObjectError extends Error {}
}
