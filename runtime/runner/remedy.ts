/** Adds advice to errors that only say what is wrong. @module */

interface Remedy {
  codes?: readonly string[]
  message: RegExp
  advice: string
}

const REMEDIES: readonly Remedy[] = [
  {
    codes: [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    message: /self-signed certificate|unable to verify the first certificate/,
    advice:
      "Give the driver the certificate's authority (ca) in its TLS options; rejectUnauthorized: false accepts any certificate.",
  },
  {
    codes: [
      'ERR_SSL_UNSUPPORTED_PROTOCOL',
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
      'ERR_SSL_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED',
    ],
    message: /unsupported protocol|alert protocol version|legacy sigalg disallowed/,
    advice:
      'The server has no TLS 1.2: set options.ferry_tls_min_version of the connection to TLSv1, or update the server.',
  },
  {
    // mysql2 names no plugin for hashes of MySQL 4.0, whose servers had none.
    message: /requests authentication using unknown plugin (?:mysql_old_password)?\./,
    advice:
      "The account has a password hash of MySQL 4.0: write require('mysql') with insecureAuth: true, or set the password anew.",
  },
  {
    // Drivers read the answer of SQL Server 2000 by the layout of later ones.
    message: /^Unknown type: \d{1,3}$/,
    advice: "The server may be a SQL Server 2000: write options: { tdsVersion: '7_1' }.",
  },
  {
    message: /^Server responded with unknown TDS version\.?$/,
    advice: 'No driver that is offered speaks to a server older than SQL Server 2000.',
  },
]

/** @returns the message, with advice where the driver gives none */
export function withRemedy(message: string, code: string | undefined): string {
  const known = REMEDIES.find((remedy) => remedy.codes?.includes(code ?? '') || remedy.message.test(message))
  if (!known) return message
  const text = message.trimEnd()
  return `${text}${text.endsWith('.') ? '' : '.'} ${known.advice}`
}
