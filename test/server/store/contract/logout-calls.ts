import { describe, expect, test } from 'vitest'
import type { SessionEndCause, Store } from '../../../../server/store/contract.ts'
import { addUser } from './samples.ts'
import { signInRoom } from './sign-ins.ts'

const WISH = { limit: 1_000, of_tenant: 1_000, busy: {}, lease_ms: 60_000 }
const URL = 'https://app.example/backchannel-logout'

type Room = Awaited<ReturnType<typeof signInRoom>>

export function describeLogoutCalls(opened: () => Store): void {
  /** A person who has used both applications, of which the first wants to be told. */
  async function signedIn(
    oidc_logout: object | undefined = { backchannel_logout_urls: [URL] },
  ): Promise<Room> {
    const room = await signInRoom(opened())
    const settings = { oidc_logout: (oidc_logout as { [name: string]: string[] } | undefined) ?? null }
    await opened().updateClient(room.tenant_id, 'app', { settings })
    await room.signIn('one')
    await room.use('one', { client_id: 'other' })
    return room
  }
  async function claim(tenant_id: string, wish = {}) {
    const { calls } = await opened().claimLogoutCalls({ ...WISH, ...wish })
    return calls.filter((call) => call.tenant_id === tenant_id)
  }
  const end = (tenant_id: string, cause: SessionEndCause = 'rp-logout') =>
    opened().endPersonSessions(tenant_id, { secret_sha256: 'one' }, { cause })

  describe('calls about ends of sessions', () => {
    const ends: [SessionEndCause, string, (store: Store, room: Room) => Promise<unknown>][] = [
      ['rp-logout', 'a sign-out', (_, { tenant_id }) => end(tenant_id)],
      [
        'account-deactivated',
        'a block',
        (store, { tenant_id }) => store.updateUser(tenant_id, 'auth0|ann', { blocked: true }),
      ],
      [
        'password-changed',
        'a new password',
        (store, { tenant_id }) =>
          store.updateUser(tenant_id, 'auth0|ann', { password: { password_hash: '$new', history_size: 0 } }),
      ],
      [
        'account-deleted',
        'a deletion',
        (store, { tenant_id }) => store.deleteUser(tenant_id, 'auth0|ann', { tombstone: false }),
      ],
      [
        'rp-logout',
        'a sign-in of somebody else in the same browser',
        async (store, { tenant_id, connection_id, signIn }) => {
          await addUser(store, tenant_id, connection_id, 'ben')
          await signIn('two', { user_id: 'auth0|ben', previous_sha256: 'one' })
        },
      ],
      [
        'account-deleted',
        'a deletion of the connection',
        (store, { tenant_id, connection_id }) => store.deleteConnection(tenant_id, connection_id),
      ],
    ]
    test.each(ends)('%s: the application is told after %s, once', async (cause, _, act) => {
      const room = await signedIn()
      await act(opened(), room)
      const { tenant_id } = room
      const calls = await claim(tenant_id)
      expect(calls).toMatchObject([
        {
          client: { client_id: 'app', name: 'Name of app' },
          url: URL,
          session_id: 'ses_one',
          user_id: 'auth0|ann',
          cause,
          tries: 1,
        },
      ])
      expect(await claim(tenant_id)).toEqual([])
      for (const call of calls) await opened().endLogoutCall(call)
      await end(tenant_id)
      expect(await claim(tenant_id, { lease_ms: 0 })).toEqual([])
    })

    test('an application is told only of the ends that it has chosen, and of all without a choice', async () => {
      const chosen = (mode: string, selected_initiators?: string[]) => ({
        backchannel_logout_urls: [URL],
        backchannel_logout_initiators: { mode, ...(selected_initiators && { selected_initiators }) },
      })
      const told = async (oidc_logout: object | undefined, cause: SessionEndCause): Promise<number> => {
        const { tenant_id } = await signedIn(oidc_logout)
        await end(tenant_id, cause)
        return (await claim(tenant_id)).length
      }
      expect(await told(chosen('custom', ['rp-logout']), 'rp-logout')).toBe(1)
      expect(await told(chosen('custom', ['rp-logout']), 'session-revoked')).toBe(0)
      expect(await told(chosen('custom'), 'rp-logout')).toBe(0)
      expect(await told(chosen('all'), 'session-revoked')).toBe(1)
      // As an earlier version kept it, unchecked.
      expect(
        await told({ backchannel_logout_urls: 7, backchannel_logout_initiators: null }, 'rp-logout'),
      ).toBe(0)
    })

    test('of a session that ended by its time, those are told who ask for it, once it is swept', async () => {
      const told = async (oidc_logout: object): Promise<unknown[]> => {
        const { tenant_id, signIn } = await signInRoom(opened())
        await opened().updateClient(tenant_id, 'app', {
          settings: { oidc_logout: { backchannel_logout_urls: [URL], ...oidc_logout } },
        })
        await signIn('one', { idle_ms: 0, domain: 'login.app.example' })
        await signIn('two')
        return (await claim(tenant_id)).map(({ session_id, cause, domain }) => [session_id, cause, domain])
      }
      const expired = [['ses_one', 'session-expired', 'login.app.example']]
      expect(await told({})).toEqual([])
      expect(await told({ backchannel_logout_initiators: {} })).toEqual([])
      expect(await told({ backchannel_logout_initiators: { mode: 'all' } })).toEqual(expired)
      const chosen = { mode: 'custom', selected_initiators: ['session-expired'] }
      expect(await told({ backchannel_logout_initiators: chosen })).toEqual(expired)
    })

    test('a session that was over already, and a renewed one, call nobody', async () => {
      const { tenant_id, signIn } = await signInRoom(opened())
      await opened().updateClient(tenant_id, 'app', {
        settings: { oidc_logout: { backchannel_logout_urls: [URL] } },
      })
      await signIn('one', { idle_ms: 0 })
      await end(tenant_id)
      await signIn('two')
      await signIn('three', { previous_sha256: 'two' })
      expect(await claim(tenant_id)).toEqual([])
    })

    test('a call whose server is gone is claimed by another one, and the first can no longer end it', async () => {
      const { tenant_id } = await signedIn()
      await end(tenant_id)
      expect(await opened().nextLogoutCall()).toBeLessThanOrEqual(Date.now())
      const [lost] = await claim(tenant_id, { lease_ms: 0 })
      const [found] = await claim(tenant_id)
      expect(found).toMatchObject({ call_id: lost?.call_id, tries: 2 })
      if (lost) await opened().endLogoutCall(lost)
      if (lost) await opened().putOffLogoutCall(lost, 0)
      expect(await claim(tenant_id)).toEqual([])
      if (found) await opened().putOffLogoutCall(found, 0)
      expect(await claim(tenant_id)).toMatchObject([{ tries: 3 }])
    })

    test('one tenant gets only its places, and those under way count', async () => {
      const first = await signedIn()
      const { tenant_id } = first
      await first.signIn('two')
      await opened().endPersonSessions(tenant_id, { user_id: 'auth0|ann' }, { cause: 'session-revoked' })
      expect(await claim(tenant_id, { of_tenant: 2, busy: { [tenant_id]: 1 } })).toHaveLength(1)
      expect(await claim(tenant_id, { of_tenant: 2, busy: { [tenant_id]: 2 } })).toEqual([])
    })

    test('calls go with their application', async () => {
      const { tenant_id } = await signedIn()
      await end(tenant_id)
      await opened().deleteClient(tenant_id, 'app', 'tester')
      expect(await claim(tenant_id)).toEqual([])
    })
  })
}
