/**
 * How a tenant's text becomes a function: for the guest, for the runner, which places syntax errors, and for advice.
 *
 * A text is tried as statements first, of which one declares or exports the function by a name of its action; when there is
 * none, as one expression, which is the function whatever its name.
 * @module
 */
import type { ScriptName } from './actions.ts'

/** Names of each script's function in published texts, its own first. */
export const SCRIPT_NAMES: { readonly [action in ScriptName]: readonly string[] } = {
  login: ['login'],
  get_user: ['get_user', 'getUser', 'getByEmail', 'getUserByEmail', 'getuser'],
  create: ['create', 'createUser', 'signup', 'signUp'],
  verify: ['verify', 'verifyEmail', 'verify_email'],
  change_password: ['change_password', 'changePassword'],
  delete: ['delete', 'remove', 'deleteUser', 'delete_user', 'removeUser'],
  change_email: ['change_email', 'changeEmail'],
  count: ['count', 'countUsers'],
}

/** One way to read a text. What stands before the text is exactly one line: its line n is line n + 1. */
export interface ScriptFrame {
  kind: 'statements' | 'expression'
  before: string
  after: string
}

const EXPRESSION: ScriptFrame = {
  kind: 'expression',
  // Takes leading comments, a trailing semicolon and helper functions after the script.
  before: '(function(){const $script=\n',
  after: '\n;return $script})()',
}

/** @returns the frame whose value is the function that the statements name, or undefined */
function statementsFrame(action: ScriptName): ScriptFrame {
  const names = SCRIPT_NAMES[action]
  const found = [
    // A statement cannot declare the name `delete`.
    ...names.filter((name) => name !== 'delete'),
    'module.exports',
    ...names.map((name) => `module.exports.${name}`),
    'module.exports.default',
  ]
  return {
    kind: 'statements',
    // A function inside another: the text may declare `module` and `exports` itself.
    before: '(function($m){return(function(module,exports){return(function(){\n',
    after: `\n;return ${found.map((name) => `typeof ${name}==='function'?${name}:`).join('')}undefined})()})($m,$m.exports)})({exports:{}})`,
  }
}

/** @returns the frames of an action's script, in the order in which they are tried */
export function scriptFrames(
  action: ScriptName,
): readonly [statements: ScriptFrame, expression: ScriptFrame] {
  return [statementsFrame(action), EXPRESSION]
}

/** @returns a program whose value is the script, when the text fits the frame */
export function framed({ before, after }: ScriptFrame, source: string, action: ScriptName): string {
  return `${before}${source}${after}\n//# sourceURL=${action}.js`
}

/**
 * `export` as the statements frame takes it; no character moves.
 *
 * @returns undefined when no line of the text begins with `export`
 */
export function withoutExports(source: string): string | undefined {
  if (!/^[ \t]*export\b/m.test(source)) return undefined
  return source
    .replace(/^([ \t]*)export default /gm, '$1module.exports=')
    .replace(/^([ \t]*)export(?=[ \t]+(?:async|const|function|let|var)\b)/gm, '$1      ')
    .replace(/^[ \t]*export[ \t]*\{[^}\n]{0,200}\}[ \t]*;?/gm, (line) => ' '.repeat(line.length))
}

/** @returns one sentence that says how to write the function of the action */
export function notOneFunction(action: ScriptName, source: string, what: string | undefined): string {
  const name = SCRIPT_NAMES[action].find((one) => one !== 'delete') ?? action
  if (/^[ \t]*import\b(?![ \t]*\()/m.test(source))
    return `A script cannot use import: write const name = require('name'), and one function named ${name}.`
  return `The script must be one function expression, or statements with one function named ${name}, such as function ${name} (…, callback) { … }; ${what === undefined ? 'this text has none' : `it is ${what}`}.`
}
