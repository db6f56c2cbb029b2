/** Adds advice to errors that only say what is wrong. @module */

/** Advice for an untrusted certificate, which no driver gives. */
const UNTRUSTED: readonly string[] = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]

/** @returns the message, with advice where the driver gives none */
export function withRemedy(message: string, code: string | undefined): string {
  const isUntrusted =
    UNTRUSTED.includes(code ?? '') ||
    /self-signed certificate|unable to verify the first certificate/.test(message)
  return isUntrusted
    ? `${message}. Give the driver the certificate's authority (ca) in its TLS options; rejectUnauthorized: false accepts any certificate.`
    : message
}
