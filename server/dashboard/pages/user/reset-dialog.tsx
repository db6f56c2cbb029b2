/** Ways to a new password: a mail, or a link to hand over. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiClient } from '../../api/client.ts'
import { useApi } from '../../api/context.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner, CopyText } from '../../ui/data.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Switch } from '../../ui/switch.tsx'
import type { ChoosableConnection, ListedUser } from '../users/queries.ts'
import { callUser, ownConnection } from '../users/queries.ts'
import { userText } from './text.ts'

const says = userText.reset

/** Says what the server will do, and then what it has done. */
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
  const [asked_at, setAskedAt] = useState<number>()
  const sending = useMutation({
    mutationFn: async (address: string) => {
      const before = Date.now()
      await client.request('POST', '/dbconnections/change_password', {
        body: { connection: ownConnection(user), email: address },
        text: true,
      })
      return before
    },
    onSuccess: setAskedAt,
  })
  const why = email === undefined ? says.mailNone : isOff ? says.mailOff : undefined
  return (
    <section className="card stack" aria-label={says.mail}>
      <p>{email === undefined || isOff ? why : says.mailDetail(email)}</p>
      {sending.error && <Problem error={sending.error} />}
      {asked_at !== undefined && <WhatBecame id={user.user_id ?? ''} email={email ?? ''} since={asked_at} />}
      <div className="row">
        <Button writes busy={sending.isPending} blocked={why} onClick={() => sending.mutate(email ?? '')}>
          {says.mail}
        </Button>
      </div>
    </section>
  )
}

const LOOK_AGAIN_MS = 1_000
const LOOKS = 12
/** The clock of the browser need not be the server's. */
const CLOCKS_DIFFER_MS = 60_000

/** The answer to whoever asks for a reset never says whether there is such a user: the log does. */
function WhatBecame({ id, email, since }: { id: string; email: string; since: number }) {
  const client = useApi()
  const queries = useQueryClient()
  const became = useQuery({
    queryKey: ['reset', id, since],
    queryFn: async () => {
      const entry = await findEntry(client, id, since)
      if (entry) await queries.invalidateQueries({ queryKey: ['user', id, 'logs'] })
      return entry ?? null
    },
    refetchInterval: ({ state }) => (state.data || state.dataUpdateCount >= LOOKS ? false : LOOK_AGAIN_MS),
    gcTime: 0,
  })
  if (became.data) {
    return became.data.type === 'scpr' ? (
      <Banner tone="ok" live title={says.sent(email)} />
    ) : (
      <Banner tone="bad" live title={says.notSent(became.data.description ?? '')} />
    )
  }
  const isLate = became.data === null && !became.isFetching && became.isFetchedAfterMount
  return <Banner tone="info" live title={isLate ? says.unknown : says.asked} />
}

async function findEntry(client: ApiClient, id: string, since: number) {
  const answer = await client.call('GET /api/v2/users/{id}/logs', { params: { id }, query: { per_page: 10 } })
  const entries = Array.isArray(answer) ? answer : answer.logs
  return entries.find(
    ({ type, date }) =>
      (type === 'scpr' || type === 'fcpr') && Date.parse(date ?? '') > since - CLOCKS_DIFFER_MS,
  )
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
