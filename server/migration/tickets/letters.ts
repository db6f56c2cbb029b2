/** Sends mails to users, from the tenant's templates or Ferry's own. @module */

import { brandingOf } from '../../mail/branding.ts'
import type { Branding } from '../../mail/html.ts'
import type { Letter } from '../../mail/render.ts'
import { renderLetter } from '../../mail/render.ts'
import type { MailName } from '../../mail/texts.ts'
import type { Connection, User } from '../../store/contract.ts'
import type { TemplateValues } from '../../text-work/mail-template.ts'
import type { LetterDeps } from './deps.ts'

interface About {
  connection: Connection
  email: string
  /** undefined when only the legacy store has the user. */
  user?: User | undefined
  url?: string | undefined
  ip?: string | undefined
  /** The application that sent the request. */
  client_id?: string | undefined
}

/**
 * Puts a mail into the queue. The tenant's log says when a mail cannot be delivered, and when a template cannot be
 * rendered; Ferry's own template is used then.
 */
export async function sendLetter(deps: LetterDeps, name: MailName, about: About): Promise<void> {
  const { store, mail, tenant } = deps
  const { connection, user } = about
  const look = brandingOf(tenant.name, await store.readTenantSettings(tenant.tenant_id))
  const letter =
    (await ownLetter(deps, name, about, look)) ?? renderLetter(name, plainValues(deps, about), look)
  await mail.send(
    { ...letter, from_name: look.name },
    {
      template: name,
      connection: { connection_id: connection.connection_id, name: connection.name },
      user_id: user?.user_id,
    },
  )
}

/** @returns undefined when the tenant has no template of its own, or one that fails */
async function ownLetter(
  deps: LetterDeps,
  name: MailName,
  about: About,
  look: Branding,
): Promise<Letter | undefined> {
  const { store, text, events, tenant } = deps
  const own = await store.findEmailTemplate(tenant.tenant_id, name)
  if (!own?.enabled) return undefined
  const { subject, body, text: plain } = own
  const values = await liquidValues(deps, about, look)
  const rendered = await text.renderMailTemplate(tenant.tenant_id, { subject, body, text: plain }, values)
  if (rendered.kind === 'rendered') return { to: about.email, ...rendered.mail }
  events.record({
    type: 'w',
    description: `The template ${name} could not be rendered, and the email was sent in Ferry’s words: ${rendered.reason}`,
    connection: about.connection,
    user_id: about.user?.user_id,
    details: { template: name },
  })
  return undefined
}

function plainValues({ tenant }: LetterDeps, { connection, email, user, url, ip }: About) {
  return {
    url,
    tenant: tenant.name,
    'connection.name': connection.name,
    'user.email': email,
    'user.name': textOf(user, 'name'),
    'user.user_id': user?.user_id,
    'user.source_ip': ip,
  }
}

async function liquidValues(
  { store, tenant }: LetterDeps,
  { connection, email, user, url, ip, client_id }: About,
  look: Branding,
): Promise<TemplateValues> {
  const client = client_id === undefined ? undefined : await store.findClient(tenant.tenant_id, client_id)
  const metadata = client?.settings.client_metadata
  return {
    url,
    tenant: tenant.name,
    friendly_name: look.name,
    support_email: look.support_email,
    support_url: look.support_url,
    connection: { name: connection.name },
    application: client && {
      name: client.name,
      clientID: client.client_id,
      metadata: typeof metadata === 'object' && metadata !== null ? metadata : {},
    },
    user: {
      email,
      email_verified: user?.email_verified,
      name: textOf(user, 'name'),
      given_name: textOf(user, 'given_name'),
      family_name: textOf(user, 'family_name'),
      nickname: textOf(user, 'nickname'),
      picture: textOf(user, 'picture'),
      username: user?.username,
      user_id: user?.user_id,
      source_ip: ip,
      user_metadata: user?.user_metadata ?? {},
      app_metadata: user?.app_metadata ?? {},
    },
  }
}

function textOf(user: User | undefined, name: string): string | undefined {
  const value = user?.profile[name]
  return typeof value === 'string' ? value : undefined
}
