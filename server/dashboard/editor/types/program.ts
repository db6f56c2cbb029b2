/** The TypeScript language service over files in memory. @module */
import ts from 'typescript-js'
import type { Script } from './contract.ts'
import type { Sandbox } from './sandbox.ts'
import type { Frame } from './script-frame.ts'
import { declareConfiguration, frameScript } from './script-frame.ts'

/** Path of the framed script. */
export const SCRIPT = '/script.js'
const CONFIGURATION = '/configuration.d.ts'
const REQUESTS = '/requests.d.ts'

/** A script, parsed and checked by the language service. */
export interface Read {
  languageService: ts.LanguageService
  program: ts.Program
  checker: ts.TypeChecker
  file: ts.SourceFile
  frame: Frame
  source: string
}

const OPTIONS: ts.CompilerOptions = {
  allowJs: true,
  checkJs: true,
  strict: true,
  // Scripts have no annotations, and run as sloppy code.
  noImplicitAny: false,
  noImplicitThis: false,
  alwaysStrict: false,
  useUnknownInCatchVariables: false,
  ignoreDeprecations: '6.0',
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  moduleDetection: ts.ModuleDetectionKind.Legacy,
  types: [],
}

/** @returns a function that loads scripts into one language service, which keeps what does not change between them */
export function createReader(sandbox: Sandbox): (script: Script) => Read {
  const files = new Map<string, { version: number; text: string }>()
  const put = (path: string, text: string): void => {
    const file = files.get(path)
    if (file?.text !== text) files.set(path, { version: (file?.version ?? 0) + 1, text })
  }
  for (const [path, text] of Object.entries(sandbox.files)) put(path, text)
  for (const path of [CONFIGURATION, REQUESTS, SCRIPT]) put(path, '')
  const roots = [...files.keys()].filter((path) => !path.startsWith('/lib/'))
  const languageService = ts.createLanguageService(
    {
      getCompilationSettings: () => OPTIONS,
      getScriptFileNames: () => roots,
      getScriptVersion: (path) => `${files.get(path)?.version ?? 0}`,
      getScriptSnapshot: (path) => {
        const file = files.get(path)
        return file && ts.ScriptSnapshot.fromString(file.text)
      },
      getCurrentDirectory: () => '/',
      getDefaultLibFileName: () => '/lib/lib.es2023.d.ts',
      fileExists: (path) => files.has(path),
      readFile: (path) => files.get(path)?.text,
      directoryExists: () => true,
      getDirectories: () => [],
    },
    ts.createDocumentRegistry(),
  )
  return (script) => {
    const frame = frameScript(script.text, script, sandbox)
    put(SCRIPT, frame.text)
    put(CONFIGURATION, declareConfiguration(script.configurationKeys))
    put(REQUESTS, declareRequests(sandbox, script.text))
    const program = languageService.getProgram()
    const file = program?.getSourceFile(SCRIPT)
    if (!program || !file) throw new Error('the language service has lost the script')
    return { languageService, program, checker: program.getTypeChecker(), file, frame, source: script.text }
  }
}

/**
 * Other spellings of offered modules, such as `mongodb@3.1.4` and `node:crypto`; each maps to the module that is
 * loaded.
 */
function declareRequests(sandbox: Sandbox, source: string): string {
  const lines = new Set<string>()
  for (const request of requestsIn(source)) {
    const found = sandbox.resolve(request)
    if (!found || found.module === request) continue
    lines.add(
      `declare module ${JSON.stringify(request)} { import it = require(${JSON.stringify(found.module)}); export = it }`,
    )
  }
  return [...lines].sort().join('\n')
}

/** @returns the names in each `require('…')` of a text */
export function requestsIn(source: string): string[] {
  const found = source.matchAll(/\brequire\s*\(\s*(['"`])([^'"`\\\n]{1,100})\1/g)
  return [...found].map(([, , request = '']) => request)
}

/** Calls `visit` with each node of the file, parents first. */
export function walk(file: ts.SourceFile, visit: (node: ts.Node) => void): void {
  const step = (node: ts.Node): void => {
    visit(node)
    ts.forEachChild(node, step)
  }
  step(file)
}

/** @returns whether a name refers to a global of the sandbox, not to a variable of the script */
export function isGlobal({ checker }: Read, node: ts.Node, name: string): boolean {
  if (!ts.isIdentifier(node) || node.text !== name) return false
  const declared = checker.getSymbolAtLocation(node)?.declarations ?? []
  return declared.every((declaration) => declaration.getSourceFile().fileName !== SCRIPT)
}

/** The function that the runtime calls, if the text has one. */
export function scriptFunction({
  file,
  frame,
}: Read): ts.FunctionExpression | ts.ArrowFunction | ts.FunctionDeclaration | undefined {
  let found: ts.FunctionExpression | ts.ArrowFunction | ts.FunctionDeclaration | undefined
  walk(file, (node) => {
    if (found) return
    if (frame.script !== undefined) {
      const isFunction =
        ts.isFunctionExpression(node) || ts.isArrowFunction(node) || ts.isFunctionDeclaration(node)
      if (isFunction && node.getStart(file) === frame.script) found = node
      return
    }
    if (!ts.isVariableDeclaration(node) || node.name.getText(file) !== '$script') return
    let value = node.initializer
    while (value && ts.isParenthesizedExpression(value)) value = value.expression
    if (value && (ts.isFunctionExpression(value) || ts.isArrowFunction(value))) found = value
  })
  return found
}
