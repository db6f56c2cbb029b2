/** How a tenant's mails and pages look. @module */
import type { Look } from './html.ts'

/** Dark enough for white letters, whatever lies beside it. */
const DEFAULT_COLOUR = '#0f5bd7'

/** The settings that matter here, as the tenant has set them. */
interface LookSettings {
  friendly_name?: string
  support_email?: string
  support_url?: string
  branding?: { colors?: { primary?: string } }
}

/** @param name of the tenant, shown when it has no friendlier one */
export function lookOf(name: string, settings: LookSettings): Look {
  const primary = settings.branding?.colors?.primary ?? ''
  return {
    name: settings.friendly_name || name,
    colour: /^#[0-9a-f]{6}$/i.test(primary) ? primary : DEFAULT_COLOUR,
    support_email: settings.support_email,
    support_url: settings.support_url,
  }
}
