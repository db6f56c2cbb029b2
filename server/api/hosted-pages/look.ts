/** How the pages of a tenant look: its branding, as far as a page can obey it safely. @module */

import { brandingOf } from '../../mail/branding.ts'
import type { Branding } from '../../mail/html.ts'
import type { TenantSettings } from '../../store/contract.ts'
import { parseAddress } from '../shapes/addresses.ts'

/** The branding of pages. */
export interface PageLook extends Branding {
  /** The colour behind the card, `#rrggbb`. Undefined: the page's own, which follows the theme. */
  background: string | undefined
  logo: PageImage | undefined
  favicon: PageImage | undefined
  /** Name of the font, see `PAGE_FONTS`. Undefined: the default. */
  font: string | undefined
}

/** An image from elsewhere. */
interface PageImage {
  url: string
  /** Its source expression in the content security policy. */
  source: string
}

/** @param name of the tenant, shown when it has no friendly name */
export function lookOf(name: string, settings: TenantSettings): PageLook {
  const { branding = {}, picture_url } = settings
  const background = branding.colors?.page_background ?? ''
  return {
    ...brandingOf(name, settings),
    background: /^#[0-9a-f]{6}$/i.test(background) ? background : undefined,
    logo: imageOf(branding.logo_url ?? picture_url),
    favicon: imageOf(branding.favicon_url),
    font: branding.ferry_font,
  }
}

/** Only from `https`: the page itself may be secure, and then browsers load nothing else. */
function imageOf(url: string | undefined): PageImage | undefined {
  const source = url === undefined ? undefined : sourceOf(url)
  return url !== undefined && source?.startsWith('https:') ? { url, source } : undefined
}

/** @returns the origin of an address as a source expression; undefined where the host has other characters than names and numbers, which could end the policy */
export function sourceOf(url: string): string | undefined {
  const origin = parseAddress(url)?.origin
  return origin !== undefined && /^https?:\/\/[a-z0-9._-]{1,253}(?::\d{1,5})?$/.test(origin)
    ? origin
    : undefined
}
