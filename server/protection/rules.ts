/** Rules for one attempt to sign in, and the thresholds that a failure reaches. @module */
import type { LoginFailures } from '../store/contract.ts'
import { isListed } from './addresses.ts'
import type { ProtectionSettings, SuspiciousIpSettings } from './settings.ts'

/** Auth0's names of thresholds, as in the tenant's log. */
export type LimitEvent = 'limit_wc' | 'limit_mu' | 'limit_sul'

/** Failures of one person in a day, from all addresses, after which attempts are delayed (A4). */
export const SLOW_AFTER = 100

interface AddressRule {
  blocks: boolean
  most: number
  leak_ms: number
}

/** Rules for one attempt. */
export interface Rules {
  /** Whether failures are counted. */
  counts: boolean
  /** Whether enough failures block. */
  blocks: boolean
  most: number
  per_person: boolean
  inRow(failures: LoginFailures): number
  address: AddressRule | undefined
  /** Whether the address is on an allow list. */
  listed: boolean
}

/** @returns the rules of the tenant, the connection and the address */
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

/** Whether one more failure would overflow the bucket. */
export function isFull(
  { address_empty_at }: LoginFailures,
  { most, leak_ms }: AddressRule,
  now: number,
): boolean {
  return address_empty_at - now > (most - 1) * leak_ms
}

/**
 * The thresholds that this failure has reached.
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
