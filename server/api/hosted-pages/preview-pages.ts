/** The hosted pages with sample content: their words and forms are those that people get. @module */
import { passwordRulesOf } from '../../password/policy.ts'
import { consentForm } from './consent-form.ts'
import type { Field } from './html.ts'
import { errorSummary, form, linkHtml, otherWay, paragraph } from './html.ts'
import type { PageContent } from './layout.ts'
import type { PageLook } from './look.ts'
import { ruleList } from './password-rules.ts'
import { identifierForm, passwordForm, signInForm } from './sign-in-form.ts'
import type { PageTexts } from './texts.ts'
import { problemPage } from './ticket-page.ts'

/** The application and the person of every preview. */
export const SAMPLE = { application: 'My application', email: 'ada@example.com' } as const

const LINKS = { forgot: '#', sign_up: '#', other: '#' } as const

interface PreviewedPage {
  /** `prompt/screen` of the texts that a tenant can replace; undefined for a page without such texts. */
  screen: string | undefined
  content: (texts: PageTexts, look: PageLook) => PageContent
}

/** Every page that has a preview, in the order in which people meet them. */
export const PREVIEW_PAGES: { readonly [page: string]: PreviewedPage } = {
  sign_in: { screen: 'login/login', content: (texts, look) => signIn(texts, look) },
  wrong_password: {
    screen: 'login/login',
    content: (texts, look) => signIn(texts, look, texts.signIn.wrong),
  },
  identifier: {
    screen: 'login-id/login-id',
    content: ({ signInId: texts }, look) => ({
      title: texts.title(SAMPLE.application),
      main:
        paragraph(texts.subtitle(look.name)) +
        identifierForm({ action: '', hidden: {}, identifier: '', texts, links: LINKS }),
    }),
  },
  password: {
    screen: 'login-password/login-password',
    content: ({ signInPassword: texts }, look) => ({
      title: texts.title(SAMPLE.application),
      main:
        paragraph(texts.subtitle(look.name)) +
        passwordForm({ action: '', hidden: {}, identifier: SAMPLE.email, texts, links: LINKS }),
    }),
  },
  sign_up: { screen: 'signup/signup', content: signUp },
  consent: {
    screen: 'consent/consent',
    content: ({ consent }, look) => ({
      title: consent.title(SAMPLE.application),
      main: consentForm({
        action: '',
        state: '',
        application: SAMPLE.application,
        tenant: look.name,
        person: SAMPLE.email,
        scopes: ['openid', 'profile', 'email'],
        api: undefined,
        destination: 'app.example.com',
        texts: consent,
      }),
    }),
  },
  reset_request: { screen: 'reset-password/reset-password-request', content: resetRequest },
  reset_sent: {
    screen: 'reset-password/reset-password-email',
    content: ({ resetRequest: texts }) => ({
      title: texts.sent_title,
      main: paragraph(texts.sent(SAMPLE.email)) + wayBack(texts),
    }),
  },
  reset: { screen: 'reset-password/reset-password', content: (texts, look) => reset(texts, look) },
  reset_refused: {
    screen: 'reset-password/reset-password',
    content: (texts, look) => reset(texts, look, texts.reset.weak.PasswordDictionaryError),
  },
  reset_done: {
    screen: 'reset-password/reset-password-success',
    content: ({ reset: { done_title, done } }) => ({ title: done_title, main: paragraph(done) }),
  },
  verified: {
    screen: 'email-verification/email-verification-result',
    content: ({ verify: { done_title, done } }) => ({ title: done_title, main: paragraph(done) }),
  },
  unblock: {
    screen: 'brute-force-protection/brute-force-protection-unblock',
    content: ({ unblock: { title, lead, submit } }, look) => ({
      title,
      main: paragraph(lead(look.name)) + form({ action: '', hidden: {}, fields: [], submit }),
    }),
  },
  sign_out: {
    screen: 'logout/logout',
    content: ({ logout: { question, submit } }) => ({
      title: question,
      main: form({ action: '', hidden: {}, fields: [], submit }),
    }),
  },
  signed_out: {
    screen: 'logout/logout-complete',
    content: ({ logout }) => ({ title: logout.done_title, main: paragraph(logout.done) }),
  },
  problem: {
    screen: undefined,
    content: ({ problem }) => problemPage(problem.title, problem.expired, 400),
  },
}

function signIn({ signIn: texts }: PageTexts, look: PageLook, error?: string): PageContent {
  return {
    title: texts.title(SAMPLE.application),
    is_error: error !== undefined,
    main:
      paragraph(texts.subtitle(look.name)) +
      signInForm({
        action: '',
        hidden: {},
        identifier: error === undefined ? '' : SAMPLE.email,
        error: error === undefined ? undefined : { text: error, fields: ['username', 'password'] },
        texts,
        links: LINKS,
      }),
  }
}

function signUp(texts: PageTexts, look: PageLook): PageContent {
  const { signUp: words, signIn: other } = texts
  const fields: Field[] = [
    { name: 'email', kind: 'email', label: words.email },
    { name: 'username', kind: 'username', label: words.username },
    { name: 'password', kind: 'new-password', label: other.password, described_by: 'rules' },
  ]
  return {
    title: words.title(SAMPLE.application),
    main:
      paragraph(words.subtitle(look.name)) +
      ruleList(passwordRulesOf({}), texts) +
      form({ action: '', hidden: {}, fields, submit: words.submit }) +
      otherWay(words.has_account, { href: '#', text: words.sign_in }),
  }
}

function resetRequest({ resetRequest: texts, signIn: other }: PageTexts): PageContent {
  const fields: Field[] = [{ name: 'username', kind: 'username', label: other.identifier }]
  return {
    title: texts.title,
    main:
      paragraph(texts.lead) + form({ action: '', hidden: {}, fields, submit: texts.submit }) + wayBack(texts),
  }
}

const wayBack = ({ back }: PageTexts['resetRequest']): string =>
  `<p class="other">${linkHtml({ href: '#', text: back })}</p>\n`

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
