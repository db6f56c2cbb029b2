/** From which address a request comes, through the proxies that are believed. @module */
import type { RequestHandler } from 'express'
import { listOf, plainAddress } from '../../protection/addresses.ts'

/**
 * Makes the reader of one server's `X-Forwarded-For`. Each proxy adds the address of whoever called it on the right, so the
 * entries are read from there, as long as they are of proxies that are believed: what a caller sent itself is further left.
 *
 * @param trusted addresses and CIDR ranges of those proxies
 * @returns the address; undefined when a proxy that is believed does not say one (`unknown`, `_hidden`) or the peer has gone
 */
export function createAddressReader(
  trusted: readonly string[],
): (peer: string | undefined, forwarded_for: string | undefined) => string | undefined {
  const isTrusted = listOf(trusted)
  return (peer, forwarded_for = '') => {
    let address = plainAddress(peer ?? '')
    if (!isTrusted(address)) return address
    // Empty elements of a list mean nothing (RFC 9110, 5.6.1).
    const hops = forwarded_for
      .split(',')
      .map((hop) => hop.trim())
      .filter((hop) => hop !== '')
    while (isTrusted(address)) {
      const hop = hops.pop()
      if (hop === undefined) break
      address = addressOfHop(hop)
    }
    return address
  }
}

/** An address as proxies write it: bare, `[2001:db8::1]`, `192.0.2.1:4711`, `[2001:db8::1]:4711`, and any of these in quotes. */
const HOP = /^"?(?:\[(?<bracketed>[^\]]*)\](?::\d+)?|(?<ipv4>[\d.]+):\d+|(?<bare>[^"]*))"?$/

function addressOfHop(hop: string): string | undefined {
  const { bracketed, ipv4, bare } = HOP.exec(hop)?.groups ?? {}
  return plainAddress(bracketed ?? ipv4 ?? bare ?? '')
}

/** Gives each request its address as `request.ip`; express's own reading of the header knows no ports. */
export function readClientAddress(trusted: readonly string[]): RequestHandler {
  const addressOf = createAddressReader(trusted)
  return (request, _response, next) => {
    // Several headers of the name are one list, in their order.
    const ip = addressOf(request.socket.remoteAddress, request.get('x-forwarded-for'))
    Object.defineProperty(request, 'ip', { value: ip, enumerable: true })
    next()
  }
}
