/** The one type service of a page, shared by all its editors. @module */
import { createTypeClient } from './types/client.ts'
import workerUrl from './types/worker.ts?worker&url'

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown }
}

/**
 * The policy `ferry` of the security header, which a page can create only once: only scripts of this server may load.
 */
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('ferry', {
  createScriptURL: sameOrigin,
})

function sameOrigin(url: string): string {
  if (new URL(url, location.href).origin === location.origin) return url
  throw new TypeError('a script from elsewhere was refused')
}

/** The policy returns a `TrustedScriptURL`; the type of the worker's constructor only accepts a URL or a string. */
function trusted(url: string): string {
  return policy ? (policy.createScriptURL(url) as string) : sameOrigin(url)
}

/** Starts when an editor first asks a question. */
export const typeHelp = createTypeClient(
  () => new Worker(trusted(workerUrl), { type: 'module', name: 'ferry-types' }),
)
