/** `/api/v2/email-delivery`: Ferry's own. Where emails go, and a test of it. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { brandingOf } from '../../../mail/branding.ts'
import { renderLetter } from '../../../mail/render.ts'
import { defineRoute } from '../../route/route.ts'
import { NoMembers } from '../../shapes/no-members.ts'

export const getEmailDelivery = defineRoute({
  method: 'get',
  path: '/api/v2/email-delivery',
  at_own_hosts: true,
  name: 'getEmailDelivery',
  tag: 'Tenant',
  summary: 'Get where emails go',
  description:
    'Ferry’s own. Says whether emails leave the server, and with which sender. The operator sets the email server; the name of the sender is the tenant’s `friendly_name`.',
  scopes: ['read:email_templates'],
  result: z
    .object({
      kind: z
        .enum(['smtp', 'outbox'])
        .describe('`smtp`: to an email server; `outbox`: into files of the server, and to no person.'),
      from_name: z.string().describe('The name of the sender.'),
      from: z.string().optional().describe('The address of the sender. Missing for files.'),
    })
    .meta({ id: 'EmailDelivery', description: 'Where emails go.' }),
  async handle({ store, email_from }, { tenant }) {
    const { name } = brandingOf(tenant.name, await store.readTenantSettings(tenant.tenant_id))
    return {
      kind: email_from === undefined ? ('outbox' as const) : ('smtp' as const),
      from_name: name,
      ...(email_from === undefined ? {} : { from: email_from }),
    }
  },
})

export const sendTestEmail = defineRoute({
  method: 'post',
  path: '/api/v2/email-delivery/test',
  at_own_hosts: true,
  name: 'sendTestEmail',
  tag: 'Tenant',
  summary: 'Send a test email to the member who asks',
  description:
    'Ferry’s own, for a member who is signed in to the dashboard. Sends an email to the address of the member. The tenant’s log says when the email server refuses it.',
  scopes: ['update:email_templates'],
  body: NoMembers,
  status: 202,
  result: z
    .object({ to: z.string().describe('The address that the email goes to.') })
    .meta({ id: 'TestEmail', description: 'Where the test email goes.' }),
  errors: ['too_many_requests'],
  async handle({ store, mail, rateLimits }, { tenant, caller }) {
    if (!caller.member) {
      throw new ApiError(
        'insufficient_scope',
        'A test email goes to a member of the dashboard: sign in there.',
      )
    }
    rateLimits.memberMail(tenant.tenant_id)
    const { email } = caller.member
    const look = brandingOf(tenant.name, await store.readTenantSettings(tenant.tenant_id))
    const letter = renderLetter('test_email', { tenant: tenant.name, 'user.email': email }, look)
    await mail.send({ ...letter, from_name: look.name }, { template: 'test_email' })
    return { to: email }
  },
})
