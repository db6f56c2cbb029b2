/** Every log ID that a page shows is a link to what is behind it. */
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ts from 'typescript-js'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../../server/dashboard')

/** Names that an ID has in answers of the API. */
const IDS: ReadonlySet<string> = new Set(['log_id', 'run_id', 'error_id'])

/** Attributes whose value nobody reads. */
const UNSEEN = /^(?:key|href|rowKey|log_id|run_id)$/

/** The values that an expression may become on the page: of `a && b`, b alone. */
function shown(node: ts.Expression): ts.Expression[] {
  if (ts.isParenthesizedExpression(node)) return shown(node.expression)
  if (ts.isConditionalExpression(node)) return [...shown(node.whenTrue), ...shown(node.whenFalse)]
  if (ts.isBinaryExpression(node)) {
    const isCondition = node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
    return [...(isCondition ? [] : shown(node.left)), ...shown(node.right)]
  }
  if (ts.isTemplateExpression(node)) return node.templateSpans.flatMap(({ expression }) => shown(expression))
  if (ts.isCallExpression(node)) return node.arguments.flatMap(shown)
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(shown)
  return [node]
}

function isId(node: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(node)) return IDS.has(node.name.text)
  return ts.isIdentifier(node) && IDS.has(node.text)
}

/** @returns lines of the text that show an ID by something else than `LogId` */
function bareIds(name: string, text: string): string[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isJsxExpression(node) && node.expression && !isUnseen(node) && shown(node.expression).some(isId)) {
      found.push(`${name}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${node.getText()}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function isUnseen({ parent }: ts.JsxExpression): boolean {
  if (!ts.isJsxAttribute(parent)) return false
  const tag = parent.parent.parent.tagName.getText()
  return tag === 'LogId' || UNSEEN.test(parent.name.getText())
}

const FILES = globSync('**/*.{ts,tsx}', { cwd: ROOT }).map((name) => ({
  name,
  text: readFileSync(resolve(ROOT, name), 'utf8'),
}))

test('every log ID on a page is a link to its entry or run', () => {
  expect(FILES.length).toBeGreaterThan(100)
  expect(FILES.flatMap(({ name, text }) => bareIds(name, text))).toEqual([])
})

test('a log ID that is shown without a link is found, a key and a condition are not', () => {
  const bare = [
    '<p>{entry.log_id}</p>',
    '<CopyText text={run_id ?? ""} />',
    '<K entries={[["Run", run_id]]} />',
  ]
  for (const text of bare) expect(bareIds('x.tsx', `const a = ${text}`), text).toHaveLength(1)
  const fine = ['<p key={log_id}>{run_id && <LogId id={run_id} />}</p>', '<a href={log(t, log_id)}>x</a>']
  for (const text of fine) expect(bareIds('x.tsx', `const a = ${text}`), text).toEqual([])
})

test('a toast of a failure leads to what is behind it: it is told by toldOf, which knows the log ID', () => {
  const bare = FILES.filter(({ text }) => /\bsay\(\{\s*title:[^}]*\berror\.message\b/.test(text))
  expect(bare.map(({ name }) => name)).toEqual([])
})
