/** Addresses of this server and its dependencies: scripts may not connect to them (N2). @module */
import type { Server } from 'node:http'
import { smtpEndpoint } from '../mail/transport.ts'
import type { SampleService } from '../sample/service.ts'
import { endpointsOf } from './listen.ts'

/** A listener; `address` may be a host name. */
interface OwnEndpoint {
  address: string
  port: number
}

/** @returns the current listeners; the runtime asks for each connection */
export function createOwnEndpoints(
  server: Server,
  sample: Pick<SampleService, 'endpoints'>,
  smtp: { url: string } | undefined,
): () => OwnEndpoint[] {
  const mail = smtp ? [smtpEndpoint(smtp.url)] : []
  return () => [...endpointsOf(server), ...sample.endpoints(), ...mail]
}
