/** Creates the connections that were brought along, as Auth0's deploy tool does: by the Management API. @module */
import type { ApiClient } from '../../api/client.ts'
import type { BroughtConnection } from './brought.ts'
import { filled, filledValue } from './markers.ts'

/** What the person has typed for a connection. */
export interface Typed {
  name: string
  /** Values of the configuration, by key. */
  values: { readonly [key: string]: string }
  /** Values of markers, by key. */
  markers: { readonly [key: string]: string }
}

/** Import mode is for connections that say nothing of it: nobody is imported before a sign-in. */
const MODE = { enabledDatabaseCustomization: true, import_mode: true }

/**
 * @param enabled_clients client IDs
 * @returns ID of the new connection
 */
export async function createBrought(
  client: ApiClient,
  brought: BroughtConnection,
  { name, values, markers }: Typed,
  enabled_clients: string[],
): Promise<string> {
  const text = (value: string): string => filled(value, markers)
  const configuration = Object.entries(brought.configuration).flatMap(([key, known]) => {
    const value = values[key] ?? (known === undefined ? undefined : text(known))
    return value === undefined || value === '' ? [] : [[key, value] as const]
  })
  const customScripts = Object.fromEntries(
    Object.entries(brought.scripts).map(([action, source]) => [action, text(source)]),
  )
  const options = filledValue(brought.options, markers) as { [name: string]: unknown }
  const made = await client.call('POST /api/v2/connections', {
    body: {
      name,
      strategy: 'auth0',
      enabled_clients,
      options: {
        ...MODE,
        ...options,
        customScripts,
        configuration: Object.fromEntries(configuration),
      },
    },
  })
  return made.id
}
