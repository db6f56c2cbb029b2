/** The one type service of a page, for all its editors. @module */
import { createTypeClient } from './types/client.ts'
import workerUrl from './types/worker.ts?worker&url'

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown }
}

/** The policy named `ferry` of the security header, which a page can make only once: scripts come from this server, or not at all. */
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('ferry', {
  createScriptURL: sameOrigin,
})

function sameOrigin(url: string): string {
  if (new URL(url, location.href).origin === location.origin) return url
  throw new TypeError('a script from elsewhere was refused')
}

/** What the policy gives is an object of its own kind; the worker's constructor takes it for a URL. */
function trusted(url: string): string {
  return policy ? (policy.createScriptURL(url) as string) : sameOrigin(url)
}

/** Starts when the first editor asks something. */
export const typeHelp = createTypeClient(
  () => new Worker(trusted(workerUrl), { type: 'module', name: 'ferry-types' }),
)
