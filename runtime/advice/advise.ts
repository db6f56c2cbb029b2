/** Advice on a tenant's script: findings on its syntax tree, as data. Runs anywhere, a browser's worker included. @module */
import type { Advice, AdviceRequest } from './contract.ts'
import type { CallbackFlow } from './flow/callback-duty.ts'
import { followCallback } from './flow/callback-duty.ts'
import { callbackNotReturned } from './rules/callback-not-returned.ts'
import { connectionNotClosed } from './rules/connection-not-closed.ts'
import { contextNotPassed } from './rules/context-not-passed.ts'
import { deprecatedCall } from './rules/deprecated-call.ts'
import { emailVerifiedMissing } from './rules/email-verified-missing.ts'
import { missingCallback } from './rules/missing-callback.ts'
import { passwordInProfile } from './rules/password-in-profile.ts'
import { secretInSource } from './rules/secret-in-source.ts'
import { sqlByConcatenation } from './rules/sql-by-concatenation.ts'
import { unknownConfigurationKey } from './rules/unknown-configuration-key.ts'
import { unsaltedFastHash } from './rules/unsalted-fast-hash.ts'
import { userIdNotStable } from './rules/user-id-not-stable.ts'
import { wrongArity } from './rules/wrong-arity.ts'
import type { Finding, Subject } from './subject.ts'
import { createSubject } from './subject.ts'

type Rule = (subject: Subject, callback: CallbackFlow | undefined) => Finding[]

const RULES: readonly Rule[] = [
  callbackNotReturned,
  connectionNotClosed,
  contextNotPassed,
  deprecatedCall,
  emailVerifiedMissing,
  missingCallback,
  passwordInProfile,
  secretInSource,
  sqlByConcatenation,
  unknownConfigurationKey,
  unsaltedFastHash,
  userIdNotStable,
  wrongArity,
]

/**
 * Reads a script and reports what is likely to go wrong. The script does not run.
 *
 * @returns findings in the order of the text; none for a text that does not parse, whose error the run itself reports
 */
export function adviseScript(request: AdviceRequest): Advice[] {
  try {
    const subject = createSubject(request)
    if (!subject) return []
    const callback = followCallback(subject)
    const findings = RULES.flatMap((rule) => rule(subject, callback))
    findings.sort((a, b) => a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1))
    return findings.map((finding) => place(subject, finding))
  } catch (error) {
    // A tree too deep to walk, such as thousands of nested brackets; nobody writes that by hand.
    if (error instanceof RangeError) return []
    throw error
  }
}

function place({ syntax }: Subject, { start, end, ...finding }: Finding): Advice {
  const from = syntax.position(start)
  const to = syntax.position(end)
  const { rule, severity, message, fix } = finding
  return {
    rule,
    severity,
    line: from.line,
    column: from.column,
    end_line: to.line,
    end_column: to.column,
    message,
    ...(fix && { fix }),
  }
}
