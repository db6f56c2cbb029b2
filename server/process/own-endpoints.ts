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

/**
 * @param servers the listeners of this process, besides the sample service's
 * @returns the current listeners; the runtime asks for each connection
 */
export function createOwnEndpoints(
  servers: readonly Server[],
  sample: Pick<SampleService, 'endpoints'>,
  smtp: { url: string } | undefined,
  database?: { url: string } | undefined,
): () => OwnEndpoint[] {
  const mail = smtp ? [smtpEndpoint(smtp.url)] : []
  const store = database ? [databaseEndpoint(database.url)] : []
  return () => [...servers.flatMap(endpointsOf), ...sample.endpoints(), ...mail, ...store]
}

/** @returns where PostgreSQL listens; `address` may be a host name */
export function databaseEndpoint(url: string): OwnEndpoint {
  const { hostname, port } = new URL(url)
  return { address: hostname, port: port === '' ? 5432 : Number(port) }
}
