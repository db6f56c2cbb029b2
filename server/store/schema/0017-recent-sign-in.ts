import type { Json } from '../../../runtime/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, integer, json, text } from '../engine/operation.ts'
import type { Migration } from './migration.ts'

/**
 * Tenants that were there stay as they were when nothing is said about a recent sign-in, which from now on means yes; and
 * addresses from which members have signed in.
 */
export const recentSignIn: Migration = {
  version: 17,
  name: 'recent sign-in',
  statements: [
    // address: an IP, or an IPv6 network of 64 bits.
    `create table member_addresses (
      tenant_id text not null,
      member_id text not null,
      address text not null,
      seen_at bigint not null,
      primary key (tenant_id, member_id, address),
      foreign key (tenant_id, member_id) references members (tenant_id, member_id) on delete cascade
    )`,
  ],
  *fill() {
    for (const tenant of yield* all('select tenant_id from tenants order by tenant_id')) {
      yield* keepOff(text(tenant, 'tenant_id'))
    }
  },
}

function* keepOff(tenant_id: string): Operation<void> {
  const [row] = yield* all('select settings, updated_at from tenant_settings where tenant_id = $1', tenant_id)
  const settings = row ? json<{ [name: string]: Json }>(row, 'settings') : {}
  if (settings.ferry_recent_sign_in !== undefined) return
  yield* all(
    `insert into tenant_settings (tenant_id, settings, updated_at) values ($1, $2, $3)
      on conflict (tenant_id) do update set settings = excluded.settings`,
    tenant_id,
    JSON.stringify({ ...settings, ferry_recent_sign_in: false }),
    row ? integer(row, 'updated_at') : 0,
  )
}
