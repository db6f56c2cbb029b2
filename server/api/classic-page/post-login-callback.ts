/** `POST /login/callback`: the end of a sign-in on the tenant's own page. @module */
import * as z from 'zod'
import { sha256 } from '../../common/hash.ts'
import type { PageAnswer } from '../hosted-pages/page.ts'
import { definePage } from '../hosted-pages/page.ts'
import { problemPage } from '../hosted-pages/ticket-page.ts'
import type { Deps } from '../http/deps.ts'
import { endFlow } from '../sign-in/end-flow.ts'
import { FieldText } from '../sign-in/fields.ts'
import type { Flow } from '../sign-in/flow.ts'
import { openFlow } from '../sign-in/flow.ts'
import { ClassicSignIn } from './post-username-password-login.ts'

export const postLoginCallback = definePage({
  method: 'post',
  path: '/login/callback',
  summary: 'Continue to the application after the tenant’s own page',
  fields: z.object({ wresult: FieldText, wctx: FieldText }),
  is_of_flow: true,
  async handle(deps, { wresult, wctx }, context): Promise<PageAnswer> {
    const flow = await openFlow(deps, stateOf(wctx), context)
    return flow.kind === 'answer' ? flow.answer : finish(deps, flow, wresult)
  },
})

const Context = z.object({ state: z.string() })

/** @returns the sealed request in the form's context; a text that nobody sealed for any other */
function stateOf(wctx: string): string {
  try {
    return Context.parse(JSON.parse(wctx)).state
  } catch {
    return ''
  }
}

async function finish(deps: Deps, flow: Flow, wresult: string): Promise<PageAnswer> {
  const { store, tenant } = deps
  const { texts, client, transaction } = flow
  const refused = (): PageAnswer => ({
    ...problemPage(texts.problem.sign_in_title, texts.problem.no_request, 400),
    texts,
  })
  const taken = await store.takeOnce(tenant.tenant_id, 'classic_sign_in', sha256(wresult))
  if (taken.kind === 'refused') return refused()
  const { user_id, connection_id, mark_sha256 } = ClassicSignIn.parse(taken.payload)
  if (mark_sha256 !== transaction.mark_sha256) return refused()
  const user = await store.findUser(tenant.tenant_id, user_id)
  const connection = await store.findConnection(tenant.tenant_id, connection_id)
  if (!user || !connection?.enabled_clients.includes(client.client_id)) return refused()
  return endFlow(deps, { ...flow, connection }, { user }, ({ status, error }) => ({
    ...problemPage(texts.problem.sign_in_title, error, status),
    texts,
  }))
}
