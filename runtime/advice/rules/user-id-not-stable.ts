/**
 * `user_id` of the returned profile: it must be the same on every call, or each login makes another user.
 *
 * - `user-id-not-stable` (warning): made from chance or the clock, or missing from an object literal that has no spread.
 * - `user-id-not-text` (info): a column or field as the driver gives it, which may be a number, a BigInt or an ObjectId and
 *   change with the driver. Fields that are texts by name (`row.uuid`, `row.email`) and values that a call made are fine.
 * @module
 */
import type { AnyNode } from 'acorn'
import { findingAt, fix, replace } from '../finding.ts'
import { isFunction } from '../function-node.ts'
import type { ProfileLiteral } from '../profile.ts'
import { profilesOf } from '../profile.ts'
import { keyName } from '../scope.ts'
import type { Finding, Subject } from '../subject.ts'
import { settledValue } from '../subject.ts'

const RANDOM =
  /^(?:@?uuid(?:\.v[14])?|(?:@?uuid\/v[14])|@?crypto\.(?:randomUUID|randomBytes|randomInt|getRandomValues)|@Math\.random|@Date\.now|@Date|@performance\.now|@?nanoid(?:\.nanoid)?|mongodb\.ObjectI[dD]|@ObjectI[dD])\(\)/
const TEXTUAL = /mail|name|uuid|guid|sub$|^uid$|^dn$|text|string/i

export function userIdNotStable(subject: Subject): Finding[] {
  return profilesOf(subject).flatMap((profile) =>
    profile.kind === 'literal' ? (examine(subject, profile) ?? []) : [],
  )
}

function examine(subject: Subject, profile: ProfileLiteral): Finding | undefined {
  const id = profile.keys.get('user_id') ?? profile.keys.get('id')
  if (!id) {
    if (profile.open) return undefined
    return findingAt(subject, profile.node, {
      rule: 'user-id-not-stable',
      severity: 'warning',
      message: 'Add `user_id` to this profile: the ID of the row, as a text, the same on every call.',
    })
  }
  const random = findRandom(subject, id, 0)
  if (random) {
    return findingAt(subject, id, {
      rule: 'user-id-not-stable',
      severity: 'warning',
      message:
        'Take `user_id` from the stored row: a value made anew on each call makes a new user at each sign-in.',
    })
  }
  const value = settledValue(subject, id)
  const field = value.type === 'MemberExpression' ? keyName(value) : undefined
  if (field === undefined || TEXTUAL.test(field)) return undefined
  return findingAt(subject, id, {
    rule: 'user-id-not-text',
    severity: 'info',
    message: 'Make `user_id` a text with `String(…)`: what the driver gives may be a number or an object.',
    ...(isPlace(subject, id) && {
      fix: fix('Wrap the ID in `String(…)`.', replace(subject, id, `String(${subject.syntax.text(id)})`)),
    }),
  })
}

/** A shorthand `{ user_id }` has no expression to replace. */
function isPlace(subject: Subject, node: AnyNode): boolean {
  const parent = subject.syntax.parent(node)
  return !(parent?.type === 'Property' && parent.shorthand)
}

const DEPTH = 12

function findRandom(subject: Subject, given: AnyNode, depth: number): boolean {
  if (depth > DEPTH || isFunction(given)) return false
  const node = settledValue(subject, given)
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    // `ObjectId(row.id)` and `new Date(row.created)` repeat what is stored.
    const made = subject.denote(node)
    if (RANDOM.test(made) && (node.arguments.length === 0 || /random|uuid|nanoid/i.test(made))) return true
  }
  return subject.syntax.children(node).some((child) => findRandom(subject, child, depth + 1))
}
