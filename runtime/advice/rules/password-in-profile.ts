/**
 * `password-in-profile`: the password, its hash or its salt becomes part of the profile, which administrators and
 * applications can read. Either by a key of the object literal, or by answering with the whole row.
 *
 * A whole row is a finding only where the text shows that the password was fetched: `SELECT *`, a column with such a
 * name, a `findOne` without projection. Nothing is said when the script deletes the key from the row.
 * @module
 */
import type { AnyNode } from 'acorn'
import type { AdviceEdit } from '../contract.ts'
import { findingAt, fix } from '../finding.ts'
import type { ProfileLiteral } from '../profile.ts'
import { fetchesPassword, isWholeRow, profilesOf } from '../profile.ts'
import { keyName } from '../scope.ts'
import type { Finding, Subject } from '../subject.ts'

const RULE = 'password-in-profile'
const SECRET_KEY =
  /^(?:password|passwd|pwd|pass|hash|salt)$|^(?:hashed|encrypted|plain)_?password$|^password_?(?:hash|salt|digest|format)$|^pwd_?hash$/i

export function passwordInProfile(subject: Subject): Finding[] {
  const findings: Finding[] = []
  const deletes = deletesPassword(subject)
  const fetched = fetchesPassword(subject)
  for (const profile of profilesOf(subject)) {
    if (profile.kind === 'literal') findings.push(...keysOf(subject, profile.node, 0))
    if (deletes || !fetched) continue
    const rows = profile.kind === 'literal' ? spreadRows(subject, profile) : [profile.node]
    for (const row of rows) {
      if (!isWholeRow(subject, row)) continue
      findings.push(
        findingAt(subject, row, {
          rule: RULE,
          severity: 'warning',
          message:
            'Answer with an object of the fields you need: the whole row brings the password hash into the profile.',
        }),
      )
    }
  }
  return findings
}

/** `{ ...row, password: undefined }` removes the key again. */
function spreadRows(subject: Subject, { spreads, keys }: ProfileLiteral): readonly AnyNode[] {
  for (const [key, value] of keys) {
    if (SECRET_KEY.test(key) && subject.syntax.text(value) === 'undefined') return []
  }
  return spreads
}

const DEPTH = 4

/** Keys of the profile, and of objects inside it such as `user_metadata`. */
function keysOf(subject: Subject, node: AnyNode, depth: number): Finding[] {
  if (node.type !== 'ObjectExpression' || depth > DEPTH) return []
  return node.properties.flatMap((property, index) => {
    if (property.type !== 'Property') return []
    const key = keyName(property)
    if (key === undefined || !SECRET_KEY.test(key)) return keysOf(subject, property.value, depth + 1)
    if (subject.syntax.text(property.value) === 'undefined') return []
    const before = node.properties[index - 1]
    const after = node.properties[index + 1]
    const edit: AdviceEdit = after
      ? { start: subject.syntax.start(property), end: subject.syntax.start(after), text: '' }
      : {
          start: before ? subject.syntax.end(before) : subject.syntax.start(property),
          end: subject.syntax.end(property),
          text: '',
        }
    return findingAt(subject, property, {
      rule: RULE,
      severity: 'warning',
      message: `Leave \`${key}\` out of the profile: administrators and applications can read what is in it.`,
      fix: fix(`Remove \`${key}\`.`, edit),
    })
  })
}

function deletesPassword(subject: Subject): boolean {
  return subject.syntax.nodes.some(
    (node) =>
      node.type === 'UnaryExpression' &&
      node.operator === 'delete' &&
      SECRET_KEY.test(keyName(node.argument) ?? ''),
  )
}
