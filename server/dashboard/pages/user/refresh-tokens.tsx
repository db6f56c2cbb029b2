/** The refresh tokens of a user. @module */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { Operations } from '../../api/operations.ts'
import { Button } from '../../ui/button.tsx'
import { Badge } from '../../ui/data.tsx'
import { Foreign, inSentence } from '../../ui/foreign.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Table } from '../../ui/table.tsx'
import { ApplicationLink, useApplicationName } from './application-link.tsx'
import { EndDialog } from './end-dialog.tsx'
import { ListCard } from './list-card.tsx'
import { LOGGED_AS, sessionText } from './session-text.ts'

type Token = Operations['GET /api/v2/users/{id}/refresh-tokens']['result']['tokens'][number]

const says = sessionText.tokens

/** Shows what each token is for, never the token itself. */
export function RefreshTokens({ id, tenant }: { id: string; tenant: string }) {
  const client = useApi()
  const nameOf = useApplicationName()
  const refusal = useRefusal('delete:refresh_tokens')
  const [revoking, setRevoking] = useState<Token | 'all'>()
  const tokens = useInfiniteQuery({
    queryKey: ['user', id, 'refresh-tokens'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      client.call('GET /api/v2/users/{id}/refresh-tokens', {
        params: { id },
        query: { from: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  })
  const rows = tokens.data?.pages.flatMap((page) => page.tokens) ?? []
  const onClose = (): void => setRevoking(undefined)
  return (
    <ListCard
      title={says.title}
      detail={says.detail}
      none={says.none}
      count={rows.length}
      list={tokens}
      action={
        <Button writes blocked={refusal} onClick={() => setRevoking('all')}>
          {says.revokeAll}
        </Button>
      }
    >
      <Table
        caption={says.caption}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            name: says.application,
            cell: (row) => <ApplicationLink tenant={tenant} client_id={row.client_id} />,
          },
          { name: says.api, cell: (row) => <Audiences token={row} /> },
          { name: says.given, cell: (row) => <RelativeTime at={row.created_at} /> },
          { name: says.lastUsed, cell: (row) => <Time at={row.last_exchanged_at} none={says.never} /> },
          { name: says.endsUnused, cell: (row) => <Time at={row.idle_expires_at} none={says.forever} /> },
          { name: says.ends, cell: (row) => <Time at={row.expires_at} none={says.forever} /> },
          { name: says.kind, cell: (row) => <Badge>{row.rotating ? says.rotating : says.fixed}</Badge> },
        ]}
        actions={{
          label: says.actions,
          cell: (row) => (
            <Button writes blocked={refusal} onClick={() => setRevoking(row)}>
              {says.revoke}
            </Button>
          ),
        }}
      />
      {revoking === 'all' && (
        <EndDialog
          id={id}
          title={says.revokeAllTitle}
          effect={says.revokeAllEffect}
          logged={LOGGED_AS['DELETE /api/v2/users/{id}/refresh-tokens']}
          submit={says.revokeAll}
          done={says.revokedAll}
          onEnd={() => client.call('DELETE /api/v2/users/{id}/refresh-tokens', { params: { id } })}
          onClose={onClose}
        />
      )}
      {revoking !== undefined && revoking !== 'all' && (
        <EndDialog
          id={id}
          title={says.revokeOf(inSentence(nameOf(revoking.client_id) ?? revoking.client_id))}
          effect={says.revokeEffect}
          logged={LOGGED_AS['DELETE /api/v2/refresh-tokens/{id}']}
          submit={says.revoke}
          done={says.revoked}
          onEnd={() => client.call('DELETE /api/v2/refresh-tokens/{id}', { params: { id: revoking.id } })}
          onClose={onClose}
        />
      )}
    </ListCard>
  )
}

function Audiences({ token: { resource_servers } }: { token: Token }) {
  if (resource_servers.length === 0) return <span className="muted">{says.noApi}</span>
  return resource_servers.map(({ audience, scopes }) => (
    <span key={audience} className="user-device">
      <Foreign text={audience} />
      {scopes !== '' && (
        <code className="muted">
          <Foreign text={scopes} />
        </code>
      )}
    </span>
  ))
}

function Time({ at, none }: { at: string | null; none: string }) {
  return at === null ? <span className="muted">{none}</span> : <RelativeTime at={at} />
}
