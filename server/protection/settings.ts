/** A tenant's settings for the protection against guessing: those of Auth0, with its defaults. @module */
import * as z from 'zod'
import { isAddressOrRange } from '../common/address-ranges.ts'
import { DAY_MS } from '../common/time.ts'
import type { Store } from '../store/contract.ts'

const allowlist = z
  .array(z.string().refine(isAddressOrRange, 'must be an IP address or a CIDR range'))
  .max(100)
  .describe('IP addresses and CIDR ranges that are neither counted nor refused.')

const shields = <const Names extends readonly string[]>(names: Names) =>
  z.array(z.enum(names)).max(names.length)

const stage = z
  .strictObject({
    max_attempts: z.int().min(1).max(100_000).describe('How many attempts may be made at once.'),
    rate: z
      .int()
      .min(1)
      .max(DAY_MS)
      .describe('How many milliseconds pass until one more attempt may be made.'),
  })
  .meta({ id: 'ThrottlingStage', description: 'How many attempts an address may make.' })

/** @see Auth0, `/api/v2/attack-protection/brute-force-protection` */
export const BruteForceSettings = z.strictObject({
  enabled: z.boolean().describe('Whether wrong passwords are counted.'),
  shields: shields(['block', 'user_notification']).describe(
    'What happens after too many: the person is refused, and gets an email.',
  ),
  mode: z
    .enum(['count_per_identifier_and_ip', 'count_per_identifier'])
    .describe(
      'Whether wrong passwords are counted for each person and address, or for each person. The latter can lock a person out everywhere.',
    ),
  allowlist,
  max_attempts: z.int().min(1).max(100).describe('How many wrong passwords in a row are allowed.'),
})

export type BruteForceSettings = z.output<typeof BruteForceSettings>

/** @see Auth0, `/api/v2/attack-protection/suspicious-ip-throttling` */
export const SuspiciousIpSettings = z.strictObject({
  enabled: z.boolean().describe('Whether failed attempts of an address are counted.'),
  shields: shields(['block', 'admin_notification']).describe(
    'What happens after too many: the address is refused, and the log says so.',
  ),
  allowlist,
  stage: z
    .strictObject({
      'pre-login': stage.describe('Failed sign-ins of an address.'),
      'pre-user-registration': stage.describe('Sign-ups of an address.'),
      'pre-custom-token-exchange': stage.optional().describe('Kept only: Ferry has no token exchange.'),
    })
    .describe('How many attempts an address may make, by kind.'),
})

export type SuspiciousIpSettings = z.output<typeof SuspiciousIpSettings>

/** The default. */
export const BRUTE_FORCE_DEFAULTS: BruteForceSettings = {
  enabled: true,
  shields: ['block', 'user_notification'],
  mode: 'count_per_identifier_and_ip',
  allowlist: [],
  max_attempts: 10,
}

/** The default. */
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

/** The tenant's saved settings, or the defaults. */
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
