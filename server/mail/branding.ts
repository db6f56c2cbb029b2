/** Branding of a tenant's mails and pages. @module */
import type { Branding } from './html.ts'

/** Dark enough for white text on it. */
const DEFAULT_COLOUR = '#0f5bd7'

/** Reads the branding from the tenant's settings. */
interface LookSettings {
  friendly_name?: string
  support_email?: string
  support_url?: string
  branding?: { colors?: { primary?: string } }
}

/** @param name of the tenant, used when it has no friendly name */
export function brandingOf(name: string, settings: LookSettings): Branding {
  const primary = settings.branding?.colors?.primary ?? ''
  return {
    name: settings.friendly_name || name,
    colour: /^#[0-9a-f]{6}$/i.test(primary) ? primary : DEFAULT_COLOUR,
    support_email: settings.support_email,
    support_url: settings.support_url,
  }
}
