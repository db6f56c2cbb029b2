/** Where this server and what it depends on listen: scripts may not connect there (N2). @module */
import type { Server } from 'node:http'
import { smtpEndpoint } from '../mail/transport.ts'
import type { SampleService } from '../sample/service.ts'
import { endpointsOf } from './listen.ts'

/** A listener; `address` may be a host name. */
interface OwnEndpoint {
  address: string
  port: number
}

/** @returns what listens at this moment; the runtime asks anew for each connect */
export function createOwnEndpoints(
  server: Server,
  sample: Pick<SampleService, 'endpoints'>,
  smtp: { url: string } | undefined,
): () => OwnEndpoint[] {
  const mail = smtp ? [smtpEndpoint(smtp.url)] : []
  return () => [...endpointsOf(server), ...sample.endpoints(), ...mail]
}
