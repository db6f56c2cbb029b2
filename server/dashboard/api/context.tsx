/** Provides the API client and the query cache to all pages. @module */
import { MutationCache, QueryCache, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { createContext, useContext, useState } from 'react'
import type { ApiClient } from './client.ts'
import { createApiClient } from './client.ts'
import type { Confirmation } from './confirmation.ts'
import { createConfirmation } from './confirmation.ts'
import { ApiProblem } from './problem.ts'
import type { Session } from './session.ts'
import { SESSION_KEY, sessionQuery } from './session.ts'

const RETRIES = 2

const ClientContext = createContext<ApiClient | null>(null)
const ConfirmationContext = createContext<Confirmation | null>(null)
const SessionContext = createContext<Session | null>(null)

/** Provides the API client and the query cache to its children. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [{ client, confirmation, queries }] = useState(createApi)
  return (
    <QueryClientProvider client={queries}>
      <ConfirmationContext value={confirmation}>
        <ClientContext value={client}>{children}</ClientContext>
      </ConfirmationContext>
    </QueryClientProvider>
  )
}

function createApi(): { client: ApiClient; confirmation: Confirmation; queries: QueryClient } {
  const onError = (error: Error): void => {
    // The session has ended elsewhere. The shell asks the person to sign in, and then shows this page again.
    if (error instanceof ApiProblem && error.status === 401 && queries.getQueryData(SESSION_KEY)) {
      queries.setQueryData(SESSION_KEY, null)
    }
  }
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < RETRIES && isPassing(error),
      },
    },
  })
  const confirmation = createConfirmation()
  const client = createApiClient(
    () => queries.getQueryData<Session | null>(SESSION_KEY)?.csrf_token,
    confirmation.ask,
  )
  return { client, confirmation, queries }
}

/** @returns whether the same request may succeed a moment later */
function isPassing(error: Error): boolean {
  if (!(error instanceof ApiProblem) || error.code === 'search_timeout') return false
  return error.status === 0 || error.status >= 500
}

/** @returns the API client */
export function useApi(): ApiClient {
  const client = useContext(ClientContext)
  if (client === null) throw new Error('ApiProvider is missing')
  return client
}

/** @returns the function that asks for the password again */
export function useConfirmation(): Confirmation {
  const confirmation = useContext(ConfirmationContext)
  if (confirmation === null) throw new Error('ApiProvider is missing')
  return confirmation
}

/** @returns the query of the session: `data` is null when nobody is signed in */
export function useSessionQuery() {
  return useQuery(sessionQuery(useApi()))
}

/** Provides the session to pages that only signed-in members see. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

/** @returns the session, on pages of a tenant */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('this page needs a session')
  return session
}
