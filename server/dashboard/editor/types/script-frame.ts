/**
 * The text that is really checked: the tenant's text inside the runtime's frame, with a type for its function. So the
 * function that gets a type is the one that the runtime calls, whatever the shape of the text.
 * @module
 */
import ts from 'typescript-js'
import type { ScriptSetting } from './contract.ts'
import type { Sandbox } from './sandbox.ts'

/** A script in its frame. */
export interface Frame {
  text: string
  /** @returns the offset in the frame for an offset in the tenant's text */
  toFrame(at: number): number
  /** @returns the offset in the tenant's text for an offset in the frame; negative before the text */
  toSource(at: number): number
  /**
   * Offset in the frame of the function that the statements name; undefined when the frame's variable has the function.
   */
  script: number | undefined
}

/** Text inserted into the tenant's text. `closes`: it belongs to the code that ends there. */
interface Insertion {
  at: number
  text: string
  closes?: true
}

/** Name of the type of `configuration`. */
export const CONFIGURATION_TYPE = 'ConnectionConfiguration'

/** Puts a text into the frame that the runtime would choose. The text need not parse. */
export function frameScript(source: string, setting: ScriptSetting, sandbox: Sandbox): Frame {
  const { action } = setting
  const type = `/** @type {Ferry.${setting.hasContext ? 'ScriptsWithContext' : 'Scripts'}['${action}']} */`
  const [statements, expression] = sandbox.frames(action)
  const read = sandbox.withoutExports(source) ?? source
  const script = namedFunction(read, sandbox.names[action])
  // The first function is the same in both frames, and has the variable's type whatever comment precedes it.
  if (!script || (script.isDeclaration && script.isFirst)) {
    // On a line of its own, so that the frame is the same as the runtime's.
    const before = expression.before.replace('const ', `\n${type} const `)
    return framed(source, before, expression.after, [], undefined)
  }
  const insertions: Insertion[] = script.isDeclaration
    ? [{ at: script.from, text: `;\n${type}` }]
    : [
        { at: script.from, text: `${type}(` },
        { at: script.to, text: ')', closes: true },
      ]
  return framed(read, statements.before, statements.after, insertions, script.from)
}

function framed(
  source: string,
  before: string,
  after: string,
  insertions: readonly Insertion[],
  script: number | undefined,
): Frame {
  const toFrame = (at: number): number =>
    insertions.reduce(
      (place, insertion) =>
        (insertion.closes ? at > insertion.at : at >= insertion.at) ? place + insertion.text.length : place,
      before.length + at,
    )
  let text = source
  for (const insertion of insertions.toReversed())
    text = text.slice(0, insertion.at) + insertion.text + text.slice(insertion.at)
  return {
    text: `${before}${text}${after}`,
    toFrame,
    toSource(place) {
      let at = place - before.length
      for (const insertion of insertions)
        if (at > insertion.at) at = Math.max(insertion.at, at - insertion.text.length)
      return at
    },
    script: script === undefined ? undefined : toFrame(script),
  }
}

interface Named {
  from: number
  to: number
  isDeclaration: boolean
  /** Only comments precede it. */
  isFirst: boolean
}

/** The function that a text's statements declare or export under one of the names. */
function namedFunction(source: string, names: readonly string[]): Named | undefined {
  const file = ts.createSourceFile('/statements.js', source, ts.ScriptTarget.ES2023, true, ts.ScriptKind.JS)
  const found = new Map<string, ts.Node>()
  for (const statement of file.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) found.set(statement.name.text, statement)
    else if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        const value = functionOf(initializer)
        if (ts.isIdentifier(name) && value) found.set(name.text, value)
      }
    } else if (ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression)) {
      const { left, right } = statement.expression
      const value = functionOf(right) ?? (ts.isIdentifier(right) ? found.get(right.text) : undefined)
      if (value) found.set(left.getText(file).replace(/^module\.exports\./, 'exports.'), value)
    }
  }
  const wanted = [...names, 'module.exports', ...names.map((name) => `exports.${name}`), 'exports.default']
  const script = wanted.map((name) => found.get(name)).find((node) => node !== undefined)
  return (
    script && {
      from: script.getStart(file),
      to: script.end,
      isDeclaration: ts.isFunctionDeclaration(script),
      isFirst: script === file.statements[0],
    }
  )
}

function functionOf(node: ts.Expression | undefined): ts.Node | undefined {
  return node && (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) ? node : undefined
}

/** @returns the declaration of the global `configuration` with the connection's keys */
export function declareConfiguration(keys: readonly string[] | null): string {
  const members = keys?.map((key) => `  readonly ${JSON.stringify(key)}: string\n`) ?? [
    '  readonly [key: string]: string\n',
  ]
  return `interface ${CONFIGURATION_TYPE} {\n${members.join('')}}\ndeclare const configuration: ${CONFIGURATION_TYPE}\n`
}
