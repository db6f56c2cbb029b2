/** Names that can be custom domains. @module */

/** The longest name: the name of its TXT record has room beside it. */
const LONGEST = 200

/** Before the domain, in the name of the TXT record that proves it. */
const RECORD_LABEL = '_ferry-challenge'

/** Before the proof, in the value of the TXT record. */
const RECORD_VALUE = 'ferry-domain-verification='

/** Host names of the operator, in lower case. */
export interface OwnHosts {
  /** Of the default tenant. */
  public_hostname: string
  /** End of the host names of the other tenants, with its first dot. */
  suffix: string
}

/** @returns the host without its port, in lower case; a name may end with a dot */
export function hostnameOf(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '')
}

/** @returns the text with A to Z in lower case, and all else as it is: some letters become ASCII in lower case */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/**
 * Whether a text is a full domain name, as a custom domain is kept: ASCII, in lower case, of two labels or more. The last one
 * begins with a letter, so that no reader takes the name for an IP address.
 */
export function isDomainName(text: string): boolean {
  return (
    text.length <= LONGEST &&
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text)
  )
}

/** @returns why the name cannot be a custom domain, as the end of a sentence; undefined if it can */
export function domainProblem(name: string, { public_hostname, suffix }: OwnHosts): string | undefined {
  if (!isDomainName(name)) {
    return 'must be a domain name of letters, digits and dashes, such as login.example.com: without a scheme, a port, a wildcard or a dot at its end; other letters as xn--…'
  }
  if (isAtOrBelow(name, 'localhost')) return 'must not be a name of the machine itself'
  if (isAtOrBelow(name, public_hostname) || isAtOrBelow(name, suffix.slice(1))) {
    return 'must not be a host of this installation: its operator has set it'
  }
  return undefined
}

const isAtOrBelow = (name: string, host: string): boolean => name === host || name.endsWith(`.${host}`)

/** @returns the TXT record that proves the domain */
export function proofRecord(domain: string, proof: string): { name: string; value: string } {
  return { name: `${RECORD_LABEL}.${domain}`, value: RECORD_VALUE + proof }
}
