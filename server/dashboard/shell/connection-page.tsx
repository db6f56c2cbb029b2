/** The frame of the pages of one connection: its name, its mode, and the ways between them. @module */
import type { UseQueryResult } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useApi, useSession } from '../api/context.tsx'
import { isNotFound } from '../api/problem.ts'
import type { Operations } from '../api/operations.ts'
import { paths } from '../routes.ts'
import { TEXT } from '../text.ts'
import { Badge, CopyText } from '../ui/data.tsx'
import { HelpLink } from './help-link.tsx'
import { NotFound } from './not-found.tsx'
import { Page } from './page.tsx'
import { Part } from './part.tsx'

/** As the API gives it. */
export type Connection = Operations['GET /api/v2/connections/{id}']['result']

/** A connection as it was read, and what `If-Match` names that reading by. */
export interface ReadConnection {
  connection: Connection
  etag: string
}

/** Where the query cache keeps a connection. What hangs on it begins with the same two words. */
export const connectionKey = (id: string): readonly unknown[] => ['connection', id, 'read']

/** @returns the connection; every page of it shares this one query */
function useConnection(id: string): UseQueryResult<ReadConnection> {
  const client = useApi()
  return useQuery({
    queryKey: connectionKey(id),
    queryFn: async ({ signal }): Promise<ReadConnection> => {
      let etag = ''
      const connection = await client.call('GET /api/v2/connections/{id}', {
        params: { id },
        signal,
        seen: (headers) => {
          etag = headers.get('ETag') ?? ''
        },
      })
      return { connection, etag }
    },
  })
}

/** One word for the two switches of the API. */
export function modeOf(options: Connection['options']): keyof typeof TEXT.connections.modes {
  if (options?.enabledDatabaseCustomization !== true) return 'local'
  return options.import_mode === true ? 'importing' : 'legacy'
}

/** @returns what people call a mode of the API */
export function modeName(mode: 'import' | 'legacy' | 'local'): string {
  return TEXT.connections.modes[mode === 'import' ? 'importing' : mode]
}

/** A page of a connection is one line here. */
export const CONNECTION_PAGES = {
  settings: paths.connectionSettings,
  scripts: (tenant: string, id: string) => paths.script(tenant, id, 'login'),
  try: paths.tryLogin,
  history: paths.history,
} as const

interface ConnectionPageProps {
  id: string
  /** Which of the pages this is. */
  tab: keyof typeof CONNECTION_PAGES
  /** At the right: buttons. */
  actions?: ReactNode
  /** Below the ways between pages: ways inside this one. */
  inner?: (connection: Connection) => ReactNode
  /** The page fills the window and scrolls inside, as an editor does. */
  fill?: boolean
  children: (read: ReadConnection) => ReactNode
}

/** A page of a connection. */
export function ConnectionPage({ id, tab, actions, inner, fill = false, children }: ConnectionPageProps) {
  const { tenant } = useSession()
  const query = useConnection(id)
  if (isNotFound(query)) return <NotFound />
  const connection = query.data?.connection
  return (
    <Page
      fill={fill}
      title={connection?.name ?? TEXT.connection.title}
      parent={{ href: paths.connections(tenant.name), label: TEXT.connections.title }}
      aside={
        connection && (
          <>
            <Badge>{TEXT.connections.modes[modeOf(connection.options)]}</Badge>
            <CopyText text={id} label={TEXT.connections.copyId} />
          </>
        )
      }
      actions={
        <>
          <HelpLink topic={tab} />
          {actions}
        </>
      }
      tabs={
        <>
          <nav className="tabs-list" aria-label={TEXT.connection.pages}>
            {Object.entries(CONNECTION_PAGES).map(([name, href]) => (
              <Link
                key={name}
                href={href(tenant.name, id)}
                className="tab"
                aria-current={name === tab ? 'page' : undefined}
              >
                {TEXT.connection.tabs[name as keyof typeof CONNECTION_PAGES]}
              </Link>
            ))}
          </nav>
          {connection && inner?.(connection)}
        </>
      }
    >
      <Part query={query}>{children}</Part>
    </Page>
  )
}
