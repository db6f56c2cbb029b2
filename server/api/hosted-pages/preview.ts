/** Previews of the hosted pages, for the designer in the dashboard. @module */
import type { TenantSettings } from '../../store/contract.ts'
import type { RenderedPage } from './layout.ts'
import { renderPage } from './layout.ts'
import { lookOf } from './look.ts'
import { PREVIEW_PAGES, SAMPLE } from './preview-pages.ts'
import type { OwnTexts } from './prompt-keys.ts'
import { withPromptTexts } from './prompt-keys.ts'
import type { PageTheme } from './style.ts'
import type { Language } from './texts.ts'
import { pageTexts } from './texts.ts'

/** Every page that has a preview. */
export const PREVIEWED_PAGES = Object.keys(PREVIEW_PAGES)

/**
 * Renders a page as people see it, in a frame of the dashboard in which nothing can be sent, followed or run.
 *
 * @param about.settings the tenant's settings with the branding that is tried
 * @param about.own the tenant's texts of the language, with those that are tried
 */
export function renderPreview(about: {
  page: string
  language: Language
  theme: PageTheme
  tenant_name: string
  settings: TenantSettings
  own: OwnTexts
}): RenderedPage {
  const look = lookOf(about.tenant_name, about.settings)
  const names = { clientName: SAMPLE.application, companyName: look.name }
  const texts = withPromptTexts(pageTexts(about.language), about.own, names)
  const content = PREVIEW_PAGES[about.page]?.content(texts, look)
  if (!content) throw new Error(`no preview of the page ${about.page}`)
  // A frame of another origin may not take the focus.
  const main = content.main.replaceAll(' autofocus', '')
  return renderPage({ ...content, main }, texts, look, about.theme)
}
