/** The tab with the sessions and refresh tokens of a user. @module */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { Operations } from '../../api/operations.ts'
import { Button } from '../../ui/button.tsx'
import { Foreign, inSentence } from '../../ui/foreign.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Table } from '../../ui/table.tsx'
import { ApplicationLink } from './application-link.tsx'
import { deviceName } from './device.ts'
import { EndDialog } from './end-dialog.tsx'
import { ListCard } from './list-card.tsx'
import { RefreshTokens } from './refresh-tokens.tsx'
import { LOGGED_AS, sessionText } from './session-text.ts'

type Session = Operations['GET /api/v2/users/{id}/sessions']['result']['sessions'][number]

/** Members whose role cannot read sessions see the reason. @param props.id ID of the user */
export function Sessions({ id, tenant }: { id: string; tenant: string }) {
  const refusal = useRefusal('read:sessions')
  if (refusal !== undefined) return <p className="hint">{refusal}</p>
  return (
    <div className="stack">
      <SessionList id={id} tenant={tenant} />
      <RefreshTokens id={id} tenant={tenant} />
    </div>
  )
}

function SessionList({ id, tenant }: { id: string; tenant: string }) {
  const { sessions: says } = sessionText
  const client = useApi()
  const refusal = useRefusal('delete:sessions')
  const [ending, setEnding] = useState<Session | 'all'>()
  const sessions = useInfiniteQuery({
    queryKey: ['user', id, 'sessions'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      client.call('GET /api/v2/users/{id}/sessions', { params: { id }, query: { from: pageParam }, signal }),
    getNextPageParam: (last) => last.next,
  })
  const rows = sessions.data?.pages.flatMap((page) => page.sessions) ?? []
  return (
    <ListCard
      title={says.title}
      detail={says.detail}
      none={says.none}
      count={rows.length}
      list={sessions}
      action={
        <Button writes blocked={refusal} onClick={() => setEnding('all')}>
          {says.endAll}
        </Button>
      }
    >
      <Table
        caption={says.caption}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { name: says.device, cell: (row) => <Device session={row} /> },
          { name: says.signedIn, cell: (row) => <RelativeTime at={row.authenticated_at} /> },
          { name: says.lastUsed, cell: (row) => <RelativeTime at={row.last_interacted_at} /> },
          { name: says.endsUnused, cell: (row) => <RelativeTime at={row.idle_expires_at} /> },
          { name: says.ends, cell: (row) => <RelativeTime at={row.expires_at} /> },
          { name: says.method, cell: (row) => <Foreign text={methodsOf(row)} /> },
          {
            name: says.applications,
            cell: (row) => (
              <ul className="no-marks">
                {row.clients.map(({ client_id }) => (
                  <li key={client_id}>
                    <ApplicationLink tenant={tenant} client_id={client_id} />
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
        actions={{
          label: says.actions,
          cell: (row) => (
            <Button writes blocked={refusal} onClick={() => setEnding(row)}>
              {says.end}
            </Button>
          ),
        }}
      />
      {ending === 'all' && (
        <EndDialog
          id={id}
          title={says.endAllTitle}
          effect={says.endAllEffect}
          also={{
            label: says.revokeAllToo,
            hint: says.revokeAllTooHint,
            logged: [
              LOGGED_AS['DELETE /api/v2/users/{id}/sessions'],
              LOGGED_AS['DELETE /api/v2/users/{id}/refresh-tokens'],
            ],
          }}
          logged={LOGGED_AS['DELETE /api/v2/users/{id}/sessions']}
          submit={says.endAll}
          done={says.endedAll}
          onEnd={async (revokes) => {
            await client.call('DELETE /api/v2/users/{id}/sessions', { params: { id } })
            if (revokes) await client.call('DELETE /api/v2/users/{id}/refresh-tokens', { params: { id } })
          }}
          onClose={() => setEnding(undefined)}
        />
      )}
      {ending !== undefined && ending !== 'all' && (
        <EndDialog
          id={id}
          title={says.endTitle(inSentence(deviceOf(ending)))}
          effect={says.endEffect}
          also={{
            label: says.revokeToo,
            hint: says.revokeTooHint,
            logged: [LOGGED_AS['POST /api/v2/sessions/{id}/revoke']],
          }}
          logged={LOGGED_AS['DELETE /api/v2/sessions/{id}']}
          submit={says.end}
          done={says.ended}
          onEnd={(revokes) =>
            revokes
              ? client.call('POST /api/v2/sessions/{id}/revoke', { params: { id: ending.id }, body: {} })
              : client.call('DELETE /api/v2/sessions/{id}', { params: { id: ending.id } })
          }
          onClose={() => setEnding(undefined)}
        />
      )}
    </ListCard>
  )
}

function Device({ session }: { session: Session }) {
  const { last_ip, initial_ip } = session.device
  const ip = last_ip ?? initial_ip
  return (
    <span className="user-device">
      <Foreign text={deviceOf(session)} />
      {ip !== undefined && (
        <code className="muted">
          <Foreign text={ip} />
        </code>
      )}
    </span>
  )
}

function deviceOf({ device }: Session): string {
  return deviceName(device.last_user_agent ?? device.initial_user_agent) ?? sessionText.sessions.unknownDevice
}

function methodsOf({ authentication: { methods } }: Session): string {
  const names: { readonly [method: string]: string } = sessionText.sessions.methods
  return methods.map(({ name }) => (Object.hasOwn(names, name) ? names[name] : name)).join(', ')
}
