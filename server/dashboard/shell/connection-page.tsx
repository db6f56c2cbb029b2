/** The frame of a connection’s pages: its name, its mode and the tabs. @module */
import type { UseQueryResult } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useApi, useSession } from '../api/context.tsx'
import type { Operations } from '../api/operations.ts'
import { isNotFound } from '../api/problem.ts'
import { paths } from '../routes.ts'
import { TEXT } from '../text.ts'
import { Badge, CopyText } from '../ui/data.tsx'
import { HelpLink } from './help-link.tsx'
import { NotFound } from './not-found.tsx'
import { Page } from './page.tsx'
import { Part } from './part.tsx'

/** A connection of the API. */
export type Connection = Operations['GET /api/v2/connections/{id}']['result']

/** A connection, and the value of `If-Match` for a write that is based on it. */
export interface ReadConnection {
  connection: Connection
  etag: string
}

/** Key of a connection in the query cache. Keys of its parts start with the same two words. */
export const connectionKey = (id: string): readonly unknown[] => ['connection', id, 'read']

/** @returns the connection; all of its pages share this query */
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

/** One mode for the two options of the API. */
export function modeOf(options: Connection['options']): keyof typeof TEXT.connections.modes {
  if (options?.enabledDatabaseCustomization !== true) return 'local'
  return options.import_mode === true ? 'importing' : 'legacy'
}

/** @returns the name of a mode of the API */
export function modeName(mode: 'import' | 'legacy' | 'local'): string {
  return TEXT.connections.modes[mode === 'import' ? 'importing' : mode]
}

/** The pages of a connection, one line each. */
export const CONNECTION_PAGES = {
  settings: paths.connectionSettings,
  scripts: (tenant: string, id: string) => paths.script(tenant, id, 'login'),
  migration: paths.migration,
  try: paths.tryLogin,
  history: paths.history,
} as const

interface ConnectionPageProps {
  id: string
  /** The page that is shown. */
  tab: keyof typeof CONNECTION_PAGES
  /** Buttons at the right. */
  actions?: ReactNode
  /** Links inside this page, below the tabs. */
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
