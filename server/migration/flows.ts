/** Every flow of migration, each an object with dependencies of its own. @module */
import type { Clock } from '../common/clock.ts'
import type { Passwords } from '../password/hash.ts'
import type { Store } from '../store/contract.ts'
import type { TextWork } from '../text-work/text-work.ts'
import type { LoginFlow } from './login/login.ts'
import { createLoginFlow } from './login/login.ts'
import type { ModeFlow } from './mode/mode-flow.ts'
import { createModeFlow } from './mode/mode-flow.ts'
import type { ResetFlow } from './reset/reset-flow.ts'
import { createResetFlow } from './reset/reset-flow.ts'
import type { ScriptDeps } from './script/deps.ts'
import type { SignUpFlow } from './sign-up/sign-up.ts'
import { createSignUpFlow } from './sign-up/sign-up.ts'
import type { FlowRequest } from './tickets/deps.ts'
import type { TicketFlow } from './tickets/tickets.ts'
import { createTicketFlow } from './tickets/tickets.ts'
import type { UnblockFlow } from './tickets/unblock.ts'
import { createUnblockFlow } from './tickets/unblock.ts'
import type { VerificationFlow } from './tickets/verify-email.ts'
import { createVerificationFlow } from './tickets/verify-email.ts'
import type { TrialFlow } from './trials/trial-flow.ts'
import { createTrialFlow } from './trials/trial-flow.ts'
import type { DeletionFlow } from './users/delete-user.ts'
import { createDeletionFlow } from './users/delete-user.ts'
import type { UpdateFlow } from './users/update-user.ts'
import { createUpdateFlow } from './users/update-user.ts'
import type { WhoisFlow } from './users/whois.ts'
import { createWhoisFlow } from './users/whois.ts'

/** The dependencies of all flows. */
export interface FlowDeps extends ScriptDeps {
  store: Store
  passwords: Passwords
  clock: Clock
  text: Pick<TextWork, 'renderMailTemplate'>
}

/** The flows that name the tenant at each call. */
interface SharedFlows {
  login: LoginFlow
  signUp: SignUpFlow
  update: UpdateFlow
  deletion: DeletionFlow
  whois: WhoisFlow
  trials: TrialFlow
  mode: ModeFlow
}

/** The flows of one request. Those with links and mails belong to its tenant. */
export interface Flows extends SharedFlows {
  reset: ResetFlow
  verification: VerificationFlow
  unblock: UnblockFlow
  tickets: TicketFlow
}

/** The flows of this process. */
export interface FlowHub {
  of(request: FlowRequest): Flows
  /** Waits until the logins so far are counted in the store. */
  settled(): Promise<void>
}

/** Creates the flows. Logins and sign-ups under way are known to one hub only: a process has one. */
export function createFlows(deps: FlowDeps): FlowHub {
  const shared: SharedFlows = {
    login: createLoginFlow(deps),
    signUp: createSignUpFlow(deps),
    ...withoutDeleted(deps.store, createUpdateFlow(deps), createDeletionFlow(deps)),
    whois: createWhoisFlow(deps),
    trials: createTrialFlow(deps),
    mode: createModeFlow(deps),
  }
  return {
    of({ tenant, linkUrl, mail, events }) {
      const bound = { ...deps, tenant, linkUrl, mail, events }
      return {
        ...shared,
        reset: createResetFlow(bound),
        verification: createVerificationFlow(bound),
        unblock: createUnblockFlow(bound),
        tickets: createTicketFlow(bound),
      }
    },
    settled: shared.login.settled,
  }
}

/**
 * A change whose script fails because the user is being deleted finds no user: a deletion removes the record in the legacy
 * store first, and the script of a change that comes between finds nothing there.
 */
function withoutDeleted(
  store: Pick<Store, 'findUser'>,
  update: UpdateFlow,
  deletion: DeletionFlow,
): Pick<SharedFlows, 'update' | 'deletion'> {
  const underWay = new Map<string, Promise<unknown>>()
  const keyOf = (...names: string[]): string => JSON.stringify(names)
  return {
    update: {
      async updateUser(change) {
        const { tenant, user } = change
        const result = await update.updateUser(change)
        if (result.kind === 'updated' || result.kind === 'missing') return result
        await underWay.get(keyOf(tenant.tenant_id, user.user_id))?.catch(() => undefined)
        return (await store.findUser(tenant.tenant_id, user.user_id)) ? result : { kind: 'missing' }
      },
    },
    deletion: {
      async deleteUser(tenant, user, options) {
        const key = keyOf(tenant.tenant_id, user.user_id)
        const deleting = deletion.deleteUser(tenant, user, options)
        underWay.set(key, deleting)
        try {
          return await deleting
        } finally {
          if (underWay.get(key) === deleting) underWay.delete(key)
        }
      },
    },
  }
}
