/** Checks the profiles that a script passes to its callback for missing and misspelt fields. @module */
import ts from 'typescript-js'
import { PROFILE_FIELDS } from '../../profile-names.ts'
import type { Action, Problem } from './contract.ts'
import { nearest } from './near.ts'
import { problemAt } from './problem.ts'
import { problemText } from './problem-text.ts'
import type { Read } from './program.ts'
import { SCRIPT, scriptFunction, walk } from './program.ts'

const IDS = ['user_id', 'id', '_id']

/** @returns problems of each profile whose fields are visible in the text; a database row may have any fields */
export function checkProfiles(read: Read, action: Action): Problem[] {
  if (action !== 'login' && action !== 'get_user') return []
  const callback = callbackOf(read)
  if (!callback) return []
  const problems: Problem[] = []
  walk(read.file, (node) => {
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return
    const [, profile] = node.arguments
    if (!profile || read.checker.getSymbolAtLocation(node.expression) !== callback) return
    problems.push(...checkProfile(read, profile))
  })
  return problems
}

function callbackOf(read: Read): ts.Symbol | undefined {
  const last = scriptFunction(read)?.parameters.at(-1)
  return last && ts.isIdentifier(last.name) ? read.checker.getSymbolAtLocation(last.name) : undefined
}

function checkProfile(read: Read, node: ts.Expression): Problem[] {
  const { checker } = read
  const type = checker.getNonNullableType(checker.getTypeAtLocation(node))
  if (type.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike)) {
    const message = problemText.notAProfile(type.flags & ts.TypeFlags.StringLike ? 'a string' : 'a number')
    return [problemAt(read, node, 'error', 'profile', { message })]
  }
  if (!isReadable(read, type)) return []
  const fields = new Map(checker.getPropertiesOfType(type).map((field) => [field.name, field]))
  const strange = [...fields.keys()].filter((name) => !PROFILE_FIELDS.includes(name) && !IDS.includes(name))
  const problems: Problem[] = []
  /** Fields already reported as misspelt. */
  const explained = new Set<string>()

  const missing = (meant: string, severity: Problem['severity'], otherwise: string): void => {
    const field = strange.find((name) => nearest(name, PROFILE_FIELDS) === meant)
    if (field === undefined) {
      problems.push(problemAt(read, node, severity, 'profile', { message: otherwise }))
      return
    }
    explained.add(field)
    problems.push(
      misspelt(read, node, fields.get(field), 'error', problemText.misspeltAndMissing(field, meant), meant),
    )
  }
  if (!IDS.some((name) => fields.has(name))) missing('user_id', 'error', problemText.noUserId)
  if (!fields.has('email') && !fields.has('username')) missing('email', 'warning', problemText.noEmail)

  for (const field of strange) {
    const meant = nearest(field, PROFILE_FIELDS)
    if (meant === undefined || explained.has(field) || fields.has(meant)) continue
    problems.push(
      misspelt(read, node, fields.get(field), 'warning', problemText.misspelt(field, meant), meant),
    )
  }
  return problems
}

/** An object that the script itself creates, without parts that are unknown here. */
function isReadable({ checker }: Read, type: ts.Type): boolean {
  if (type.isUnionOrIntersection() || !(type.flags & ts.TypeFlags.Object)) return false
  if (
    checker.getIndexInfosOfType(type).length > 0 ||
    checker.getSignaturesOfType(type, ts.SignatureKind.Call).length > 0
  )
    return false
  const declared = type.symbol?.declarations ?? []
  return declared.some(
    (declaration) =>
      ts.isObjectLiteralExpression(declaration) && declaration.getSourceFile().fileName === SCRIPT,
  )
}

function misspelt(
  read: Read,
  profile: ts.Node,
  field: ts.Symbol | undefined,
  severity: Problem['severity'],
  message: string,
  meant: string,
): Problem {
  const declaration = field?.declarations?.find((found) => found.getSourceFile().fileName === SCRIPT)
  const name = declaration && ts.getNameOfDeclaration(declaration)
  const problem = problemAt(read, name ?? profile, severity, 'profile', { message })
  if (!declaration || !name) return problem
  const isShort = ts.isShorthandPropertyAssignment(declaration)
  const isRenamable = isShort || ts.isPropertyAssignment(declaration)
  if (!isRenamable || (!ts.isIdentifier(name) && !ts.isStringLiteral(name))) return problem
  const text = isShort ? `${meant}: ${name.text}` : meant
  return {
    ...problem,
    fixes: [
      {
        title: problemText.write(meant),
        edits: [{ from: problem.from, to: problem.to, text }],
      },
    ],
  }
}
