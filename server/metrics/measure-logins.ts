/** Counts how sign-ins end. @module */
import type { FlowHub } from '../migration/flows.ts'
import type { LoginResult } from '../migration/login/login-result.ts'
import type { Protection } from '../protection/protection.ts'
import type { LabelBook } from './connection-labels.ts'
import type { Meters } from './meters.ts'

/** Of the login flow, which every sign-in with a password passes. */
export function measureFlows(hub: FlowHub, meters: Meters, { labelsOf }: LabelBook): FlowHub {
  return {
    ...hub,
    of(request) {
      const flows = hub.of(request)
      return {
        ...flows,
        login: {
          ...flows.login,
          async login(attempt) {
            const { tenant_id, connection } = attempt
            let outcome = 'error'
            try {
              const result = await flows.login.login(attempt)
              outcome = outcomeOf(result)
              return result
            } finally {
              const { connection_id } = connection
              meters.count('logins', { ...labelsOf({ tenant_id, connection_id }), outcome })
            }
          },
        },
      }
    },
  }
}

function outcomeOf(result: LoginResult): string {
  return result.kind === 'success' && result.migrated ? 'migrated' : result.kind
}

/** Of attempts that may not be made. */
export function measureProtection(
  protection: Protection,
  meters: Meters,
  { labelsOf }: LabelBook,
): Protection {
  return {
    ...protection,
    async reserveLogin(login) {
      const reserved = await protection.reserveLogin(login)
      if (reserved.kind === 'refused') {
        const { tenant_id, connection } = login
        const { connection_id } = connection
        meters.count('logins', { ...labelsOf({ tenant_id, connection_id }), outcome: 'refused' })
      }
      return reserved
    },
  }
}
