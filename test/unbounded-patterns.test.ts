/**
 * Regular expressions that take the square of a text, or worse, hold up everybody in the process that answers requests. Every
 * one of the server and of the runtime's half in its process is analysed; what the analysis finds is mended, or stands here
 * with what bounds the text.
 * @module
 */
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { check } from 'recheck'
import ts from 'typescript-js'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')

/** What runs in the server's process. The dashboard runs in browsers, the demo is one's own. */
const FILES = globSync('{server,runtime,templates}/**/*.ts', { cwd: ROOT }).filter(
  (file) =>
    !file.endsWith('.d.ts') &&
    !/^(?:server\/(?:dashboard|demo)|runtime\/(?:guest|packages|runner|types)|templates\/[^/]*\/)/.test(file),
)

interface Exception {
  file: string
  /** As written. */
  pattern: string
  /** What bounds the text. */
  because: string
}

const IN_WORKER = 'in a worker with a deadline; its window is bounded'

const EXCEPTIONS: readonly Exception[] = [
  {
    file: 'runtime/script-text.ts',
    pattern: '/^[ \\t]*export[ \\t]*\\{[^}\\n]{0,200}\\}[ \\t]*;?/gm',
    because: `${IN_WORKER}; else in a runner or in the dashboard`,
  },
  {
    file: 'server/common/config-names.ts',
    pattern:
      '/^FERRY_(?:\\w+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\\w+)?|PORT(?:_\\d+_(?:TCP|UDP|SCTP)(?:_\\w+)?)?)$/',
    because: 'the operator’s own environment',
  },
  { file: 'server/common/config.ts', pattern: '/\\/+$/', because: 'the operator’s own settings' },
  { file: 'server/operator/command.ts', pattern: '/\\/+$/', because: 'the operator’s own command line' },
  {
    file: 'runtime/supervisor/names/name-files.ts',
    pattern: '/%.*$/',
    because: 'the operator’s own resolv.conf and hosts',
  },
  { file: 'server/password/hash.ts', pattern: '/=+$/', because: 'base64 of 16 or 32 bytes' },
  {
    file: 'server/tenant-log/entry-limits.ts',
    pattern: '/\\uFFFD+$/',
    because: 'a text that was cut to 6,000 bytes',
  },
  {
    file: 'runtime/advice/profile.ts',
    pattern: '/\\bselect\\b([\\s\\S]{0,4000}?)(?:\\bfrom\\b|$)/i',
    because: IN_WORKER,
  },
  {
    file: 'runtime/advice/rules/deprecated-call.ts',
    pattern: '/\\.collection\\(\\)(?:\\.(?:find|aggregate)\\(\\)(?:\\.\\w+\\(\\))*)?\\.\\w+$/',
    because: 'in a worker with a deadline; a chain of 30 members at most',
  },
  {
    file: 'runtime/advice/rules/secret-in-source.ts',
    pattern: '/\\b[a-z][a-z0-9+.-]{0,20}:\\/\\/[^\\s:@/\\0]{0,200}:[^\\s:@/\\0]{1,200}@/i',
    because: IN_WORKER,
  },
  {
    file: 'runtime/advice/rules/sql-by-concatenation.ts',
    pattern:
      '/\\b(?:select\\b[\\s\\S]{0,1000}\\bfrom|insert\\s+into|update\\b[\\s\\S]{0,1000}\\bset|delete\\s+from|merge\\s+into|where\\s+[\\w."`[\\]]{1,100}\\s*(?:[=<>]|like\\b|in\\b)|exec(?:ute)?\\s|call\\s|values\\s*\\()/i',
    because: IN_WORKER,
  },
]

/** Patterns that are put together at run time cannot be analysed here: what they are made of. */
const MADE_AT_RUN_TIME: { readonly [file: string]: string } = {
  'server/migration/identifiers/folded-identifier.ts': 'constants of the file',
  'server/search/tokens.ts': 'copies of the literals above it',
  'server/text-work/store-kind.ts': 'constants of the file',
  'runtime/advice/flow/state.ts': 'one name of the script, escaped, without repetition; in a worker',
  'runtime/advice/flow/duty.ts': 'one name of the script, escaped, anchored; in a worker',
  'runtime/editor.ts': 'constants; runs in the dashboard’s build',
}

/**
 * Normal forms take the square of a run of marks, and addresses are put into one: 100 KB of two marks in turns took 10 s.
 * What bounds the text where one is made.
 */
const NORMALISED: { readonly [file: string]: string } = {
  'runtime/redact.ts': 'stream-safe texts only',
  'server/api/management/members/change-own-password.ts': 'passwords of 1,024 bytes',
  'server/migration/identifiers/folded-identifier.ts': '1,024 characters',
  'server/migration/identifiers/identifier.ts': '1,024 characters',
  'server/password/hash.ts': 'passwords of 1,024 bytes',
  'server/password/policy.ts': 'passwords of 1,024 bytes, words of 50 characters, personal values of 1,024',
}

const ADDRESSES: { readonly [file: string]: string } = {
  'server/api/shapes/addresses.ts': '200 characters that are not ASCII',
  'server/api/hosted-pages/ticket-page.ts': 'checked when it was stored',
  'server/api/classic-page/config.ts': 'the operator’s own, or a verified custom domain',
  'server/api/sign-in/finish.ts': 'the operator’s own, or a verified custom domain',
  'server/oidc/login-ticket.ts': 'a header, of at most 16 KB with all others',
  'server/api/shapes/person-input.ts': 'one text of 2,048 characters',
  'server/api/access/session.ts': 'the operator’s own',
  'server/back-channel/post-form.ts': 'an address of a client, checked when it was stored',
  'server/api/management/custom-domains/primary-domain.ts': 'the operator’s own',
  'server/oidc/answers.ts': 'a registered callback, checked when it was stored',
  'server/oidc/redirect-uri.ts': 'a parameter of 2,000 bytes whose host is a loopback address',
  'server/common/config-urls.ts': 'the operator’s own',
  'server/common/database-url.ts': 'the operator’s own',
  'server/store/postgres/address.ts': 'the operator’s own',
  'server/mail/transport.ts': 'the operator’s own',
  'server/sample/service.ts': 'a path of 16 KB; the host is ours',
  'server/tenancy/tenants.ts': 'the operator’s own',
  'server/process/own-endpoints.ts': 'the operator’s own',
  'server/process/welcome.ts': 'the operator’s own',
}

/** From the analyser: a pattern that it does not understand in that time is no better than a slow one. */
const ANALYSIS_MS = 20_000

interface FoundPattern {
  file: string
  pattern: string
}

function patternsOf(file: string): {
  literals: FoundPattern[]
  made: string[]
  normalised: string[]
  addresses: string[]
} {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(ROOT, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  )
  const literals: FoundPattern[] = []
  const made: string[] = []
  const normalised: string[] = []
  const addresses: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) literals.push({ file, pattern: node.text })
    if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
      const { expression } = node
      const [argument] = node.arguments ?? []
      if (ts.isIdentifier(expression) && expression.text === 'RegExp') made.push(file)
      const callee = expression.getText(source)
      if (/\.normalize$/.test(callee)) normalised.push(file)
      const isOurFile = node.arguments?.some((one) => one.getText(source) === 'import.meta.url') ?? false
      const isAddress =
        callee === 'URL.parse' || callee === 'URL.canParse' || (callee === 'URL' && ts.isNewExpression(node))
      if (isAddress && !isOurFile) addresses.push(file)
      // A text given to these is a pattern as well.
      if (
        ts.isPropertyAccessExpression(expression) &&
        ['match', 'matchAll', 'search'].includes(expression.name.text) &&
        argument !== undefined &&
        (ts.isStringLiteralLike(argument) || ts.isTemplateExpression(argument))
      ) {
        made.push(file)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { literals, made, normalised, addresses }
}

const FOUND = FILES.map(patternsOf)
const LITERALS = FOUND.flatMap(({ literals }) => literals)

async function problemOf({ pattern }: FoundPattern): Promise<string | undefined> {
  const end = pattern.lastIndexOf('/')
  const result = await check(pattern.slice(1, end), pattern.slice(end + 1), { timeout: ANALYSIS_MS })
  switch (result.status) {
    case 'safe':
      return undefined
    case 'vulnerable':
      return `${result.complexity.summary}, by ${result.attack.pattern}`
    case 'unknown':
      return `unknown: ${result.error.kind}`
  }
}

test('the analyser finds what it is here for', async () => {
  for (const pattern of ['/^(?:a|a)*$/', '/<a\\b[^>]*?href="[^"]*"[^>]*>/', '/\\s+$/', '/a.*b.*c/']) {
    expect(await problemOf({ file: '', pattern }), pattern).toBeDefined()
  }
  expect(LITERALS.length).toBeGreaterThan(150)
}, 60_000)

test('no regular expression of the server’s process takes more than the length of its text', async () => {
  const known = new Map<string, string | undefined>()
  const found: string[] = []
  for (const literal of LITERALS) {
    const { file, pattern } = literal
    if (EXCEPTIONS.some((one) => one.file === file && one.pattern === pattern)) continue
    if (!known.has(pattern)) known.set(pattern, await problemOf(literal))
    const problem = known.get(pattern)
    if (problem !== undefined) found.push(`${file}: ${pattern}: ${problem}`)
  }
  expect(found).toEqual([])
}, 300_000)

test('every exception is still there', () => {
  const gone = EXCEPTIONS.filter(
    ({ file, pattern }) => !LITERALS.some((one) => one.file === file && one.pattern === pattern),
  )
  expect(gone).toEqual([])
})

test('no other file makes patterns at run time', () => {
  const made = new Set(FOUND.flatMap(({ made: files }) => files))
  expect([...made].toSorted()).toEqual(Object.keys(MADE_AT_RUN_TIME).toSorted())
})

test('texts are put into a normal form, and addresses are read, only where their length is bounded', () => {
  const files = (of: 'normalised' | 'addresses'): string[] => [
    ...new Set(FOUND.flatMap((found) => found[of])),
  ]
  expect(files('normalised').toSorted()).toEqual(Object.keys(NORMALISED).toSorted())
  expect(files('addresses').toSorted()).toEqual(Object.keys(ADDRESSES).toSorted())
})
