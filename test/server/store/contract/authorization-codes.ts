import { describe, expect, test } from 'vitest'
import type { CodeAttempt, Store } from '../../../../server/store/contract.ts'
import { sampleCode, signInRoom } from './sign-ins.ts'

export function describeAuthorizationCodes(opened: () => Store): void {
  describe('authorization codes', () => {
    test('a code gives back what it stands for, once, with the user', async () => {
      const { signIn, redeem } = await signInRoom(opened())
      const code = sampleCode('c')
      await signIn('one', { code })
      const { life_ms: _, ...kept } = code
      const redeemed = await redeem('c')
      expect(redeemed).toMatchObject({
        kind: 'redeemed',
        code: { ...kept, user_id: 'auth0|ann', session_id: 'ses_one' },
        user: { user_id: 'auth0|ann' },
      })
      expect(await redeem('c')).toEqual({ kind: 'reused', user_id: 'auth0|ann' })
    })

    test('only an offline code begins a refresh token family', async () => {
      const store = opened()
      const { tenant_id, signIn, redeem } = await signInRoom(store)
      await signIn('one', { code: sampleCode('online') })
      await redeem('online', { family_id: 'f1' })
      expect(await store.findRefreshTokenFamily(tenant_id, 'f1')).toBeUndefined()
      await signIn('two', { code: sampleCode('offline', { offline: true }) })
      await redeem('offline', { family_id: 'f2' })
      expect(await store.findRefreshTokenFamily(tenant_id, 'f2')).toMatchObject({ session_id: 'ses_two' })
    })

    test('a second use revokes the refresh token family of the first, also when the session has ended', async () => {
      const store = opened()
      const { tenant_id, signIn, redeem } = await signInRoom(store)
      await signIn('one', { code: sampleCode('c', { offline: true }) })
      await redeem('c', { family_id: 'f' })
      await store.endPersonSessions(tenant_id, { session_id: 'ses_one' })
      expect((await store.findRefreshTokenFamily(tenant_id, 'f'))?.revoked_at).toBeUndefined()
      expect(await redeem('c', { family_id: 'f2' })).toEqual({ kind: 'reused', user_id: 'auth0|ann' })
      expect((await store.findRefreshTokenFamily(tenant_id, 'f'))?.revoked_at).toEqual(expect.any(Number))
      expect(await store.findRefreshTokenFamily(tenant_id, 'f2')).toBeUndefined()
    })

    const refusals: [string, string | undefined, Partial<CodeAttempt>, string][] = [
      ['of another application', undefined, { client_id: 'other' }, 'invalid'],
      ['for another redirect URI', undefined, { redirect_uri: 'https://app.example/other' }, 'invalid'],
      ['without redirect URI and challenge', undefined, { redirect_uri: undefined }, 'invalid'],
      ['with a wrong verifier', 'right', { verifier_challenge: 'wrong' }, 'wrong_verifier'],
      ['without its verifier', 'right', { verifier_challenge: undefined }, 'wrong_verifier'],
      ['with a verifier for no challenge', undefined, { verifier_challenge: 'any' }, 'wrong_verifier'],
      ['without verifier and redirect URI', 'right', { redirect_uri: undefined }, 'wrong_verifier'],
    ]
    test.each(refusals)('a code %s is refused, and spent', async (_name, code_challenge, attempt, kind) => {
      const store = opened()
      const { tenant_id, signIn, redeem } = await signInRoom(store)
      await signIn('one', { code: sampleCode('c', { code_challenge, offline: true }) })
      expect(await redeem('c', attempt)).toMatchObject({ kind })
      expect(await store.findRefreshTokenFamily(tenant_id, 'family')).toBeUndefined()
      expect(await redeem('c', { verifier_challenge: code_challenge })).toMatchObject({ kind: 'reused' })
    })

    test('with the right verifier the redirect URI may be left out', async () => {
      const { signIn, redeem } = await signInRoom(opened())
      await signIn('one', { code: sampleCode('c', { code_challenge: 'right' }) })
      const attempt = { redirect_uri: undefined, verifier_challenge: 'right' }
      expect(await redeem('c', attempt)).toMatchObject({ kind: 'redeemed' })
    })

    test('A22: an unknown code and one past its end are refused', async () => {
      const { signIn, redeem } = await signInRoom(opened())
      expect(await redeem('unknown')).toEqual({ kind: 'invalid' })
      await signIn('one', { code: sampleCode('c', { life_ms: 0 }) })
      expect(await redeem('c')).toEqual({ kind: 'invalid' })
    })

    test('codes past their end are deleted when new ones are made', async () => {
      const store = opened()
      const { signIn, redeem, use } = await signInRoom(store)
      await signIn('one', { code: sampleCode('old', { life_ms: 0 }) })
      await use('one', { code: sampleCode('new') })
      // A code that is still there would be spent by the attempt, and then used before.
      await redeem('old')
      expect(await redeem('old')).toEqual({ kind: 'invalid' })
    })

    test('a code goes with its application', async () => {
      const store = opened()
      const { tenant_id, signIn, redeem } = await signInRoom(store)
      await signIn('one', { code: sampleCode('c') })
      await store.deleteClient(tenant_id, 'app', 'tester')
      expect(await redeem('c')).toEqual({ kind: 'invalid' })
      expect(await store.findPersonSession(tenant_id, 'one')).toBeDefined()
    })
  })
}
