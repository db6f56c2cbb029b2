/** What holds for one attempt to log in, and which thresholds a failure reaches. @module */
import type { LoginFailures } from '../store/contract.ts'
import { isListed } from './addresses.ts'
import type { ProtectionSettings, SuspiciousIpSettings } from './settings.ts'

/** Auth0's names of thresholds, as in the tenant's log. */
export type LimitEvent = 'limit_wc' | 'limit_mu' | 'limit_sul'

/** Failures of one person from everywhere, in a day, after which attempts become slow (A4). */
export const SLOW_AFTER = 100

interface AddressRule {
  blocks: boolean
  most: number
  leak_ms: number
}

/** What holds for one attempt. */
export interface Rules {
  /** Failures are counted. */
  counts: boolean
  /** Enough of them block. */
  blocks: boolean
  most: number
  per_person: boolean
  inRow(failures: LoginFailures): number
  address: AddressRule | undefined
  /** The address is on an allow list. */
  listed: boolean
}

/** @returns what the tenant, the connection and the address make hold */
export function rulesFor(
  { brute_force, suspicious_ip }: ProtectionSettings,
  options: { [key: string]: unknown },
  ip: string | undefined,
): Rules {
  const listed = isListed(brute_force.allowlist, ip)
  const counts = brute_force.enabled && options.brute_force_protection !== false && !listed
  const per_person = brute_force.mode === 'count_per_identifier'
  return {
    counts,
    blocks: counts && brute_force.shields.includes('block'),
    most: brute_force.max_attempts,
    per_person,
    inRow: (failures) => (per_person ? failures.from_everywhere : failures.from_address),
    address: addressRule(suspicious_ip, ip),
    listed,
  }
}

function addressRule(
  { enabled, shields, allowlist, stage }: SuspiciousIpSettings,
  ip: string | undefined,
): AddressRule | undefined {
  if (!enabled || isListed(allowlist, ip)) return undefined
  const { max_attempts, rate } = stage['pre-login']
  return { blocks: shields.includes('block'), most: max_attempts, leak_ms: rate }
}

/** Whether one more failure would run over. */
export function isFull(
  { address_empty_at }: LoginFailures,
  { most, leak_ms }: AddressRule,
  now: number,
): boolean {
  return address_empty_at - now > (most - 1) * leak_ms
}

/**
 * Thresholds that a failure has reached just now.
 *
 * @param in_row whether it counted in a row
 */
export function reached(rules: Rules, in_row: boolean, after: LoginFailures, now: number): LimitEvent[] {
  const events: LimitEvent[] = []
  if (rules.counts && in_row && rules.inRow(after) === rules.most) events.push('limit_wc')
  if (rules.counts && after.of_the_day === SLOW_AFTER) events.push('limit_wc')
  const { address } = rules
  if (
    address &&
    isFull(after, address, now) &&
    after.address_empty_at - now <= address.most * address.leak_ms
  ) {
    events.push('limit_mu')
  }
  return [...new Set(events)]
}
