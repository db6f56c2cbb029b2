/** Finds keys of `configuration` that the connection does not have. @module */
import ts from 'typescript-js'
import type { Problem } from './contract.ts'
import { nearest } from './near.ts'
import { problemAt } from './problem.ts'
import { problemText } from './problem-text.ts'
import type { Read } from './program.ts'
import { isGlobal, walk } from './program.ts'

interface Use {
  key: string
  /** The name or literal that a fix replaces. */
  node: ts.Node
  /** The script checks whether the key exists. */
  isOptional: boolean
}

/** @returns no problem for keys that the script itself treats as optional: `configuration.PORT || 3306` */
export function checkConfigurationKeys(read: Read, keys: readonly string[]): Problem[] {
  const uses = readUses(read).filter(({ key }) => !keys.includes(key))
  const optional = new Set(uses.filter(({ isOptional }) => isOptional).map(({ key }) => key))
  return uses
    .filter(({ key }) => !optional.has(key))
    .map(({ key, node }) => {
      const near = nearest(key, keys)
      const problem = problemAt(read, node, 'error', 'configuration-key', {
        message: problemText.notAKey(key, near, keys.length === 0),
      })
      // In `{ KEY }`, the name is a variable's too.
      if (near === undefined || (ts.isBindingElement(node.parent) && !node.parent.propertyName))
        return problem
      const text = ts.isIdentifier(node) ? near : JSON.stringify(near).replaceAll('"', "'")
      if (ts.isIdentifier(node) && !/^[A-Za-z_$][\w$]*$/.test(near)) return problem
      return {
        ...problem,
        fixes: [{ title: problemText.write(near), edits: [{ from: problem.from, to: problem.to, text }] }],
      }
    })
}

function readUses(read: Read): Use[] {
  const uses: Use[] = []
  walk(read.file, (node) => {
    if (ts.isPropertyAccessExpression(node) && isGlobal(read, node.expression, 'configuration')) {
      uses.push({ key: node.name.text, node: node.name, isOptional: isOptional(read, node) })
    } else if (ts.isElementAccessExpression(node) && isGlobal(read, node.expression, 'configuration')) {
      const { argumentExpression: key } = node
      if (ts.isStringLiteralLike(key))
        uses.push({ key: key.text, node: key, isOptional: isOptional(read, node) })
    } else if (ts.isBindingElement(node) && isFromConfiguration(read, node) && !node.dotDotDotToken) {
      const name = node.propertyName ?? node.name
      if (!ts.isIdentifier(name)) return
      uses.push({ key: name.text, node: name, isOptional: node.initializer !== undefined })
    }
  })
  return uses
}

/** `const { KEY } = configuration` */
function isFromConfiguration(read: Read, { parent }: ts.BindingElement): boolean {
  const { initializer } = ts.isVariableDeclaration(parent.parent) ? parent.parent : {}
  return initializer !== undefined && isGlobal(read, initializer, 'configuration')
}

/** Optional where it is read, or where the variable that takes its value is read. */
function isOptional(read: Read, node: ts.Node): boolean {
  const { parent } = node
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return isLookedAt(node)
  const variable = parent.name
  const symbol = read.checker.getSymbolAtLocation(variable)
  let found = false
  walk(read.file, (use) => {
    if (found || !ts.isIdentifier(use) || use.text !== variable.text || use === variable) return
    found = isLookedAt(use) && read.checker.getSymbolAtLocation(use) === symbol
  })
  return found
}

/** Whether the code around a value shows that it may be missing. */
function isLookedAt(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isParenthesizedExpression(parent)) return isLookedAt(parent)
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken
  if (ts.isTypeOfExpression(parent)) return true
  if (ts.isConditionalExpression(parent)) return parent.condition === node
  if (ts.isIfStatement(parent)) return true
  if (!ts.isBinaryExpression(parent)) return false
  switch (parent.operatorToken.kind) {
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return parent.left === node || isLookedAt(parent)
    case ts.SyntaxKind.EqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return true
    default:
      return false
  }
}
