/** Texts that the API and the advice on scripts show are in the same style as those of the dashboard. @module */
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript-js'
import { describe, expect, test } from 'vitest'
import { RULES } from '../dashboard/text-style.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
/** The rules are about English. */
const TRANSLATIONS = /hosted-pages\/languages\/(?!en\.ts)/

const FILES = [
  ...globSync(['runtime/advice/**/*.ts', 'server/**/*.ts'], { cwd: ROOT }).filter(
    (file) => !/^server\/(?:dashboard|demo|docs|operator|store)\//.test(file) && !TRANSLATIONS.test(file),
  ),
  'server/docs/error-help.ts',
].toSorted()

/** Names of log types, which are Auth0's, and its messages about passwords. */
const AUTH0_FILES = ['server/tenant-log/types.ts', 'server/password/strength.ts']

/** Texts that clients compare with Auth0's, values of headers, names of requests in the log and of fonts, and an example. */
const FIXED_TEXTS = [
  'Sign in to the dashboard',
  'Become the first owner of the dashboard',
  'Look up by username',
  'Internal Server Error',
  "Your account has been blocked after multiple consecutive login attempts. We've sent you an email with instructions on how to unblock it.",
  "We've just sent you an email to reset your password.",
  "The refresh_token was generated for a user who doesn't exist anymore.",
  "Object didn't pass validation for format email",
  "□: '□' on property □.",
  "□: 'Missing required property: □'.",
  "□: 'Missing required property: □'□.",
  'Client is not authorized to access "□". You need to create a "client-grant" associated to this API. The audience of the Management API is □api/v2/',
  "Grant type '□' not allowed for the client.",
  "The following user attributes cannot be updated: □. The connection (□) must either be a database connection (using the Auth0 store), a passwordless connection (email or sms) or has disabled 'Sync user profile attributes at each login'.",
  'Expired token received for JSON Web Token validation',
  'Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset',
  'Noto Sans CJK JP',
  'Hiragino Maru Gothic ProN',
  'Hiragino Mincho ProN',
  '□=□; Path=/; Max-Age=□; HttpOnly; SameSite=Lax□',
]

interface Found {
  /** Name of the property or of the function that has the text. */
  owner: string
  text: string
}

/** @returns the text without what is no English: values between quotation marks, addresses of links, a sentence put before it */
const plain = (text: string): string =>
  text
    .replace(/"[\w□]+"/g, '□')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/^□ (?=\p{Lu})/u, '')
    .replace(/□ (?=characters$)/, '')

/** @returns the text of a string, a template or their sum; each value that is put into it is a `□` */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }) => `□${literal.text}`).join('')
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined
  const [left, right] = [textOf(node.left), textOf(node.right)]
  return left === undefined && right === undefined ? undefined : `${left ?? '□'}${right ?? '□'}`
}

/** @returns strings of a file that are sentences: three words or more, the first with a capital letter or code */
function sentencesOf(file: ts.SourceFile): Found[] {
  const found: Found[] = []
  const visit = (node: ts.Node, owner: string): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return
    const text = textOf(node)
    if (text !== undefined) {
      found.push({ owner, text })
      return
    }
    const next = ts.isPropertyAssignment(node)
      ? node.name.getText()
      : ts.isCallLikeExpression(node)
        ? ''
        : owner
    ts.forEachChild(node, (child) => visit(child, next))
  }
  visit(file, '')
  return found.filter(({ text }) => /^[\p{Lu}□`].*\s.*\s/u.test(text) && !/^[A-Z]{4,} /.test(text))
}

const parse = (file: string, source = readFileSync(join(ROOT, file), 'utf8')): ts.SourceFile =>
  ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)

describe('texts of the API and of the advice', () => {
  const texts = FILES.filter((file) => !AUTH0_FILES.includes(file))
    .flatMap((file) => sentencesOf(parse(file)).map((found) => ({ file, ...found })))
    // The usage of a command has columns, and is typed by operators.
    .filter(({ text }) => !FIXED_TEXTS.includes(text) && !text.startsWith('Usage: '))

  test('are found', () => {
    expect(texts.length).toBeGreaterThan(1_000)
  })

  test.each(Object.keys(RULES))('%s', (rule) => {
    const broken = texts.flatMap(({ file, owner, text }) => {
      const found = RULES[rule]?.({ path: [owner], text: plain(text) })
      return found === undefined ? [] : [`${file}: ${text} (${found})`]
    })
    expect(broken).toEqual([])
  })
})

test('a sentence is found in an error, in a description and in a condition', () => {
  const source =
    "throw new ApiError('code', wrong ? 'It is not right' : 'The ' + name + ' is missing.'); x({ description: 'A long text' })"
  expect(sentencesOf(parse('x.ts', source))).toEqual([
    { owner: '', text: 'It is not right' },
    { owner: '', text: 'The □ is missing.' },
    { owner: 'description', text: 'A long text' },
  ])
})
