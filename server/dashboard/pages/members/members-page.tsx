/** The members of the tenant. @module */
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useApi, useSession } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { Part } from '../../shell/part.tsx'
import { SettingsPage } from '../../shell/settings-page.tsx'
import { useNew } from '../../shell/use-new.ts'
import { Button } from '../../ui/button.tsx'
import { Badge, Banner } from '../../ui/data.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Table } from '../../ui/table.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { InvitationsGroup } from './invitations-group.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { RemoveDialog, ResetDialog, RoleDialog } from './member-dialogs.tsx'
import type { Member } from './queries.ts'
import { membersQuery } from './queries.ts'
import { RowMenu } from './row-menu.tsx'
import { membersText, ownersOnly } from './text.ts'

const { members: says } = membersText

/** At `…/settings/members`. */
export function MembersPage() {
  const readRefusal = useRefusal('read:members')
  const refusal = useRefusal('create:members')
  const [inviting, setInviting] = useNew(refusal)
  const members = useQuery({ ...membersQuery(useApi()), enabled: readRefusal === undefined })
  if (readRefusal !== undefined) {
    return (
      <SettingsPage tab="members">
        <Banner tone="info" title={membersText.readRefused}>
          <p>{readRefusal}</p>
        </Banner>
      </SettingsPage>
    )
  }
  return (
    <SettingsPage
      tab="members"
      aside={members.data && <Badge>{members.data.length.toLocaleString()}</Badge>}
      actions={
        <Button variant="primary" icon="plus" writes blocked={refusal} onClick={() => setInviting(true)}>
          {membersText.invite.title}
        </Button>
      }
    >
      <div className="stack settings">
        <Group title={says.title} detail={says.detail}>
          <Part query={members}>{(rows) => <Members rows={rows} />}</Part>
        </Group>
        <InvitationsGroup />
      </div>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </SettingsPage>
  )
}

function Members({ rows }: { rows: readonly Member[] }) {
  const { member: me } = useSession()
  return (
    <Table
      caption={says.caption}
      rows={rows}
      rowKey={({ member_id }) => member_id}
      columns={[
        {
          name: says.email,
          cell: ({ email, member_id }) => (
            <span className="name-and-badge">
              <Foreign text={email} />
              {member_id === me.member_id && <Badge>{says.you}</Badge>}
            </span>
          ),
        },
        { name: says.name, cell: ({ name }) => (name === undefined ? null : <Foreign text={name} />) },
        { name: says.role, cell: ({ role }) => <Badge>{role}</Badge> },
        {
          name: says.lastLogin,
          cell: ({ last_login }) =>
            last_login === undefined ? (
              <span className="muted">{says.never}</span>
            ) : (
              <RelativeTime at={last_login} />
            ),
        },
      ]}
      actions={{ label: membersText.actions, cell: (member) => <MemberMenu member={member} /> }}
    />
  )
}

const DIALOGS = { change: RoleDialog, reset: ResetDialog, remove: RemoveDialog } as const

/** Members change their own password in the account menu, and ask somebody else to remove them. */
function MemberMenu({ member }: { member: Member }) {
  const { member: me } = useSession()
  const button = useRef<HTMLButtonElement>(null)
  const [asked, setAsked] = useState<keyof typeof DIALOGS>()
  const updateRefusal = useRefusal('update:members')
  const isMe = member.member_id === me.member_id
  const Asked = asked && DIALOGS[asked]
  const choices = isMe ? (['change'] as const) : (['change', 'reset', 'remove'] as const)
  return (
    <>
      <RowMenu
        button={button}
        label={membersText.actionsOf(member.email)}
        blocked={updateRefusal ?? ownersOnly(member.role, me.role)}
        items={choices.map((does) => ({ label: says[does], run: () => setAsked(does) }))}
      />
      {Asked && <Asked member={member} returnTo={button} onClose={() => setAsked(undefined)} />}
    </>
  )
}
