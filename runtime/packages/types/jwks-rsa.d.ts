/** Public keys of an issuer, by its JWKS address. */
declare module 'jwks-rsa' {
  interface Options {
    jwksUri: string
    cache?: boolean
    rateLimit?: boolean
    timeout?: number
    requestHeaders?: { [name: string]: string }
  }
  /** @made it({ jwksUri: 'https://login.example.com/.well-known/jwks.json' }) */
  interface Client {
    getSigningKey(kid?: string): Promise<{ kid: string; getPublicKey(): string }>
    getSigningKeys(): Promise<any[]>
  }

  /** The module is a function. */
  function jwksClient(options: Options): Client
  export = jwksClient
}
