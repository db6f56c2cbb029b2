import type { RefreshTokenStore } from '../contract.ts'
import type { PartContext } from './part.ts'

/** @see RefreshTokenStore */
export function refreshTokenPart({ engine, now }: PartContext): RefreshTokenStore {
  return {
    createRefreshToken: (tenant_id, family) => engine.write('createRefreshToken', tenant_id, family, now()),
    exchangeRefreshToken: (tenant_id, exchange) =>
      engine.write('exchangeRefreshToken', tenant_id, exchange, now()),
    findRefreshTokenFamily: (tenant_id, family_id) =>
      engine.point('findRefreshTokenFamily', tenant_id, family_id),
    revokeRefreshTokens: (tenant_id, of) => engine.write('revokeRefreshTokens', tenant_id, of, now()),
  }
}
