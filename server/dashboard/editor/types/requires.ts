/** Checks the modules that a script requires. @module */
import ts from 'typescript-js'
import type { Problem } from './contract.ts'
import { nearest } from './near.ts'
import { problemAt } from './problem.ts'
import { problemText } from './problem-text.ts'
import type { Read } from './program.ts'
import { isGlobal, walk } from './program.ts'
import type { Sandbox } from './sandbox.ts'

/** @returns an error for each module that is not offered, and a hint where another major version is loaded */
export function checkRequires(read: Read, sandbox: Sandbox): Problem[] {
  const problems: Problem[] = []
  walk(read.file, (node) => {
    const name = requestOf(read, node)
    if (!name) return
    const request = name.text
    const found = sandbox.resolve(request)
    if (!found) problems.push(notOffered(read, name, request, sandbox))
    else if (found.instead && found.version !== undefined) {
      const message = problemText.otherMajor(request, found.module, found.version)
      problems.push(problemAt(read, name, 'hint', 'other-version', { message }))
    }
  })
  return problems
}

/** The literal in `require('…')`. */
function requestOf(read: Read, node: ts.Node): ts.StringLiteralLike | undefined {
  if (!ts.isCallExpression(node) || !isGlobal(read, node.expression, 'require')) return undefined
  const [name] = node.arguments
  return name && ts.isStringLiteralLike(name) ? name : undefined
}

function notOffered(read: Read, name: ts.StringLiteralLike, request: string, sandbox: Sandbox): Problem {
  const near = nearest(request.replace(/^node:/, '').replace(/(.)@.*$/, '$1'), sandbox.modules)
  const problem = problemAt(read, name, 'error', 'module-not-offered', {
    message: sandbox.notOffered(request),
  })
  if (near === undefined) return problem
  const quote = name.getText(read.file)[0] ?? "'"
  const text = `${quote}${near}${quote}`
  return {
    ...problem,
    fixes: [{ title: problemText.write(`'${near}'`), edits: [{ from: problem.from, to: problem.to, text }] }],
  }
}
