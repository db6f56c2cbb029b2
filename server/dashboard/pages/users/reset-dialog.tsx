/** The dialog that resets a password: by email, or by a link. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ApiClient } from '../../api/client.ts'
import { useApi } from '../../api/context.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner, CopyText } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LogId } from '../../ui/log-id.tsx'
import { Switch } from '../../ui/switch.tsx'
import type { ChoosableConnection, ListedUser } from './queries.ts'
import { callUser, ownConnection } from './queries.ts'
import { usersText } from './text.ts'

const says = usersText.resetting

/** Explains what the server will do, and afterwards what it did. */
export function ResetDialog({
  user,
  connection,
  onClose,
}: {
  user: ListedUser
  connection: ChoosableConnection | undefined
  onClose: () => void
}) {
  return (
    <Dialog open onClose={onClose} title={says.title(callUser(user))}>
      <div className="stack">
        <SendMail user={user} isOff={connection?.options?.disable_self_service_change_password === true} />
        <MakeLink user={user} />
      </div>
    </Dialog>
  )
}

function SendMail({ user, isOff }: { user: ListedUser; isOff: boolean }) {
  const client = useApi()
  const { email } = user
  const id = user.user_id ?? ''
  const sending = useMutation({
    mutationFn: async (address: string) => {
      const before = (await resetEntries(client, id)).map(({ log_id = '' }) => log_id)
      await client.request('POST', '/dbconnections/change_password', {
        body: { connection: ownConnection(user), email: address },
        text: true,
      })
      return new Set(before)
    },
  })
  const why = email === undefined ? says.mailNone : isOff ? says.mailOff : undefined
  return (
    <section className="card stack" aria-label={says.mail}>
      <p>{email === undefined || isOff ? why : says.mailDetail(email)}</p>
      {sending.error && <Problem error={sending.error} />}
      {sending.data && (
        <WhatBecame key={sending.submittedAt} id={id} email={email ?? ''} before={sending.data} />
      )}
      <div className="row">
        <Button writes busy={sending.isPending} blocked={why} onClick={() => sending.mutate(email ?? '')}>
          {says.mail}
        </Button>
      </div>
    </section>
  )
}

const LOOK_AGAIN_MS = 1_000
const MOST_LOOKS = 12

/** The response to a reset request does not reveal whether the user exists; the log does. */
function WhatBecame({ id, email, before }: { id: string; email: string; before: ReadonlySet<string> }) {
  const client = useApi()
  const queries = useQueryClient()
  const looks = useRef(0)
  const became = useQuery({
    queryKey: ['reset', id, ...before],
    queryFn: async () => {
      looks.current += 1
      const entry = (await resetEntries(client, id)).find(({ log_id = '' }) => !before.has(log_id))
      if (entry) await queries.invalidateQueries({ queryKey: ['user', id, 'logs'] })
      return { entry, isLast: entry !== undefined || looks.current >= MOST_LOOKS }
    },
    refetchInterval: ({ state }) => (state.data?.isLast ? false : LOOK_AGAIN_MS),
    gcTime: 0,
  })
  const { entry, isLast = false } = became.data ?? {}
  if (entry?.type === 'scpr') return <Banner tone="ok" live title={says.sent(email)} />
  if (entry) {
    return (
      <Banner tone="bad" live title={says.notSent(entry.description ?? '')}>
        {entry.log_id !== undefined && (
          <p>
            <LogId id={entry.log_id} />
          </p>
        )}
      </Banner>
    )
  }
  return <Banner tone="info" live title={isLast ? says.unknown : says.asked} />
}

const LOOKED_AT = 20

/** Log entries about resets, sent or not, newest first. */
async function resetEntries(client: ApiClient, id: string) {
  const answer = await client.call('GET /api/v2/users/{id}/logs', {
    params: { id },
    query: { per_page: LOOKED_AT },
  })
  const entries = Array.isArray(answer) ? answer : answer.logs
  return entries.filter(({ type }) => type === 'scpr' || type === 'fcpr')
}

function MakeLink({ user }: { user: ListedUser }) {
  const client = useApi()
  const [verifies, setVerifies] = useState(false)
  const making = useMutation({
    mutationFn: () =>
      client.call('POST /api/v2/tickets/password-change', {
        body: { user_id: user.user_id ?? '', mark_email_as_verified: verifies },
      }),
    gcTime: 0,
  })
  const ticket = making.data?.ticket
  return (
    <section className="card stack" aria-label={says.link}>
      <p>{says.linkDetail}</p>
      {making.error && <Problem error={making.error} />}
      {ticket === undefined ? (
        <>
          {user.email_verified === false && (
            <Switch label={says.markVerified} checked={verifies} onChange={setVerifies} />
          )}
          <div className="row">
            <Button writes busy={making.isPending} onClick={() => making.mutate()}>
              {says.link}
            </Button>
          </div>
        </>
      ) : (
        <div role="status">
          <p>{says.made}</p>
          <CopyText text={ticket} label={says.copy} />
        </div>
      )}
    </section>
  )
}
