/** LDAP and Active Directory. */
declare module 'ldapts' {
  type Entry = { dn: string; [attribute: string]: string | string[] | Uint8Array | Uint8Array[] }

  export class Client {
    constructor(options: {
      url: string
      timeout?: number
      connectTimeout?: number
      tlsOptions?: { ca?: string; rejectUnauthorized?: boolean }
    })
    startTLS(options?: { ca?: string; rejectUnauthorized?: boolean }): Promise<void>
    bind(dn: string, password?: string): Promise<void>
    search(
      base: string,
      options?: {
        scope?: 'base' | 'one' | 'sub'
        filter?: string | Filter
        attributes?: string[]
        sizeLimit?: number
      },
    ): Promise<{ searchEntries: Entry[]; searchReferences: string[] }>
    add(dn: string, attributes: { [attribute: string]: string | string[] }): Promise<void>
    modify(dn: string, changes: Change | Change[]): Promise<void>
    modifyDN(dn: string | DN, newDn: string | DN): Promise<void>
    del(dn: string): Promise<void>
    compare(dn: string, attribute: string, value: string): Promise<boolean>
    unbind(): Promise<void>
  }

  export class Filter {}
  /** Takes the value as it is: nothing in it is a wildcard. */
  export class EqualityFilter extends Filter {
    constructor(options: { attribute: string; value: string })
  }
  export class AndFilter extends Filter {
    constructor(options: { filters: Filter[] })
  }
  export class OrFilter extends Filter {
    constructor(options: { filters: Filter[] })
  }
  /** A distinguished name; becomes text with its values escaped. */
  export class DN {
    constructor(rdns?: object)
    toString(): string
  }
  export class Change {
    constructor(options: { operation: 'add' | 'delete' | 'replace'; modification: Attribute })
  }
  export class Attribute {
    constructor(options: { type: string; values?: string[] })
  }
  export class InvalidCredentialsError extends Error {}
  export class NoSuchObjectError extends Error {}
}
