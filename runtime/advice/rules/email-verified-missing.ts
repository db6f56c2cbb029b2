/**
 * `email-verified-missing`: a profile without `email_verified` counts as not verified, so people who proved their address
 * years ago are asked again. Only for object literals without a spread, and not for those without `email`.
 * @module
 */
import { findingAt } from '../finding.ts'
import { profilesOf } from '../profile.ts'
import type { Finding, Subject } from '../subject.ts'

export function emailVerifiedMissing(subject: Subject): Finding[] {
  return profilesOf(subject).flatMap((profile) => {
    if (profile.kind !== 'literal' || profile.open) return []
    if (profile.keys.has('email_verified') || !profile.keys.has('email')) return []
    return findingAt(subject, profile.node, {
      rule: 'email-verified-missing',
      severity: 'info',
      message: 'Add `email_verified` to this profile: without it the address counts as not verified.',
    })
  })
}
