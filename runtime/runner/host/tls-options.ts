/** TLS options as a guest may give them, and what a guest is told of a secured connection. @module */
import { isIP } from 'node:net'
import type { ConnectionOptions, DetailedPeerCertificate, TLSSocket } from 'node:tls'
import * as z from 'zod'
import type { OldTls } from '../../contract.ts'
import type { Cell } from '../abi.ts'
import { parsedJson } from '../failure.ts'

const Base64 = z.base64().max(512 * 1024)
const Blobs = z.array(Base64).max(300)
const Version = z.enum(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'])
const Text = z.string().max(10_000)

/** What crosses as JSON. Certificates and keys are base64 of whatever Node takes: PEM or DER. */
export const TlsOptions = z.strictObject({
  servername: z.string().max(253).optional(),
  rejectUnauthorized: z.boolean().optional(),
  ca: Blobs.optional(),
  cert: Blobs.optional(),
  crl: Blobs.optional(),
  key: z
    .array(z.strictObject({ pem: Base64, passphrase: Text.optional() }))
    .max(10)
    .optional(),
  pfx: z
    .array(z.strictObject({ buf: Base64, passphrase: Text.optional() }))
    .max(10)
    .optional(),
  passphrase: Text.optional(),
  minVersion: Version.optional(),
  maxVersion: Version.optional(),
  secureProtocol: z.string().max(50).optional(),
  secureOptions: z.int().min(0).optional(),
  ciphers: Text.optional(),
  ecdhCurve: Text.optional(),
  sigalgs: Text.optional(),
  minDHSize: z.int().min(1).max(16_384).optional(),
  ALPNProtocols: z.array(z.string().max(255)).max(50).optional(),
  /** The guest checks the name itself, with a function of the script's. */
  custom_identity_check: z.boolean().optional(),
})

export type TlsOptions = z.output<typeof TlsOptions>

const buffer = (base64: string): Buffer => Buffer.from(base64, 'base64')

/** Certificates and handshakes of the time of TLS 1.0 are below the security levels of today. */
const CIPHERS_OF_OLD = 'DEFAULT@SECLEVEL=0'

/**
 * @param oldest TLS where the guest does not say; undefined: 1.2
 * @returns options for `tls.connect`, without the stream
 */
export function connectionOptions(
  given: TlsOptions,
  host: string,
  oldest: OldTls | undefined,
): ConnectionOptions {
  const { custom_identity_check, ca, cert, crl, key, pfx, servername, ...rest } = given
  const name = servername ?? host
  return {
    ...(oldest && { ciphers: CIPHERS_OF_OLD }),
    ...(oldest && !rest.secureProtocol && { minVersion: oldest }),
    ...(rest as ConnectionOptions),
    ...(ca && { ca: ca.map(buffer) }),
    ...(cert && { cert: cert.map(buffer) }),
    ...(crl && { crl: crl.map(buffer) }),
    ...(key && {
      key: key.map(({ pem, passphrase }) => ({
        pem: buffer(pem),
        ...(passphrase !== undefined && { passphrase }),
      })),
    }),
    ...(pfx && {
      pfx: pfx.map(({ buf, passphrase }) => ({
        buf: buffer(buf),
        ...(passphrase !== undefined && { passphrase }),
      })),
    }),
    // The name that the certificate must be for; SNI carries names only, never addresses.
    host: name,
    ...(name !== '' && isIP(name) === 0 && { servername: name }),
    ...(custom_identity_check && { checkServerIdentity: () => undefined }),
  }
}

export const parseTlsOptions = (text: Cell): TlsOptions => parsedJson(TlsOptions, text)

/** @returns a warning when a session is of a version that is broken */
export function warningOf(socket: TLSSocket, host: string, port: number): string | undefined {
  const version = socket.getProtocol()
  if (version !== 'TLSv1' && version !== 'TLSv1.1') return undefined
  const where = port === 0 ? host : `${host}:${port}`
  return `The connection to ${where} uses ${version}, which can be read and changed on its way: update the server.`
}

/** Certificates of a chain that are described. */
const MAX_CHAIN = 6

type Certificate = { [field: string]: unknown }

function describe(certificate: DetailedPeerCertificate, depth: number): Certificate | undefined {
  if (!certificate?.raw) return undefined
  const { raw, pubkey, issuerCertificate, ...fields } = certificate as DetailedPeerCertificate & {
    pubkey?: Buffer
  }
  const told: Certificate = { ...fields, raw: raw.toString('base64') }
  if (pubkey) told.pubkey = pubkey.toString('base64')
  // A root is its own issuer.
  if (issuerCertificate === certificate) told.self_issued = true
  else if (depth < MAX_CHAIN) told.issuerCertificate = describe(issuerCertificate, depth + 1)
  return told
}

/** OpenSSL's words for the codes that Node tells without them. */
const VERIFY_MESSAGES: { [code: string]: string } = {
  CERT_HAS_EXPIRED: 'certificate has expired',
  CERT_NOT_YET_VALID: 'certificate is not yet valid',
  CERT_REVOKED: 'certificate revoked',
  CERT_UNTRUSTED: 'certificate not trusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed certificate in certificate chain',
  UNABLE_TO_GET_ISSUER_CERT: 'unable to get issuer certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unable to get local issuer certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unable to verify the first certificate',
  INVALID_CA: 'invalid CA certificate',
  INVALID_PURPOSE: 'unsuitable certificate purpose',
}

/** @returns what the guest's TLSSocket shows, as JSON text */
export function describeSecured(socket: TLSSocket): string {
  // Set to a code when the chain is not trusted; Node's types say it is an error.
  const problem: unknown = socket.authorizationError
  const code = problem instanceof Error ? ((problem as { code?: string }).code ?? problem.message) : problem
  const known = typeof code === 'string' ? code : undefined
  return JSON.stringify({
    authorized: socket.authorized,
    ...(known && {
      authorization_error: known,
      verify_error: { code: known, message: VERIFY_MESSAGES[known] ?? known },
    }),
    protocol: socket.getProtocol(),
    cipher: socket.getCipher(),
    alpn: socket.alpnProtocol,
    ephemeral_key: socket.getEphemeralKeyInfo(),
    session_reused: socket.isSessionReused(),
    peer: describe(socket.getPeerCertificate(true), 1),
    server_name: (socket as { servername?: string }).servername,
  })
}
