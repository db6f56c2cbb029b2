/** Asks the server for a new application. @module */
import type { ApiClient } from '../../api/client.ts'
import type { Kind } from './kinds.ts'
import { grantsOf } from './kinds.ts'

/** The one answer that has its secret. */
export interface MadeApplication {
  client_id: string
  /** Undefined: it is public, and has none. */
  client_secret: string | undefined
}

/** @throws {ApiProblem} the name is refused */
export async function makeApplication(
  client: ApiClient,
  { name, kind }: { name: string; kind: Kind },
): Promise<MadeApplication> {
  const { client_id, client_secret } = await client.call('POST /api/v2/clients', {
    body: { name, app_type: kind, grant_types: grantsOf(kind) },
  })
  return { client_id, client_secret }
}
