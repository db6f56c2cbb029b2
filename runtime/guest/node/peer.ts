/** Describes a TLS connection and its peer. @module */
import { host } from '../host.ts'
import { Buffer } from './buffer.ts'

/** A certificate as the host describes it. */
export interface WireCertificate {
  raw: string
  pubkey?: string
  subject?: object
  subjectaltname?: string
  issuerCertificate?: WireCertificate
  self_issued?: boolean
  [field: string]: unknown
}

export interface Secured {
  authorized: boolean
  authorization_error?: string
  verify_error?: { code: string; message: string }
  protocol: string | null
  cipher: { name: string; standardName: string; version: string }
  alpn: string | false | null
  ephemeral_key: object
  session_reused: boolean
  peer?: WireCertificate
  server_name?: string | false
}

/** @returns a certificate as `getPeerCertificate` returns it; `{}` without a certificate */
export function certificateOf(
  wire: WireCertificate | undefined,
  detailed: boolean,
): { [field: string]: unknown } {
  if (!wire) return {}
  const { raw, pubkey, issuerCertificate, self_issued, ...fields } = wire
  const certificate: { [field: string]: unknown } = { ...fields, raw: Buffer.from(raw, 'base64') }
  if (pubkey) certificate.pubkey = Buffer.from(pubkey, 'base64')
  if (detailed && self_issued) certificate.issuerCertificate = certificate
  else if (detailed && issuerCertificate)
    certificate.issuerCertificate = certificateOf(issuerCertificate, true)
  return certificate
}

/** Same as `tls.checkServerIdentity`: returns an error when the certificate is not for this name. */
export function checkServerIdentity(
  hostname: string,
  certificate: { [field: string]: unknown },
): Error | undefined {
  const { subject, subjectaltname } = certificate
  const wire = host.sync('tls.identity', `${hostname}`, JSON.stringify({ subject, subjectaltname }))
  return wire === undefined
    ? undefined
    : Object.assign(host.error(wire), { host: hostname, cert: certificate })
}
