/** Texts of the dashboard, the hosted pages and the mails are in one style, and none stands outside of the files for texts. @module */
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript-js'
import { describe, expect, test } from 'vitest'
import type { Text } from './text-style.ts'
import { RULES } from './text-style.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const DASHBOARD = 'server/dashboard'
const TEXT_FILES = [
  ...globSync(`${DASHBOARD}/**/{text,*-text,*-words}.ts`, { cwd: ROOT }),
  'server/api/hosted-pages/languages/en.ts',
  'server/mail/texts.ts',
].toSorted()
/** Pages that only developers see. */
const UNREAD = [`${DASHBOARD}/pages/kit/kit-page.tsx`]
const COMPONENTS = globSync(`${DASHBOARD}/**/*.tsx`, { cwd: ROOT })
  .filter((file) => !UNREAD.includes(file))
  .toSorted()

const parse = (file: string, source = readFileSync(join(ROOT, file), 'utf8')): ts.SourceFile =>
  ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)

/** @returns every string that is the value of a property, or part of it */
function textsOf(file: ts.SourceFile): Text[] {
  const found: Text[] = []
  const visit = (node: ts.Node, path: readonly string[]): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isRegularExpressionLiteral(node)) return
    if (ts.isPropertyAssignment(node)) {
      visit(node.initializer, [...path, node.name.getText()])
      return
    }
    // What a text is compared with or counted by, and the arguments of functions, are values.
    if (ts.isBinaryExpression(node) && /^[!=]==$/.test(node.operatorToken.getText())) return
    if (ts.isCallExpression(node)) {
      visit(node.expression, path)
      return
    }
    if (path.length > 0) {
      if (ts.isStringLiteralLike(node)) found.push({ path, text: node.text })
      if (ts.isTemplateExpression(node)) {
        const text = node.head.text + node.templateSpans.map(({ literal }) => `□${literal.text}`).join('')
        found.push({ path, text })
        for (const { expression } of node.templateSpans) visit(expression, path)
        return
      }
    }
    ts.forEachChild(node, (child) => visit(child, path))
  }
  visit(file, [])
  return found.filter(({ text }) => /[a-z]/i.test(text))
}

/** @returns texts in a component: between tags, and in the attributes that people read */
function looseTextsOf(file: ts.SourceFile): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    // Names of keys are not translated.
    if (ts.isJsxElement(node) && node.openingElement.tagName.getText() === 'Kbd') return
    if (ts.isJsxText(node) && /[a-z]{2}/i.test(node.text)) found.push(node.text.trim())
    if (
      ts.isJsxAttribute(node) &&
      /^(?:aria-label|aria-description|title|alt|placeholder|label|hint|detail|description)$/.test(
        node.name.getText(),
      ) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer) &&
      /[a-z]{2}/i.test(node.initializer.text)
    ) {
      found.push(node.initializer.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

describe('texts of the dashboard, the hosted pages and the mails', () => {
  const texts = TEXT_FILES.flatMap((file) => textsOf(parse(file)).map((text) => ({ file, ...text })))

  test('are found', () => {
    expect(texts.length).toBeGreaterThan(700)
  })

  test.each(Object.keys(RULES))('%s', (rule) => {
    const broken = texts.flatMap(({ file, ...text }) => {
      const found = RULES[rule]?.(text)
      return found === undefined ? [] : [`${file}: ${text.path.join('.')}: ${text.text} (${found})`]
    })
    expect(broken).toEqual([])
  })

  test('stand in files for texts only, not in components', () => {
    const loose = COMPONENTS.flatMap((file) => looseTextsOf(parse(file)).map((text) => `${file}: ${text}`))
    expect(loose).toEqual([])
  })
})

describe('the rules find', () => {
  test.each([
    ['Log in again', 'one word for one thing'],
    ['Too many logins', 'one word for one thing'],
    ['Somebody else has changed this user', 'one word for one thing'],
    ['Whoever forgot a password', 'one word for one thing'],
    ['Send a mail', 'one word for one thing'],
    ['User id', 'one word for one thing'],
    ['Mend the lines that are none first.', 'one word for one thing'],
    ["You can't do this", 'typographic quotation marks, apostrophes and ellipses'],
    ['Loading...', 'typographic quotation marks, apostrophes and ellipses'],
    ['Create New Connection', 'sentence case'],
    ['It is saved. Try again', 'several sentences end as sentences'],
    ['There, scripts get undefined.', 'the subject comes first'],
    ['In whose name the login is made.', 'the subject comes first'],
    ['Of the profile that the script returns, such as ssn.', 'the subject comes first'],
    ['□ lines added', 'a number has its noun in the right form (counted)'],
  ])('%s: %s', (text, rule) => {
    expect(RULES[rule]?.({ path: ['title'], text })).toBeDefined()
  })

  test.each(['The login script runs.', 'Sign in with `login`.', 'v□ is live.', 'Ask the MySQL server.'])(
    'nothing in: %s',
    (text) => {
      expect(Object.values(RULES).map((rule) => rule({ path: ['detail'], text }))).toEqual(
        Object.values(RULES).map(() => undefined),
      )
    },
  )

  test('a text between tags or in an attribute of a component', () => {
    const source = 'const x = <Field label="Name" className="wide">Type it <b>{text}</b></Field>'
    expect(looseTextsOf(parse('x.tsx', source))).toEqual(['Name', 'Type it'])
  })

  test('texts in functions, conditions and templates', () => {
    const source =
      "const t = { a: (n: number) => (n === 1 ? 'one' : `$" + "{n} lines`), b: { c: ['x', 'y'] } }"
    expect(textsOf(parse('text.ts', source)).map(({ text }) => text)).toEqual(['one', '□ lines', 'x', 'y'])
  })
})
