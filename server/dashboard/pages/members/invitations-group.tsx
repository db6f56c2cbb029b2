/** Invitations that nobody has accepted yet. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi, useSession } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { Part, Problem } from '../../shell/part.tsx'
import { Badge, Empty } from '../../ui/data.tsx'
import { Foreign, inSentence } from '../../ui/foreign.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Table } from '../../ui/table.tsx'
import { useToast } from '../../ui/toast.tsx'
import { Group } from '../connection-settings/setting.tsx'
import type { Invitation } from './queries.ts'
import { invitationsQuery, MEMBERS_KEY } from './queries.ts'
import { RowMenu } from './row-menu.tsx'
import { membersText, ownersOnly } from './text.ts'

const { invitations: says } = membersText

/** Each can be sent again, which voids the earlier link, or withdrawn. */
export function InvitationsGroup() {
  const query = useQuery(invitationsQuery(useApi()))
  return (
    <Group title={says.title} detail={says.detail}>
      <Part query={query}>
        {(all) => (all.length === 0 ? <Empty>{says.none}</Empty> : <Invitations rows={all} />)}
      </Part>
    </Group>
  )
}

function Invitations({ rows }: { rows: readonly Invitation[] }) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const { member } = useSession()
  const refusal = useRefusal('create:members')
  const changing = useMutation({
    mutationFn: ({ row, does }: { row: Invitation; does: 'send' | 'withdraw' }): Promise<unknown> =>
      does === 'send'
        ? client.call('POST /api/v2/member-invitations/{id}/send', { params: { id: row.id }, body: {} })
        : client.call('DELETE /api/v2/member-invitations/{id}', { params: { id: row.id } }),
    onSuccess: (_done, { row, does }) => {
      const email = inSentence(row.email)
      say({ title: does === 'send' ? membersText.invite.sent(email) : says.withdrawn(email) })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: MEMBERS_KEY }),
  })
  return (
    <>
      {changing.error && <Problem error={changing.error} />}
      <Table
        caption={says.caption}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { name: membersText.members.email, cell: ({ email }) => <Foreign text={email} /> },
          { name: membersText.members.role, cell: ({ role }) => role },
          { name: says.sent, cell: ({ sent_at }) => <RelativeTime at={sent_at} /> },
          {
            name: says.expires,
            cell: ({ expires_at, is_expired }) =>
              is_expired ? <Badge tone="warn">{says.expired}</Badge> : <RelativeTime at={expires_at} />,
          },
        ]}
        actions={{
          label: membersText.actions,
          cell: (row) => (
            <RowMenu
              label={membersText.invitationOf(row.email)}
              blocked={refusal ?? ownersOnly(row.role, member.role)}
              items={[
                { label: says.send, run: () => changing.mutate({ row, does: 'send' }) },
                { label: says.withdraw, run: () => changing.mutate({ row, does: 'withdraw' }) },
              ]}
            />
          ),
        }}
      />
    </>
  )
}
