/**
 * `secret-in-source`: a password or key written into the script, where everybody who may read the script reads it, in
 * every export and every version. `configuration` is encrypted and write-only.
 *
 * A literal is a finding by its name (`password: '…'`, `const apiKey = '…'`) or by its form (a URL with user and
 * password, `Password=…;`, `Basic …`, known key formats). A value that repeats its name is taken for a column or field
 * name (`{ password: 'password' }`), a value with spaces for a sentence, and a short capitalised one for an error code.
 * Values never appear in the message.
 * @module
 */
import type { AnyNode } from 'acorn'
import { findingAt, fix, replace } from '../finding.ts'
import { keyName } from '../scope.ts'
import type { Finding, Subject } from '../subject.ts'
import { literalText, methodName } from '../subject.ts'

const NAMES =
  /^(?:password|passwd|pwd|pass|passphrase|secret|token|authorization|api[_-]?key|apikey|x-api-key|private[_-]?key|auth[_-]?token)$|(?:password|passwd|secret|api_?key|token|private_?key|access_?key)$/i
const COLUMN = /^(?:pass(?:word|wd)?|pwd|hash|salt|token|secret|text|string|varchar)$/i
const FORMS: readonly [RegExp, string][] = [
  [/\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:@/\0]{0,200}:[^\s:@/\0]{1,200}@/i, 'DATABASE_URL'],
  [/(?:^|;)\s*(?:password|pwd)\s*=\s*[^\s;\0]+/i, 'CONNECTION_STRING'],
  [/^Basic\s+[A-Za-z0-9+/]{6,}={0,2}$/, 'AUTHORIZATION'],
  [/^Bearer\s+[A-Za-z0-9._~+/-]{12,}=*$/, 'AUTHORIZATION'],
  [/^(?:AKIA[A-Z0-9]{16}|sk_live_\w{10,}|gh[pousr]_\w{20,}|xox[abpr]-\S{10,})$/, 'API_KEY'],
  [/-----BEGIN (?:\w+ )*PRIVATE KEY-----/, 'PRIVATE_KEY'],
]

export function secretInSource(subject: Subject): Finding[] {
  return subject.syntax.nodes.flatMap((node) => {
    const text = textOf(node)
    if (!text || !isValue(subject, node)) return []
    const key = keyFor(subject, node, text)
    if (key === undefined) return []
    // A template may contain parts that are not secret, so a person has to rewrite it.
    const whole = node.type === 'Literal' || literalText(node) !== undefined
    return findingAt(subject, node, {
      rule: 'secret-in-source',
      severity: 'warning',
      message: `Put this secret into the connection’s configuration and use \`configuration.${key}\`: everybody who reads the script can read it.`,
      ...(whole && {
        fix: fix(
          `Use \`configuration.${key}\` (add the key first).`,
          replace(subject, node, `configuration.${key}`),
        ),
      }),
    })
  })
}

/** Text of a literal; in a template each expression is replaced by NUL, which matches no pattern. */
function textOf(node: AnyNode): string | undefined {
  if (node.type === 'TemplateLiteral') return node.quasis.map((quasi) => quasi.value.cooked ?? '').join('\0')
  return literalText(node)
}

/** Excludes property keys, directives and package names. */
function isValue({ syntax }: Subject, node: AnyNode): boolean {
  const parent = syntax.parent(node)
  if (parent?.type === 'ExpressionStatement' || parent?.type === 'TaggedTemplateExpression') return false
  if (parent?.type === 'Property' && parent.key === node) return false
  return !(parent?.type === 'MemberExpression' && parent.property === node)
}

function keyFor(subject: Subject, node: AnyNode, text: string): string | undefined {
  const form = FORMS.find(([pattern]) => pattern.test(text))
  if (form) return form[1]
  if (literalText(node) === undefined) return undefined
  const parent = subject.syntax.parent(node)
  if (parent?.type === 'CallExpression') {
    // Hand-made Basic authentication: Buffer.from('user:password').toString('base64')
    const made = /^@?(?:buffer\.)?Buffer(?:\.from)?\(\)$/.test(subject.denote(parent))
    const around = subject.syntax.parent(parent)
    const beyond = around && subject.syntax.parent(around)
    const encoded = beyond?.type === 'CallExpression' && methodName(beyond) === 'toString'
    return made && encoded && /^[^\s:]+:[^\s:]+$/.test(text) ? 'BASIC_AUTH' : undefined
  }
  const name = nameOf(parent, node)
  if (name === undefined || !NAMES.test(name) || /\s/.test(text)) return undefined
  if (text.toLowerCase() === name.toLowerCase() || COLUMN.test(text) || /^[A-Z][A-Z_]+$/.test(text))
    return undefined
  return screaming(name)
}

/** Name of the literal: a property, a variable, or a member that it is assigned to. */
function nameOf(parent: AnyNode | undefined, node: AnyNode): string | undefined {
  switch (parent?.type) {
    case 'Property':
      return keyName(parent)
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : undefined
    case 'AssignmentExpression':
      if (parent.right !== node) return undefined
      return parent.left.type === 'Identifier' ? parent.left.name : keyName(parent.left)
    default:
      return undefined
  }
}

function screaming(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase()
}
