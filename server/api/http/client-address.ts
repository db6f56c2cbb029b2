/** The client's address of a request, behind trusted proxies. @module */
import type { RequestHandler } from 'express'
import { listOf, plainAddress } from '../../protection/addresses.ts'

/**
 * Creates a reader of `X-Forwarded-For`. Each proxy appends the address of its own client on the right. The entries are
 * read from the right as long as they are trusted proxies; entries further left may be forged.
 *
 * @param trusted addresses and CIDR ranges of trusted proxies
 * @returns the address; undefined when a trusted proxy hides it (`unknown`, `_hidden`) or the peer has disconnected
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

/** Sets `request.ip`. Express's own reader of the header does not understand ports. */
export function readClientAddress(trusted: readonly string[]): RequestHandler {
  const addressOf = createAddressReader(trusted)
  return (request, _response, next) => {
    // Several `X-Forwarded-For` headers count as one list, in their order.
    const ip = addressOf(request.socket.remoteAddress, request.get('x-forwarded-for'))
    Object.defineProperty(request, 'ip', { value: ip, enumerable: true })
    next()
  }
}
