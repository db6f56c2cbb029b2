/** Previews of the hosted pages with sample content, for the designer in the dashboard. @module */
import { passwordRulesOf } from '../../password/policy.ts'
import type { TenantSettings } from '../../store/contract.ts'
import type { Field } from './html.ts'
import { errorSummary, form, paragraph } from './html.ts'
import type { PageContent, RenderedPage } from './layout.ts'
import { renderPage } from './layout.ts'
import type { PageLook } from './look.ts'
import { lookOf } from './look.ts'
import { ruleList } from './password-rules.ts'
import { signInForm } from './sign-in-form.ts'
import type { PageTheme } from './style.ts'
import type { Language, PageTexts } from './texts.ts'
import { pageTexts } from './texts.ts'
import { problemPage } from './ticket-page.ts'

const SAMPLE = { application: 'My application', email: 'ada@example.com' }

/** What each page shows; its words and forms are those that people get. */
const PAGES: { readonly [page: string]: (texts: PageTexts, look: PageLook) => PageContent } = {
  sign_in: (texts, look) => signIn(texts, look),
  wrong_password: (texts, look) => signIn(texts, look, texts.signIn.wrong),
  reset: (texts, look) => reset(texts, look),
  reset_refused: (texts, look) => reset(texts, look, texts.reset.weak.PasswordDictionaryError),
  signed_out: ({ logout }) => ({ title: logout.done_title, main: paragraph(logout.done) }),
  problem: ({ problem }) => problemPage(problem.title, problem.expired, 400),
}

/** Every page that has a preview. */
export const PREVIEWED_PAGES = Object.keys(PAGES)

/**
 * Renders a page as people see it, in a frame of the dashboard in which nothing can be sent, followed or run.
 *
 * @param about.settings the tenant's settings with the branding that is tried
 */
export function renderPreview(about: {
  page: string
  language: Language
  theme: PageTheme
  tenant_name: string
  settings: TenantSettings
}): RenderedPage {
  const texts = pageTexts(about.language)
  const look = lookOf(about.tenant_name, about.settings)
  const content = PAGES[about.page]?.(texts, look)
  if (!content) throw new Error(`no preview of the page ${about.page}`)
  // A frame of another origin may not take the focus.
  const main = content.main.replaceAll(' autofocus', '')
  return renderPage({ ...content, main }, texts, look, about.theme)
}

function signIn({ signIn }: PageTexts, look: PageLook, error?: string): PageContent {
  return {
    title: signIn.title(SAMPLE.application),
    is_error: error !== undefined,
    main:
      paragraph(signIn.subtitle(look.name)) +
      signInForm({
        action: '',
        hidden: {},
        identifier: error === undefined ? '' : SAMPLE.email,
        error: error === undefined ? undefined : { text: error, fields: ['username', 'password'] },
        texts: signIn,
        links: { forgot: '#', sign_up: '#' },
      }),
  }
}

function reset(texts: PageTexts, look: PageLook, error?: string): PageContent {
  const { title, lead, password, again, submit } = texts.reset
  const fields: Field[] = [
    { name: 'password', kind: 'new-password', label: password, error, described_by: 'rules' },
    { name: 'password_again', kind: 'new-password', label: again },
  ]
  return {
    title,
    is_error: error !== undefined,
    main:
      paragraph(lead(SAMPLE.email, look.name)) +
      errorSummary(fields) +
      ruleList(passwordRulesOf({}), texts) +
      form({ action: '', hidden: {}, fields, submit }),
  }
}
