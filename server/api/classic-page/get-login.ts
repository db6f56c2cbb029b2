/** `GET /login`: the sign-in page that the tenant wrote itself. @module */
import type { PageAnswer } from '../hosted-pages/page.ts'
import { definePage } from '../hosted-pages/page.ts'
import { classicPageOf } from '../sign-in/classic.ts'
import { StateField } from '../sign-in/fields.ts'
import { openFlow } from '../sign-in/flow.ts'
import { addressOf, signInPath } from '../sign-in/ways.ts'
import { withConfig } from './config.ts'

/**
 * The page has scripts and styles from wherever the tenant takes them. No `form-action`: its form may end at any address of an
 * application. No frame may have it.
 */
const POLICY = "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

export const getLogin = definePage({
  method: 'get',
  path: '/login',
  summary: 'The tenant’s own sign-in page',
  fields: StateField,
  is_of_flow: true,
  async handle(deps, { state }, context): Promise<PageAnswer> {
    const flow = await openFlow(deps, state, context)
    if (flow.kind === 'answer') return flow.answer
    const html = await classicPageOf(deps)
    if (html === undefined) return { kind: 'redirect', url: addressOf(signInPath(context.settings), state) }
    return { kind: 'document', type: 'html', body: withConfig(html, deps, flow), policy: POLICY }
  },
})
