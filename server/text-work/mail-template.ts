/** Renders the tenants' mail templates: Liquid, without files and within limits. Runs in a worker only. @module */
import type { Template } from 'liquidjs'
import { Liquid, LiquidError } from 'liquidjs'
import { nearestOf } from '../common/nearest.ts'
import { htmlToText } from './html-to-text.ts'

/** A tenant's template. */
export interface TemplateTexts {
  subject: string
  /** HTML; values are escaped. */
  body: string
  /** Generated from the body when it is missing. */
  text?: string | undefined
}

/** Variables of a template, under Auth0's names. */
export interface TemplateValues {
  /** Target of the button. */
  url?: string | undefined
  tenant: string
  friendly_name: string
  support_email?: string | undefined
  support_url?: string | undefined
  connection: { name: string }
  application?: { name: string; clientID: string; metadata: object } | undefined
  user: TemplateUser
}

/** Missing when it is not known. */
interface TemplateUser {
  email: string
  email_verified?: boolean | undefined
  name?: string | undefined
  given_name?: string | undefined
  family_name?: string | undefined
  nickname?: string | undefined
  picture?: string | undefined
  username?: string | undefined
  user_id?: string | undefined
  /** Address of the person whose request caused the mail. */
  source_ip?: string | undefined
  user_metadata: object
  app_metadata: object
}

/** Why a template cannot be used, and where. Lines and columns count from 1. */
export interface TemplateProblem {
  part: keyof TemplateTexts
  message: string
  line: number
  column: number
}

/** A rendered mail without the address. */
export interface RenderedMail {
  subject: string
  html: string
  text: string
}

export type RenderedTemplate =
  | { kind: 'rendered'; mail: RenderedMail }
  | { kind: 'failed'; problem: TemplateProblem }

const LIMITS = { parseLimit: 500_000, renderLimit: 500, memoryLimit: 2_000_000 }
/** Maximum size of a rendered template; mail servers accept little more. */
const MOST_CHARACTERS = 2_000_000
/** The subject is a header: a single line of limited length. */
const SUBJECT_CHARACTERS = 500

/** The tags of Auth0's templates, except those that read files. The content of `capture` would be escaped twice. */
const TAGS = [
  ...['assign', 'increment', 'decrement', 'if', 'unless', 'case', 'for', 'break', 'continue', 'cycle'],
  ...['tablerow', 'echo', 'raw', 'comment', '#'],
]
const FILE_TAGS = ['include', 'layout', 'render', 'block']
/** These filters escape; values are escaped already, once. */
const ESCAPING = ['escape', 'escape_once', 'xml_escape']
/** Stands for a line break until all values are escaped; templates cannot produce this character. */
const BREAK_MARK = '\u{10fffd}'

/** Top-level variables: a similar name is a typing error; other unknown ones are empty, as in any Liquid. */
const ROOTS = [
  ...['url', 'tenant', 'friendly_name', 'support_email', 'support_url', 'application', 'connection', 'user'],
  ...['code', 'request_language', 'organization', 'custom_domain'],
]
const SAMPLE: TemplateValues = {
  url: 'https://tenant.example/u/reset-password?ticket=sample',
  tenant: 'tenant',
  friendly_name: 'Tenant',
  support_email: 'support@tenant.example',
  support_url: 'https://tenant.example/support',
  connection: { name: 'connection' },
  application: { name: 'Application', clientID: 'application', metadata: {} },
  user: {
    email: 'ann@example.com',
    email_verified: false,
    name: 'Ann Example',
    given_name: 'Ann',
    family_name: 'Example',
    nickname: 'ann',
    picture: 'https://example.com/ann.png',
    username: 'ann',
    user_id: 'auth0|1',
    source_ip: '192.0.2.1',
    user_metadata: {},
    app_metadata: {},
  },
}

/** Members of `user`: those that templates get, and those that they get from Auth0 alone. */
const USER = [...Object.keys(SAMPLE.user), 'country', 'city']

/** @returns why the texts are not a valid template; undefined when they parse and render with sample values */
export function checkMailTemplate(texts: TemplateTexts): TemplateProblem | undefined {
  for (const part of partsOf(texts)) {
    const engine = createEngine(part === 'body')
    try {
      const parsed = engine.parse(texts[part] ?? '')
      const problem = nameProblem(engine, part, parsed)
      if (problem) return problem
      renderWithin(engine, parsed, SAMPLE)
    } catch (error) {
      return problemOf(part, error)
    }
  }
  return undefined
}

/** Renders a mail from a template. The first link of its text is always `url`. */
export function renderMailTemplate({
  texts,
  values,
}: {
  texts: TemplateTexts
  values: TemplateValues
}): RenderedTemplate {
  const made: { [part in keyof TemplateTexts]?: string } = {}
  for (const part of partsOf(texts)) {
    const engine = createEngine(part === 'body')
    try {
      made[part] = renderWithin(engine, engine.parse(texts[part] ?? ''), values)
    } catch (error) {
      return { kind: 'failed', problem: problemOf(part, error) }
    }
  }
  const { subject = '', body: html = '', text = htmlToText(html) } = made
  return {
    kind: 'rendered',
    mail: {
      subject: oneLine(subject).slice(0, SUBJECT_CHARACTERS),
      html,
      text: withLinkFirst(text, values.url),
    },
  }
}

function partsOf(texts: TemplateTexts): (keyof TemplateTexts)[] {
  return texts.text === undefined ? ['subject', 'body'] : ['subject', 'body', 'text']
}

function createEngine(isHtml: boolean): Liquid {
  const engine = new Liquid({
    ...LIMITS,
    ownPropertyOnly: true,
    strictFilters: true,
    relativeReference: false,
    dynamicPartials: false,
    fs: NO_FILES,
    ...(isHtml && { outputEscape: 'escape' }),
  })
  for (const name of Object.keys(engine.tags)) if (!TAGS.includes(name)) delete engine.tags[name]
  for (const name of ESCAPING) engine.registerFilter(name, (value: unknown) => value)
  engine.registerFilter('newline_to_br', (value: unknown) =>
    typeof value === 'string' ? value.replace(/\r?\n/g, BREAK_MARK) : value,
  )
  // Its output is not escaped.
  delete engine.filters.raw
  return engine
}

/** Never finds a file: a template is a single text. */
const NO_FILES = {
  exists: async () => false,
  existsSync: () => false,
  readFile: async () => noFile(),
  readFileSync: () => noFile(),
  resolve: () => noFile(),
  contains: async () => false,
  containsSync: () => false,
}

function noFile(): never {
  throw new Error('a template is one text: no other can be included')
}

function renderWithin(engine: Liquid, parsed: Template[], values: TemplateValues): string {
  const text = String(engine.renderSync(parsed, values)).replaceAll(BREAK_MARK, '<br />\n')
  if (text.length > MOST_CHARACTERS) {
    throw new Error(`the rendered text is longer than ${MOST_CHARACTERS} characters`)
  }
  return text
}

function nameProblem(
  engine: Liquid,
  part: keyof TemplateTexts,
  parsed: Template[],
): TemplateProblem | undefined {
  for (const [root, second] of engine.globalVariableSegmentsSync(parsed)) {
    const name = String(root)
    const message = !/^[A-Za-z_][\w-]*\??$/.test(name)
      ? `${name} is neither a number nor the name of a variable`
      : (missOf(name, ROOTS, '') ??
        (name === 'user' && typeof second === 'string' ? missOf(second, USER, 'user.') : undefined))
    if (message !== undefined) return { part, message, line: 1, column: 1 }
  }
  return undefined
}

function missOf(name: string, known: readonly string[], prefix: string): string | undefined {
  if (known.includes(name)) return undefined
  const nearest = nearestOf(name, known)
  return nearest === undefined
    ? undefined
    : `there is no variable ${prefix}${name}: is ${prefix}${nearest} meant?`
}

function problemOf(part: keyof TemplateTexts, error: unknown): TemplateProblem {
  if (!(error instanceof Error)) throw error
  if (!LiquidError.is(error)) return { part, message: error.message, line: 1, column: 1 }
  const [line = 1, column = 1] = error.token.getPosition()
  const words = (error.originalError?.message ?? error.message).replace(/, line:\d+, col:\d+$/, '')
  const [, tag = ''] = /^tag "([^"]{1,40})" not found$/.exec(words) ?? []
  const message = FILE_TAGS.includes(tag) ? `the tag ${tag} is not offered: a template is one text` : words
  return { part, message, line, column }
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

/** Programs follow the first link of a mail. */
function withLinkFirst(text: string, url: string | undefined): string {
  if (url === undefined) return text
  const [first] = /https?:\/\/[^\s<>"')]+/.exec(text) ?? []
  return first === url ? text : `${url}\n\n${text}`
}
