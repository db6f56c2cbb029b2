/** Checks stored objects against the current rules of the Management API: what is read can be written back. @module */
import { updateClient } from '../api/management/clients/update-client.ts'
import { toManagementConnection } from '../api/management/connections/connection.ts'
import { updateConnection } from '../api/management/connections/update-connection.ts'
import {
  updateBruteForceProtection,
  updateSuspiciousIpThrottling,
} from '../api/management/tenant/attack-protection.ts'
import { updateBranding } from '../api/management/tenant/branding.ts'
import { updateTenantSettings } from '../api/management/tenant/tenant-settings.ts'
import type { Route } from '../api/route/spec.ts'
import type { Client, Store, Tenant } from '../store/contract.ts'
import type { Finding, StoreCheck } from './contract.ts'

const PAGE = 50

export const storedConnections: StoreCheck = {
  name: 'connections',
  async *run({ store, tenants }) {
    for (const tenant of tenants) {
      for await (const id of idsOf((page) => store.pageConnectionIds(tenant.tenant_id, {}, page))) {
        const connection = await store.findConnection(tenant.tenant_id, id)
        if (!connection) continue
        const { options, enabled_clients, realms, display_name, metadata } =
          toManagementConnection(connection)
        const body = { options, enabled_clients, realms, display_name, metadata }
        yield* findings(tenant, `connection ${connection.name} (${id})`, updateConnection, body)
      }
    }
  },
}

export const storedClients: StoreCheck = {
  name: 'clients',
  async *run({ store, tenants }) {
    for (const tenant of tenants) {
      for await (const id of idsOf((page) => store.pageClientIds(tenant.tenant_id, {}, page))) {
        const client = await store.findClient(tenant.tenant_id, id)
        if (client) yield* findings(tenant, `client ${client.name} (${id})`, updateClient, clientBody(client))
      }
    }
  },
}

export const storedSettings: StoreCheck = {
  name: 'settings of tenants',
  async *run({ store, tenants }) {
    for (const tenant of tenants) {
      const { branding, ...settings } = await store.readTenantSettings(tenant.tenant_id)
      yield* findings(tenant, 'tenant settings', updateTenantSettings, settings)
      if (branding) yield* findings(tenant, 'branding', updateBranding, branding)
      const saved = await store.findProtection(tenant.tenant_id)
      yield* findings(
        tenant,
        'brute-force protection',
        updateBruteForceProtection,
        saved['brute-force-protection'] ?? {},
      )
      yield* findings(
        tenant,
        'suspicious IP throttling',
        updateSuspiciousIpThrottling,
        saved['suspicious-ip-throttling'] ?? {},
      )
    }
  },
}

function clientBody({ name, app_type, grant_types, settings }: Client): unknown {
  return { ...settings, name, app_type, grant_types }
}

/** @param route the endpoint that changes such an object; its body's schema is the rule */
function* findings(
  { name: tenant }: Tenant,
  object: string,
  { method, path, description }: Route,
  body: unknown,
): Generator<Finding> {
  const parsed = description.body?.safeParse(withoutUndefined(body))
  for (const issue of parsed?.error?.issues ?? []) {
    const field = issue.path.map(String).join('.')
    yield {
      tenant,
      object,
      kind: 'must',
      problem: `${field === '' ? 'it' : field}: ${issue.message}`,
      change: `correct it with ${method.toUpperCase()} ${path}, or in the dashboard; until then it stays as it is, but no change of the same object that has it is taken`,
    }
  }
}

function withoutUndefined(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
}

async function* idsOf(
  list: (page: {
    kind: 'after'
    after: string | undefined
    limit: number
  }) => ReturnType<Store['pageClientIds']>,
): AsyncGenerator<string> {
  let after: string | undefined
  do {
    const { items, next } = await list({ kind: 'after', after, limit: PAGE })
    yield* items
    after = next
  } while (after !== undefined)
}
