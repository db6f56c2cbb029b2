/** Texts whose function is not the one that their author means. @module */
import ts from 'typescript-js'
import type { Action, Problem } from './contract.ts'
import { problemAt } from './problem.ts'
import { problemText } from './problem-text.ts'
import type { Read } from './program.ts'
import { isGlobal, scriptFunction, walk } from './program.ts'

/** Names under which old documentation and templates have the scripts. */
const NAMES: { readonly [action in Action]: readonly string[] } = {
  login: ['login'],
  get_user: ['getbyemail', 'getuser', 'getuserbyemail'],
  create: ['create', 'createuser', 'signup'],
  verify: ['verify', 'verifyemail'],
  change_password: ['changepassword'],
  delete: ['remove', 'delete', 'deleteuser', 'removeuser'],
  change_email: ['changeemail'],
}

/** @returns a warning when another function stands before the script's own, an error for `module.exports` */
export function checkShape(read: Read, action: Action): Problem[] {
  const problems: Problem[] = []
  const script = scriptFunction(read)
  const names = NAMES[action]
  const isNamed = (name: string | undefined): boolean =>
    name !== undefined && names.includes(name.toLowerCase().replaceAll('_', ''))
  walk(read.file, (node) => {
    if (isModuleExports(read, node)) {
      const problem = problemAt(read, node.left, 'error', 'module-exports', {
        message: problemText.noModule,
      })
      const to = node.right.getStart(read.file) - read.offset
      problems.push({
        ...problem,
        fixes: [{ title: problemText.takeAway, edits: [{ from: problem.from, to, text: '' }] }],
      })
    }
    // Only the frame's own function has the script and what follows it as its statements.
    const isBeside = ts.isFunctionDeclaration(node) && node.parent.parent === frameOf(script)
    if (isBeside && node.name && isNamed(node.name.text) && !isNamed(script?.name?.text)) {
      const message = problemText.otherFunction(script?.name?.text, node.name.text)
      problems.push(problemAt(read, node.name, 'warning', 'other-function', { message }))
    }
  })
  return problems
}

function isModuleExports(read: Read, node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false
  const { left } = node
  if (!ts.isPropertyAccessExpression(left) || left.name.text !== 'exports') return false
  return isGlobal(read, left.expression, 'module') || left.expression.getText(read.file) === 'module'
}

/** The function that the runtime puts around a text. */
function frameOf(script: ts.Node | undefined): ts.Node | undefined {
  let node = script?.parent
  while (node && !ts.isFunctionExpression(node)) node = node.parent
  return node
}
