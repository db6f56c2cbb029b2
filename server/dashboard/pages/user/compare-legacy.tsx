/** Compares a user with the profile in the legacy store. @module */
import { useMutation } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Table } from '../../ui/table.tsx'
import type { User } from '../users/queries.ts'
import { ownIdentity } from '../users/queries.ts'
import type { Difference } from './differences.ts'
import { differencesOf } from './differences.ts'
import { userText } from './text.ts'

/** Runs `get_user` as a test run, which writes nothing. */
export function CompareLegacy({ user, connection_id }: { user: User; connection_id: string }) {
  const client = useApi()
  const { profileData } = ownIdentity(user) ?? {}
  const identifier = String(profileData?.email ?? user.email ?? user.username ?? '')
  const comparing = useMutation({
    mutationFn: () =>
      client.call('POST /api/v2/connections/{id}/scripts/{name}/try', {
        params: { id: connection_id, name: 'get_user' },
        body: { arguments: { identifier } },
      }),
  })
  return (
    <section className="card stack" aria-label={userText.compare.title}>
      <div className="user-compare-head">
        <div>
          <h2>{userText.compare.title}</h2>
          <p className="muted">{userText.compare.hint}</p>
        </div>
        <Button writes busy={comparing.isPending} onClick={() => comparing.mutate()}>
          {comparing.data ? userText.compare.again : userText.compare.run}
        </Button>
      </div>
      {comparing.error && <Problem error={comparing.error} />}
      {comparing.data && <Compared user={user} run={comparing.data} />}
    </section>
  )
}

/** Maximum length of one value; the tab “Raw” shows the whole value. */
const MOST_SHOWN = 1_000

interface Run {
  ok: boolean
  error?: { code: string; message: string }
  duration_ms: number
  profile_preview?: { stored?: { [name: string]: unknown } }
  checks: { ok: boolean | null; message: string }[]
}

function Compared({ user, run }: { user: User; run: Run }) {
  const ran = userText.compare.ranFor(run.duration_ms)
  if (run.error) {
    return (
      <Banner tone="bad" live title={run.error.code}>
        <p>
          <Foreign text={run.error.message} />
        </p>
        <p className="muted num">{ran}</p>
      </Banner>
    )
  }
  const stored = run.profile_preview?.stored
  if (!stored) {
    const faults = run.profile_preview ? run.checks.filter(({ ok }) => ok === false) : []
    return (
      <Banner tone="warn" live title={faults[0]?.message ?? userText.compare.nobody}>
        <p className="muted">{ran}</p>
      </Banner>
    )
  }
  const differences = differencesOf(user, stored)
  const differing = differences.filter(({ isSame }) => !isSame)
  return (
    <div className="stack">
      <Banner
        tone={differing.length === 0 ? 'ok' : 'info'}
        live
        title={
          stored.user_id !== user.user_id
            ? userText.compare.other
            : differing.length === 0
              ? userText.compare.same
              : userText.compare.differs(differing.length)
        }
      >
        <p className="muted">{ran}</p>
      </Banner>
      {differing.length > 0 && <Differences rows={differing} />}
    </div>
  )
}

function Differences({ rows }: { rows: readonly Difference[] }) {
  const value = (text: string | undefined) =>
    text === undefined ? (
      <span className="muted">{userText.compare.absent}</span>
    ) : (
      <Foreign text={text} most={MOST_SHOWN} />
    )
  return (
    <Table
      caption={userText.compare.title}
      rows={rows}
      rowKey={(row) => row.field}
      columns={[
        { name: userText.compare.field, cell: (row) => <Foreign text={row.field} /> },
        { name: userText.compare.here, cell: (row) => value(row.here) },
        { name: userText.compare.there, cell: (row) => value(row.there) },
      ]}
    />
  )
}
