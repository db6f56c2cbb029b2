/** Emails to members of the dashboard. @module */
import { DAY_MS } from '../../../common/time.ts'
import { brandingOf } from '../../../mail/branding.ts'
import { renderLetter } from '../../../mail/render.ts'
import type { Client, Member, MemberLink } from '../../../store/contract.ts'
import type { Deps } from '../../http/deps.ts'

/** How long an invitation can be accepted. The email says so, too. */
export const INVITATION_LASTS_MS = 7 * DAY_MS

/** How long a link for a new password works. The email says so, too. */
export const PASSWORD_LINK_LASTS_MS = DAY_MS

/** Links of a tenant that nobody has used yet. */
export const MOST_LINKS = 200

type MailDeps = Pick<Deps, 'mail' | 'store' | 'tenant' | 'publicUrlOf'>

/**
 * Puts an email with the link into the queue. The token is behind the `#`, so that no server and no proxy logs it.
 *
 * @param about.token whose hash the link has
 */
export async function sendMemberLink(
  { mail, store, tenant, publicUrlOf }: MailDeps,
  name: 'member_invitation' | 'member_password',
  about: {
    link: MemberLink
    token: string
    caller: { client: Client | undefined; member: Member | undefined }
  },
): Promise<void> {
  const { link, token, caller } = about
  const look = brandingOf(tenant.name, await store.readTenantSettings(tenant.tenant_id))
  const letter = renderLetter(
    name,
    {
      url: `${publicUrlOf(tenant.name)}/dashboard/member-link#token=${token}`,
      tenant: tenant.name,
      'user.email': link.email,
      'user.role': link.role,
      // The address, which nobody chooses freely, and not the name.
      'user.invited_by': caller.member?.email ?? caller.client?.name ?? tenant.name,
    },
    look,
  )
  await mail.send({ ...letter, from_name: look.name }, { template: name })
}
