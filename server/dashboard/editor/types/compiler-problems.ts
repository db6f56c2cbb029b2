/** The compiler’s diagnostics, with texts and severities for scripts without types. @module */
import ts from 'typescript-js'
import type { Fix, Problem } from './contract.ts'
import { placed } from './problem.ts'
import { problemText, translate } from './problem-text.ts'
import type { Read } from './program.ts'
import { requestsIn, SCRIPT, scriptFunction } from './program.ts'
import type { Sandbox } from './sandbox.ts'
import { CONFIGURATION_TYPE } from './script-frame.ts'

/** Diagnostics of code that would throw when it runs. */
const THROWS = new Set([2304, 2339, 2349, 2351, 2448, 2551, 2552, 2554, 2555, 2588, 18004])

/**
 * Diagnostics that our own checks explain better, and those of correct scripts: options that our declarations do not
 * list (2353, 2559), a callback in place of options (2560), a comma (2695).
 */
const SILENT = new Set([2307, 7016, 2353, 2559, 2560, 2580, 2584, 2591, 2695, 2792, 7044])

/**
 * Diagnostics that matter only if more than “perhaps undefined” is wrong: scripts often pass such values of rows, and
 * work.
 */
const MISMATCHES = new Set([2322, 2345, 2769])
const NULLISH =
  /Type '(?:undefined|null)' is not assignable to|'undefined' is not assignable to (?:parameter of )?type/

const TAKES_CALLBACK = new Set([2339, 2345, 2551, 2554, 2769])
const OLD_MONGO = /^\/sandbox\/mongodb(?:-[234])?\.d\.ts$/

/** The last quoted name in these messages is the suggested one. */
const SUGGESTS = new Set([2551, 2552, 2561, 2568])

/** These types list only the calls that scripts commonly use; promise libraries add their own. */
const PARTIAL =
  /^(?:typeof import\("?(?:lodash|async|util|http|https|crypto|querystring)"?\)|Promise(?:Like)?<.*>)$/

/** @returns problems in the tenant's text, without those of the frame */
export function compilerProblems(read: Read, sandbox: Sandbox): Problem[] {
  const { languageService } = read
  const syntactic = languageService.getSyntacticDiagnostics(SCRIPT)
  if (syntactic.length > 0) return syntaxProblems(read, sandbox, syntactic)
  const semantic = languageService
    .getSemanticDiagnostics(SCRIPT)
    .filter((found) => !SILENT.has(found.code) && !isHarmless(read, sandbox, found))
  const suggested = languageService
    .getSuggestionDiagnostics(SCRIPT)
    .filter(({ code, reportsDeprecated, reportsUnnecessary }) =>
      SILENT.has(code) ? false : reportsDeprecated || reportsUnnecessary,
    )
  const parameters = scriptFunction(read)?.parameters
  const isParameter = (at: number): boolean =>
    parameters !== undefined && at >= parameters.pos && at < parameters.end
  return [...semantic, ...suggested]
    .filter(({ start = 0, reportsUnnecessary }) => !(reportsUnnecessary && isParameter(start)))
    .flatMap((found) => {
      const at = read.frame.toSource(found.start ?? 0)
      // The frame asks for names that the text need not have.
      if (at > read.source.length) return []
      if (at >= 0) return [toProblem(read, sandbox, found, false)]
      // On the frame's own variable: the text's value is not the expected function. Its number of parameters is checked
      // elsewhere.
      return found.code === 2322 && !scriptFunction(read) && !isCallable(read) ? [notAFunction(read)] : []
    })
}

/** The first syntax error of each line: one missing bracket causes many. */
function syntaxProblems(read: Read, sandbox: Sandbox, found: readonly ts.Diagnostic[]): Problem[] {
  const first = read.source.search(/\S/)
  const isStatement = /^(?:const|let|var|import|export|return|if|for|while)\b/.test(read.source.slice(first))
  if (isStatement && !scriptFunction(read)) return [notAFunction(read)]
  const lines = new Set<number>()
  return found
    .map((one) => toProblem(read, sandbox, one, true))
    .filter(({ from }) => {
      const line = read.source.lastIndexOf('\n', from)
      return lines.has(line) ? false : lines.add(line)
    })
}

function isHarmless(read: Read, sandbox: Sandbox, { code, start, messageText }: ts.Diagnostic): boolean {
  // Types in JSDoc comments are not part of the script.
  if (code >= 8000 && code < 9000) return true
  const text = ts.flattenDiagnosticMessageText(messageText, '\n')
  if (text.includes(`on type '${CONFIGURATION_TYPE}'`)) return true
  if (TAKES_CALLBACK.has(code) && isOldMongo(read, sandbox, start ?? 0)) return true
  if (MISMATCHES.has(code)) return NULLISH.test(text)
  // Reported for a variable, not for a member that a declaration calls optional.
  if (code === 18048) return /^'[^']*\./.test(text)
  if (code !== 2349) return false
  // A declaration cannot describe a module that is a function and has types too; these modules can be called.
  const callee = nodeAt(read.file, start ?? 0)
  const type = callee && read.checker.getTypeAtLocation(callee)
  return sandbox.callable.some((module) => type?.symbol?.name === `"${module}"`)
}

/** `mongodb` without a version, or a version up to 4: it also takes the calls and callbacks of version 2. */
function isOldMongo(read: Read, sandbox: Sandbox, at: number): boolean {
  // From version 5 on there are only promises; our declarations describe the newest version.
  if (requestsIn(read.source).some((name) => /^mongodb@[56]$/.test(sandbox.resolve(name)?.module ?? ''))) {
    return false
  }
  const isOld = (symbol: ts.Symbol | undefined): boolean =>
    symbol?.declarations?.some((one) => OLD_MONGO.test(one.getSourceFile().fileName)) ?? false
  for (let node = tokenAt(read.file, at); node && !ts.isBlock(node); node = node.parent) {
    if (ts.isPropertyAccessExpression(node)) {
      const type = read.checker.getTypeAtLocation(node.expression)
      if (isOld(type.symbol))
        return node.name.getStart(read.file) === at && isOfVersion2(read, type, node.name.text)
    } else if (ts.isCallExpression(node) && node.arguments.some((one) => one.getStart(read.file) === at)) {
      const last = node.arguments.at(-1)
      const called = read.checker.getResolvedSignature(node)?.declaration
      const isThere = called && OLD_MONGO.test(called.getSourceFile().fileName)
      return Boolean(isThere && last && (ts.isFunctionLike(last) || ts.isIdentifier(last)))
    }
  }
  return false
}

function isOfVersion2({ checker, program }: Read, type: ts.Type, member: string): boolean {
  const file = program.getSourceFile('/sandbox/mongodb-2.d.ts')
  const [module] = file?.statements.filter(ts.isModuleDeclaration) ?? []
  const version2 = module && checker.getSymbolAtLocation(module.name)
  if (!version2) return false
  if (type.symbol.flags & ts.SymbolFlags.Module)
    return version2.exports?.has(ts.escapeLeadingUnderscores(member)) ?? false
  const same = version2.exports?.get(type.symbol.escapedName)
  return same ? checker.getDeclaredTypeOfSymbol(same).getProperty(member) !== undefined : false
}

function tokenAt(file: ts.SourceFile, at: number): ts.Node | undefined {
  let found: ts.Node | undefined
  const visit = (node: ts.Node): void => {
    if (node.getStart(file) > at || node.end <= at) return
    found = node
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** The outermost expression that starts at this place and ends in a name or a call. */
function nodeAt(file: ts.SourceFile, at: number): ts.Node | undefined {
  let found: ts.Node | undefined
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getStart(file) === at) found = node.expression
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function isCallable({ file, checker }: Read): boolean {
  let is = false
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText(file) === '$script' && node.initializer) {
      is =
        checker.getSignaturesOfType(checker.getTypeAtLocation(node.initializer), ts.SignatureKind.Call)
          .length > 0
    } else if (!is) ts.forEachChild(node, visit)
  }
  visit(file)
  return is
}

function notAFunction({ source }: Read): Problem {
  const first = Math.max(0, source.search(/\S/))
  return {
    ...placed(source, first, source.length),
    severity: 'error',
    message: problemText.notAFunction,
    code: 'not-a-function',
    fixes: [],
    isSyntax: true,
    isUnused: false,
    isDeprecated: false,
  }
}

function toProblem(read: Read, sandbox: Sandbox, found: ts.Diagnostic, isSyntax: boolean): Problem {
  const { source, frame } = read
  const from = found.start ?? 0
  const place = placed(source, frame.toSource(from), frame.toSource(from + (found.length ?? 0)))
  const raw = ts.flattenDiagnosticMessageText(found.messageText, '\n')
  const problem: Problem = {
    ...place,
    severity: severityOf(found, raw, isSyntax),
    message: translate(found.code, raw),
    code: `ts${found.code}`,
    fixes: SUGGESTS.has(found.code) ? spelling(raw, place) : [],
    isSyntax,
    isUnused: found.reportsUnnecessary !== undefined,
    isDeprecated: found.reportsDeprecated !== undefined,
  }
  if (!problem.isDeprecated) return problem
  const name = source.slice(place.from, place.to)
  const instead = Object.hasOwn(sandbox.absent, name) ? sandbox.absent[name] : undefined
  if (instead !== undefined) {
    const message = problemText.notOfferedGlobal(name, instead)
    return { ...problem, severity: 'error', message, code: 'global-not-offered', isDeprecated: false }
  }
  return { ...problem, message: problemText.deprecated(name, deprecationAt(read, found.start ?? 0)) }
}

function severityOf(found: ts.Diagnostic, raw: string, isSyntax: boolean): Problem['severity'] {
  if (isSyntax) return 'error'
  if (found.category === ts.DiagnosticCategory.Suggestion) return 'hint'
  if (found.code === 2339 && PARTIAL.test(/on type '(.*)'/.exec(raw)?.[1] ?? '')) return 'hint'
  return THROWS.has(found.code) ? 'error' : 'warning'
}

function spelling(raw: string, place: { from: number; to: number }): Fix[] {
  const meant = /Did you mean (?:to write )?'([^']+)'\?/.exec(raw)?.[1]
  return meant === undefined ? [] : [{ title: problemText.write(meant), edits: [{ ...place, text: meant }] }]
}

/** The replacement that the declaration names. */
function deprecationAt({ languageService }: Read, at: number): string {
  const tags = languageService.getQuickInfoAtPosition(SCRIPT, at)?.tags ?? []
  const tag = tags.find(({ name }) => name === 'deprecated')
  const text = ts.displayPartsToString(tag?.text)
  return text && `${text[0]?.toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`
}
