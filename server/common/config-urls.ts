/** Forms of addresses in settings. @module */
import { isIP } from 'node:net'

/** @returns whether it is an http or https address without query, fragment and user */
export function isPublicUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username
}

/** @returns whether it is the address of a mail server */
export function isSmtpUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== ''
}

/** @returns whether it is an origin whose host begins with `{tenant}` */
export function isTenantUrl(text: string): boolean {
  const url = /^https?:\/\/\{tenant\}\.[^{}]+$/.test(text) ? URL.parse(text.replace('{tenant}', 'x')) : null
  return url !== null && url.pathname === '/' && !url.search && !url.hash && !url.username
}

/** @returns whether it is an IP address, IPv6 with a port in brackets */
export function isDnsServer(text: string): boolean {
  const [, bracketed, v4, port] = /^(?:\[([^\]]+)\]|([\d.]+))(?::(\d{1,5}))?$/.exec(text) ?? []
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return false
  return isIP(bracketed ?? v4 ?? text) === (v4 === undefined ? 6 : 4)
}
