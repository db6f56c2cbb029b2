/**
 * `callback-not-returned`: after `callback(err)` the code continues to a place that calls it again. The first call counts
 * and the rest is ignored, but it still runs: a second query with missing values, or an error in the log.
 *
 * Found on the same paths as `missing-callback`: only where one path has both calls, so `if (err) callback(err); else …`
 * and two tests of the same variable are fine. A callback wrapped by `once` may be called any number of times. @module
 */
import type { AnyNode } from 'acorn'
import { findingAt, fix, insert } from '../finding.ts'
import type { CallbackFlow } from '../flow/callback-duty.ts'
import type { Finding, Subject } from '../subject.ts'

export function callbackNotReturned(subject: Subject, followed: CallbackFlow | undefined): Finding[] {
  if (!followed) return []
  const findings = new Map<AnyNode, Finding>()
  for (const { first, second } of followed.doubles) {
    if (findings.has(first)) continue
    const { line } = subject.syntax.position(subject.syntax.start(second))
    const name = subject.callback?.name ?? 'callback'
    const statement = subject.syntax.parent(first)
    const repaired =
      statement?.type === 'ExpressionStatement'
        ? fix('Return here.', insert(subject.syntax.start(statement), 'return '))
        : undefined
    findings.set(
      first,
      findingAt(subject, first, {
        rule: 'callback-not-returned',
        severity: 'warning',
        message:
          first === second
            ? `Return after this call, or leave the loop: the next round calls \`${name}\` again.`
            : `Write \`return\` before this call: the code continues and answers again in line ${line}.`,
        ...(repaired && { fix: repaired }),
      }),
    )
  }
  return [...findings.values()]
}
