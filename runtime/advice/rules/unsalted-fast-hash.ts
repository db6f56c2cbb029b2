/**
 * Hashes of passwords.
 *
 * - `unsalted-fast-hash` (warning): md5, sha1, sha2 … of the password and nothing else. Such hashes are looked up in tables
 *   or tried by the billion. A salt, a pepper or a key beside the password, or a KDF, is no finding.
 * - `hash-compare` (info): such a hash, or the result of a KDF, compared by `===`, which ends at the first difference
 *   and so tells by its time how much was right.
 * @module
 */
import type { AnyNode, CallExpression } from 'acorn'
import { findingAt } from '../finding.ts'
import type { Binding } from '../scope.ts'
import { keyName } from '../scope.ts'
import type { Finding, Subject } from '../subject.ts'
import { functionGiven, isNothing, methodName, settledValue } from '../subject.ts'

const FAST = /^(?:md[245]|sha-?\d+(?:-\d+|\/\d+)?|ripemd160|rmd160|whirlpool)$/i
const MODULES = /^@?(?:md5|sha1|sha256|sha512|js-sha1|js-sha256|blueimp-md5|crypto-js\.(?:MD5|SHA\d+))\(\)$/

export function unsaltedFastHash(subject: Subject): Finding[] {
  const findings: Finding[] = []
  for (const call of subject.calls) {
    if (call.type !== 'CallExpression' || !hashesPasswordOnly(subject, call)) continue
    findings.push(
      findingAt(subject, call, {
        rule: 'unsalted-fast-hash',
        severity: 'warning',
        message:
          subject.action === 'login' || subject.action === 'get_user'
            ? 'Store salted bcrypt, scrypt or argon2 hashes instead: billions of guesses per second are possible at a fast hash of the password alone.'
            : 'Store `bcrypt.hash(password, 10)` or another salted, slow hash: billions of guesses per second are possible at a fast hash of the password alone.',
      }),
    )
  }
  for (const node of subject.syntax.nodes) {
    if (node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(node.operator)) continue
    const sides = [node.left, node.right]
    if (!sides.some((side) => isHash(subject, side))) continue
    if (sides.some((side) => side.type === 'Literal' || isNothing(side))) continue
    findings.push(
      findingAt(subject, node, {
        rule: 'hash-compare',
        severity: 'info',
        message: `Compare hashes with \`crypto.timingSafeEqual\` on two Buffers of the same length, not with \`${node.operator}\`.`,
      }),
    )
  }
  return findings
}

/** `createHash('md5').update(password).digest('hex')`, `md5(password)`. */
function hashesPasswordOnly(subject: Subject, call: CallExpression): boolean {
  if (MODULES.test(subject.denote(call))) {
    return call.arguments.length === 1 && isPassword(subject, call.arguments[0])
  }
  const inputs = digested(subject, call, FAST)
  return inputs?.length === 1 && isPassword(subject, inputs[0])
}

/** @returns the input of a hash before `digest()`; undefined when the call is not a hash */
function digested(subject: Subject, call: CallExpression, wanted: RegExp): AnyNode[] | undefined {
  if (methodName(call) !== 'digest' || call.callee.type !== 'MemberExpression') return undefined
  const inputs: AnyNode[] = []
  let at: AnyNode = call.callee.object
  for (let depth = 0; depth < 20; depth++) {
    const holder = at.type === 'Identifier' ? subject.scopes.binding(at) : undefined
    if (holder) inputs.push(...updatesOf(subject, holder))
    at = settledValue(subject, at)
    if (at.type !== 'CallExpression') return undefined
    const name = methodName(at) ?? (at.callee.type === 'Identifier' ? at.callee.name : undefined)
    if (name === 'update' && at.callee.type === 'MemberExpression') {
      if (at.arguments[0]) inputs.push(at.arguments[0])
      at = at.callee.object
    } else if (/(?:^|\.)createHash\(\)$/.test(subject.denote(at))) {
      const [algorithm] = at.arguments
      return algorithm?.type === 'Literal' && wanted.test(String(algorithm.value)) ? inputs : undefined
    } else return undefined
  }
  return undefined
}

/** `h.update(password)` in a statement of its own. */
function updatesOf(subject: Subject, holder: Binding): AnyNode[] {
  return holder.reads.flatMap((read) => {
    const member = subject.syntax.parent(read)
    const call = member && subject.syntax.parent(member)
    if (member?.type !== 'MemberExpression' || keyName(member) !== 'update') return []
    return call?.type === 'CallExpression' && call.arguments[0] ? [call.arguments[0]] : []
  })
}

/** The typed password and nothing else, however encoded. */
function isPassword(subject: Subject, given: AnyNode | undefined): boolean {
  if (!given) return false
  const node = settledValue(subject, given)
  if (node.type === 'Identifier') {
    const { parameter } = subject.scopes.binding(node) ?? {}
    const index = subject.action === 'login' || subject.action === 'change_password' ? 1 : -1
    return parameter?.fn === subject.syntax.script && parameter.index === index
  }
  if (node.type === 'MemberExpression') {
    const root = node.object.type === 'Identifier' ? subject.scopes.binding(node.object) : undefined
    return keyName(node) === 'password' && root !== undefined && subject.inputs.includes(root)
  }
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false
  const made = subject.denote(node)
  if (/^@?(?:buffer\.)?Buffer(?:\.from)?\(\)$|^@String\(\)$/.test(made))
    return isPassword(subject, node.arguments[0])
  if (!/^(?:toString|trim|normalize)$/.test(methodName(node) ?? '')) return false
  return node.callee.type === 'MemberExpression' && isPassword(subject, node.callee.object)
}

const KDF = /^(?:pbkdf2|scrypt)(?:Sync)?$/

/** The result of a hash or KDF, as a text. */
function isHash(subject: Subject, given: AnyNode): boolean {
  const node = settledValue(subject, given)
  if (node.type === 'Identifier') {
    const { parameter } = subject.scopes.binding(node) ?? {}
    const call = parameter && subject.syntax.parent(parameter.fn)
    if (parameter?.index !== 1 || call?.type !== 'CallExpression') return false
    return KDF.test(methodName(call) ?? '') && functionGiven(subject, call.arguments.at(-1)) === parameter.fn
  }
  if (node.type !== 'CallExpression') return false
  if (MODULES.test(subject.denote(node)) || KDF.test(methodName(node) ?? '')) return true
  if (/create(?:Hash|Hmac)\(\)(?:\.update\(\))*\.digest\(\)$/.test(subject.denote(node))) return true
  return (
    /^(?:toString|toUpperCase|toLowerCase)$/.test(methodName(node) ?? '') &&
    node.callee.type === 'MemberExpression' &&
    isHash(subject, node.callee.object)
  )
}
