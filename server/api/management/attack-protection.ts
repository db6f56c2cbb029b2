/** `/api/v2/attack-protection/…`: how the tenant is protected from guessing. @module */
import { BruteForceSettings, protectionSettings, SuspiciousIpSettings } from '../../protection/settings.ts'
import { defineRoute } from '../route.ts'

const BRUTE_FORCE = '/api/v2/attack-protection/brute-force-protection'
const SUSPICIOUS_IP = '/api/v2/attack-protection/suspicious-ip-throttling'

/** Wrong passwords of one person. */
export const getBruteForceProtection = defineRoute({
  method: 'get',
  path: BRUTE_FORCE,
  summary: 'Get the settings of brute-force protection',
  scopes: ['read:attack_protection'],
  result: BruteForceSettings,
  async handle({ store }, { tenant }) {
    return (await protectionSettings(store, tenant.tenant_id)).brute_force
  },
})

/** Fields that are not sent stay as they are. */
export const updateBruteForceProtection = defineRoute({
  method: 'patch',
  path: BRUTE_FORCE,
  summary: 'Change the settings of brute-force protection',
  scopes: ['update:attack_protection'],
  body: BruteForceSettings.partial(),
  result: BruteForceSettings,
  async handle({ store }, { tenant: { tenant_id }, body }) {
    const { brute_force } = await protectionSettings(store, tenant_id)
    const changed = { ...brute_force, ...given(body) }
    await store.saveProtection(tenant_id, 'brute-force-protection', changed)
    return changed
  },
})

/** Failed logins and sign-ups of one address. */
export const getSuspiciousIpThrottling = defineRoute({
  method: 'get',
  path: SUSPICIOUS_IP,
  summary: 'Get the settings of suspicious-IP throttling',
  scopes: ['read:attack_protection'],
  result: SuspiciousIpSettings,
  async handle({ store }, { tenant }) {
    return (await protectionSettings(store, tenant.tenant_id)).suspicious_ip
  },
})

const { stage } = SuspiciousIpSettings.shape
const SuspiciousIpChange = SuspiciousIpSettings.extend({ stage: stage.partial() }).partial()

/** Fields that are not sent stay as they are; of `stage`, each stage is a field. */
export const updateSuspiciousIpThrottling = defineRoute({
  method: 'patch',
  path: SUSPICIOUS_IP,
  summary: 'Change the settings of suspicious-IP throttling',
  scopes: ['update:attack_protection'],
  body: SuspiciousIpChange,
  result: SuspiciousIpSettings,
  async handle({ store }, { tenant: { tenant_id }, body }) {
    const { suspicious_ip } = await protectionSettings(store, tenant_id)
    const { stage: stages = {}, ...rest } = body
    const changed = { ...suspicious_ip, ...given(rest), stage: { ...suspicious_ip.stage, ...given(stages) } }
    await store.saveProtection(tenant_id, 'suspicious-ip-throttling', changed)
    return changed
  },
})

/** Zod types what may be missing as what may be undefined. */
function given<T extends object>(fields: T): { [name in keyof T]?: Exclude<T[name], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [name in keyof T]?: Exclude<T[name], undefined> }
}
