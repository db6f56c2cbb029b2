/** How a tenant wants to be protected from guessing: Auth0's settings, with its defaults. @module */

import * as z from 'zod'
import { isAddressOrRange } from '../common/address-ranges.ts'
import { DAY_MS } from '../common/time.ts'
import type { Store } from '../store/contract.ts'

const allowlist = z
  .array(z.string().refine(isAddressOrRange, 'must be an IP address or a CIDR range'))
  .max(100)
  .describe('IP addresses and CIDR ranges that are neither counted nor refused')

const shields = <const Names extends readonly string[]>(names: Names) =>
  z.array(z.enum(names)).max(names.length)

const stage = z.strictObject({
  max_attempts: z.int().min(1).max(100_000).describe('That may be made at once'),
  rate: z.int().min(1).max(DAY_MS).describe('Milliseconds until one more may be made'),
})

/** @see Auth0, `/api/v2/attack-protection/brute-force-protection` */
export const BruteForceSettings = z.strictObject({
  enabled: z.boolean(),
  shields: shields(['block', 'user_notification']),
  mode: z
    .enum(['count_per_identifier_and_ip', 'count_per_identifier'])
    .describe('`count_per_identifier` locks the account for everybody'),
  allowlist,
  max_attempts: z.int().min(1).max(100).describe('Wrong passwords in a row'),
})

export type BruteForceSettings = z.output<typeof BruteForceSettings>

/** @see Auth0, `/api/v2/attack-protection/suspicious-ip-throttling` */
export const SuspiciousIpSettings = z.strictObject({
  enabled: z.boolean(),
  shields: shields(['block', 'admin_notification']),
  allowlist,
  stage: z.strictObject({
    'pre-login': stage,
    'pre-user-registration': stage,
    'pre-custom-token-exchange': stage.optional(),
  }),
})

export type SuspiciousIpSettings = z.output<typeof SuspiciousIpSettings>

/** What a tenant has that says nothing else. */
export const BRUTE_FORCE_DEFAULTS: BruteForceSettings = {
  enabled: true,
  shields: ['block', 'user_notification'],
  mode: 'count_per_identifier_and_ip',
  allowlist: [],
  max_attempts: 10,
}

/** What a tenant has that says nothing else. */
export const SUSPICIOUS_IP_DEFAULTS: SuspiciousIpSettings = {
  enabled: true,
  shields: ['admin_notification', 'block'],
  allowlist: [],
  stage: {
    'pre-login': { max_attempts: 100, rate: 864_000 },
    'pre-user-registration': { max_attempts: 50, rate: 1_200 },
  },
}

/** Both settings of a tenant. */
export interface ProtectionSettings {
  brute_force: BruteForceSettings
  suspicious_ip: SuspiciousIpSettings
}

/** What the tenant has saved, or the defaults. */
export async function protectionSettings(
  store: Pick<Store, 'findProtection'>,
  tenant_id: string,
): Promise<ProtectionSettings> {
  const saved = await store.findProtection(tenant_id)
  const brute_force = saved['brute-force-protection']
  const suspicious_ip = saved['suspicious-ip-throttling']
  return {
    brute_force: brute_force === undefined ? BRUTE_FORCE_DEFAULTS : BruteForceSettings.parse(brute_force),
    suspicious_ip:
      suspicious_ip === undefined ? SUSPICIOUS_IP_DEFAULTS : SuspiciousIpSettings.parse(suspicious_ip),
  }
}
