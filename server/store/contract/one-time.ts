/** What can be used once, on all servers together. Only hashes of its keys are stored. @module */
import type { Json } from '../../../runtime/index.ts'

/** What a key is for; a key of one kind opens nothing of another. */
export type OneTimeKind =
  | 'login_ticket'
  | 'pushed_request'
  | 'client_assertion'
  | 'device_code'
  | 'user_code'
  | 'device_answer'
  | 'classic_sign_in'

export interface NewOneTime {
  kind: OneTimeKind
  /** Hex. */
  key_sha256: string
  /** What the key stands for. Is stored as it is, so it has no secrets. */
  payload: { [name: string]: Json }
  life_ms: number
}

export type TakeOnceResult =
  | { kind: 'taken'; payload: { [name: string]: Json } }
  /** Nothing was written. */
  | { kind: 'refused'; why: 'unknown' | 'expired' | 'used' }

export interface OneTimeStore {
  /**
   * Keeps what the key stands for.
   *
   * @returns false when the key is known already, also when it was used, until its end: nothing was written
   */
  putOnce(tenant_id: string, entry: NewOneTime): Promise<boolean>
  /** Looks without using. @returns undefined for a key that is unknown, used or past its end */
  findOnce(
    tenant_id: string,
    kind: OneTimeKind,
    key_sha256: string,
  ): Promise<{ [name: string]: Json } | undefined>
  /** Uses the key. Of several simultaneous uses, one succeeds. */
  takeOnce(tenant_id: string, kind: OneTimeKind, key_sha256: string): Promise<TakeOnceResult>
}
