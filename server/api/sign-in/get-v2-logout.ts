/** `GET /v2/logout`: signs out without a question, as Auth0's SDKs expect. @module */
import * as z from 'zod'
import { isAllowedAfterLogout } from '../../oidc/logout.ts'
import { readParameters } from '../../oidc/parameters.ts'
import { listOf } from '../../oidc/redirect-uri.ts'
import type { PageAnswer, PageContext } from '../hosted-pages/page.ts'
import { definePage } from '../hosted-pages/page.ts'
import type { Deps } from '../http/deps.ts'
import { endSession, refusedLogout } from './sign-out.ts'

export const getV2Logout = definePage({
  method: 'get',
  path: '/v2/logout',
  summary: 'Sign out',
  fields: z.record(z.string(), z.unknown()),
  is_of_flow: true,
  async handle(deps, sent, context) {
    // The session ends first, whatever else is wrong with the request.
    const cookies = await endSession(deps, context)
    return { ...(await afterwards(deps, sent, context)), cookies }
  },
})

async function afterwards(deps: Deps, sent: unknown, context: PageContext): Promise<PageAnswer> {
  const { texts, settings } = context
  const refused = (name: string, description: string): PageAnswer =>
    refusedLogout(deps, texts, { text: texts.problem.parameter(name), description })
  const read = readParameters(sent)
  if (read.kind === 'bad') return refused(read.bad.name, `The parameter ${read.bad.name} cannot be used.`)
  const client_id = read.parameters.get('client_id')
  const returnTo = read.parameters.get('returnTo')
  const client =
    client_id === undefined ? undefined : await deps.store.findClient(deps.tenant.tenant_id, client_id)
  if (client_id !== undefined && !client) {
    return refusedLogout(deps, texts, {
      text: texts.problem.unknown_application,
      description: 'There is no such client.',
    })
  }
  const allowed = client
    ? listOf(client.settings, 'allowed_logout_urls')
    : (settings.allowed_logout_urls ?? [])
  const [first] = client ? allowed.filter((entry) => !entry.includes('*')) : []
  const target = returnTo ?? first
  if (target === undefined) return { kind: 'document', type: 'text', body: 'OK', policy: NOTHING }
  if (isAllowedAfterLogout(target, allowed)) return { kind: 'redirect', url: target, status: 302 }
  return refused('returnTo', 'The address in returnTo is not one of allowed_logout_urls.')
}

const NOTHING = "default-src 'none'; frame-ancestors 'none'"
