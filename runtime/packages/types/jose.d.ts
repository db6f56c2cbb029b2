/** Signed and encrypted tokens, over WebCrypto. */
declare module 'jose' {
  interface Verified {
    payload: { [claim: string]: any }
    protectedHeader: { alg: string; kid?: string }
  }
  interface VerifyOptions {
    issuer?: string | string[]
    audience?: string | string[]
    algorithms?: string[]
    clockTolerance?: string | number
  }
  export class SignJWT {
    constructor(claims: object)
    setProtectedHeader(header: object): this
    setIssuer(issuer: string): this
    setSubject(subject: string): this
    setAudience(audience: string | string[]): this
    setIssuedAt(at?: number): this
    setExpirationTime(at: string | number): this
    setJti(id: string): this
    sign(key: unknown): Promise<string>
  }
  export class EncryptJWT {
    constructor(claims: object)
    setProtectedHeader(header: object): this
    encrypt(key: unknown): Promise<string>
  }
  export function jwtVerify(token: string, key: unknown, options?: VerifyOptions): Promise<Verified>
  export function jwtDecrypt(token: string, key: unknown, options?: VerifyOptions): Promise<Verified>
  export function decodeJwt(token: string): { [claim: string]: any }
  export function decodeProtectedHeader(token: string): any
  export function importJWK(key: object, alg?: string): Promise<any>
  export function importPKCS8(pem: string, alg: string): Promise<any>
  export function importSPKI(pem: string, alg: string): Promise<any>
  export function importX509(pem: string, alg: string): Promise<any>
  export function createRemoteJWKSet(url: URL, options?: object): any
  export function createLocalJWKSet(keys: object): any
  export function generateKeyPair(alg: string, options?: object): Promise<any>
}
