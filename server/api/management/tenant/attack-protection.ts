/** `/api/v2/attack-protection/…`: how the tenant is protected from guessing. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import {
  BRUTE_FORCE_DEFAULTS,
  BruteForceSettings,
  protectionSettings,
  SUSPICIOUS_IP_DEFAULTS,
  SuspiciousIpSettings,
} from '../../../protection/settings.ts'
import { BRUTE_FORCE_FIELDS, SUSPICIOUS_IP_FIELDS } from '../../fields/tenants.ts'
import { defineRoute } from '../../route/route.ts'

const BRUTE_FORCE = '/api/v2/attack-protection/brute-force-protection'
const SUSPICIOUS_IP = '/api/v2/attack-protection/suspicious-ip-throttling'

const brute = BruteForceSettings.shape

const BruteForce = BruteForceSettings.meta({
  id: 'BruteForceProtection',
  description: 'How a person is protected from guessed passwords.',
  examples: [BRUTE_FORCE_DEFAULTS],
})

const SuspiciousIp = SuspiciousIpSettings.meta({
  id: 'SuspiciousIpThrottling',
  description: 'How an address with many failed attempts is slowed down.',
  examples: [SUSPICIOUS_IP_DEFAULTS],
})

export const getBruteForceProtection = defineRoute({
  method: 'get',
  path: BRUTE_FORCE,
  name: 'getBruteForceProtection',
  tag: 'Attack protection',
  summary: 'Get the settings of brute-force protection',
  description: 'Answers how Ferry protects a person from guessed passwords.',
  scopes: ['read:attack_protection'],
  result: BruteForce,
  async handle({ store }, { tenant }) {
    return (await protectionSettings(store, tenant.tenant_id)).brute_force
  },
})

export const updateBruteForceProtection = defineRoute({
  method: 'patch',
  path: BRUTE_FORCE,
  name: 'updateBruteForceProtection',
  tag: 'Attack protection',
  summary: 'Change the settings of brute-force protection',
  description: 'Changes the settings that are sent; null sets the default again.',
  scopes: ['update:attack_protection'],
  body: z
    .object({
      enabled: brute.enabled.nullish(),
      shields: brute.shields.nullish(),
      mode: brute.mode.nullish(),
      allowlist: brute.allowlist.nullish(),
      max_attempts: brute.max_attempts.nullish(),
    })
    .meta({
      id: 'BruteForceProtectionUpdate',
      description: 'Settings to change. Null sets the default again.',
      examples: [{ max_attempts: 5 }],
    }),
  fields: BRUTE_FORCE_FIELDS,
  async current({ store, tenant }) {
    return (await protectionSettings(store, tenant.tenant_id)).brute_force
  },
  result: BruteForce,
  async handle({ store }, { tenant: { tenant_id }, body }) {
    const { brute_force } = await protectionSettings(store, tenant_id)
    const changed = changedBy(brute_force, body, BRUTE_FORCE_DEFAULTS)
    await store.saveProtection(tenant_id, 'brute-force-protection', changed)
    return changed
  },
})

export const getSuspiciousIpThrottling = defineRoute({
  method: 'get',
  path: SUSPICIOUS_IP,
  name: 'getSuspiciousIpThrottling',
  tag: 'Attack protection',
  summary: 'Get the settings of suspicious-IP throttling',
  description: 'Answers how Ferry slows down an address with many failed sign-ins or sign-ups.',
  scopes: ['read:attack_protection'],
  result: SuspiciousIp,
  async handle({ store }, { tenant }) {
    return (await protectionSettings(store, tenant.tenant_id)).suspicious_ip
  },
})

const throttling = SuspiciousIpSettings.shape
const stages = throttling.stage.shape
const SuspiciousIpChange = z
  .object({
    enabled: throttling.enabled.nullish(),
    shields: throttling.shields.nullish(),
    allowlist: throttling.allowlist.nullish(),
    stage: z
      .object({
        'pre-login': stages['pre-login'].nullish(),
        'pre-user-registration': stages['pre-user-registration'].nullish(),
        'pre-custom-token-exchange': stages['pre-custom-token-exchange'].nullable(),
      })
      .nullish()
      .describe('How many attempts an address may make, by kind.'),
  })
  .meta({
    id: 'SuspiciousIpThrottlingUpdate',
    description: 'Settings to change. Null sets the default again.',
    examples: [{ stage: { 'pre-login': { max_attempts: 50, rate: 864_000 } } }],
  })

export const updateSuspiciousIpThrottling = defineRoute({
  method: 'patch',
  path: SUSPICIOUS_IP,
  name: 'updateSuspiciousIpThrottling',
  tag: 'Attack protection',
  summary: 'Change the settings of suspicious-IP throttling',
  description:
    'Changes the settings that are sent; null sets the default again. Of `stage`, each stage is changed on its own.',
  scopes: ['update:attack_protection'],
  body: SuspiciousIpChange,
  fields: SUSPICIOUS_IP_FIELDS,
  async current({ store, tenant }) {
    return (await protectionSettings(store, tenant.tenant_id)).suspicious_ip
  },
  result: SuspiciousIp,
  async handle({ store }, { tenant: { tenant_id }, body }) {
    const { suspicious_ip } = await protectionSettings(store, tenant_id)
    const { stage, ...rest } = body
    const defaults = SUSPICIOUS_IP_DEFAULTS
    const changed: SuspiciousIpSettings = {
      ...changedBy(suspicious_ip, rest, defaults),
      stage: stage === null ? defaults.stage : changedBy(suspicious_ip.stage, stage ?? {}, defaults.stage),
    }
    await store.saveProtection(tenant_id, 'suspicious-ip-throttling', toJson(changed))
    return changed
  },
})

/** Zod types what may be missing as what may be undefined. */
const toJson = (settings: object): Json => JSON.parse(JSON.stringify(settings))

/** @returns the settings after a change: members that were not sent stay, null restores the default */
function changedBy<T extends object>(
  settings: T,
  change: { [name in keyof T]?: T[name] | null | undefined },
  defaults: T,
): T {
  const changed = { ...settings }
  for (const name of Object.keys(change) as (keyof T)[]) {
    const value = change[name]
    if (value === null) changed[name] = defaults[name]
    else if (value !== undefined) changed[name] = value
  }
  return changed
}
