/** Dialogs that change the role of a member, reset the password, and remove the member. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode, RefObject } from 'react'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { Member } from './queries.ts'
import { MEMBERS_KEY } from './queries.ts'
import { RoleField } from './role-field.tsx'
import { membersText } from './text.ts'

interface Asked {
  member: Member
  returnTo: RefObject<HTMLElement | null>
  onClose: () => void
}

/** Saves only when the role is another one. */
export function RoleDialog({ member, returnTo, onClose }: Asked) {
  const { change: says } = membersText
  const client = useApi()
  const [role, setRole] = useState(member.role)
  const email = inSentence(member.email)
  return (
    <Question
      title={says.title(email)}
      description={says.description}
      submit={says.submit}
      done={says.done(email, role)}
      onSubmit={async () =>
        role === member.role
          ? undefined
          : client.call('PATCH /api/v2/members/{id}', { params: { id: member.member_id }, body: { role } })
      }
      returnTo={returnTo}
      onClose={onClose}
    >
      <RoleField value={role} onChange={setRole} />
    </Question>
  )
}

/** Says what happens before the email is sent. */
export function ResetDialog({ member, returnTo, onClose }: Asked) {
  const { reset: says } = membersText
  const client = useApi()
  const email = inSentence(member.email)
  return (
    <Question
      title={says.title(email)}
      submit={says.submit}
      done={says.done(email)}
      onSubmit={() =>
        client.call('POST /api/v2/members/{id}/password-link', {
          params: { id: member.member_id },
          body: {},
        })
      }
      returnTo={returnTo}
      onClose={onClose}
    >
      <Effects effects={says.effects} />
    </Question>
  )
}

/** Removing cannot be undone. */
export function RemoveDialog({ member, returnTo, onClose }: Asked) {
  const { remove: says } = membersText
  const client = useApi()
  const email = inSentence(member.email)
  return (
    <Question
      danger
      title={says.title(email)}
      submit={says.submit}
      done={says.done(email)}
      onSubmit={() => client.call('DELETE /api/v2/members/{id}', { params: { id: member.member_id } })}
      returnTo={returnTo}
      onClose={onClose}
    >
      <Effects effects={says.effects} />
    </Question>
  )
}

function Effects({ effects }: { effects: readonly string[] }) {
  return (
    <ul className="effects">
      {effects.map((effect) => (
        <li key={effect}>{effect}</li>
      ))}
    </ul>
  )
}

function Question({
  title,
  description,
  submit,
  done,
  danger = false,
  returnTo,
  onSubmit,
  onClose,
  children,
}: {
  title: string
  description?: string
  submit: string
  done: string
  danger?: boolean
  returnTo: RefObject<HTMLElement | null>
  onSubmit: () => Promise<unknown>
  onClose: () => void
  children: ReactNode
}) {
  const queries = useQueryClient()
  const say = useToast()
  const doing = useMutation({
    mutationFn: onSubmit,
    onSuccess: () => {
      say({ title: done })
      onClose()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: MEMBERS_KEY }),
  })
  return (
    <Dialog
      open
      onClose={onClose}
      returnTo={returnTo}
      title={title}
      {...(description !== undefined && { description })}
    >
      <div className="stack">
        {children}
        {doing.error && <Problem error={doing.error} />}
        <div className="row end">
          <Button onClick={onClose}>{membersText.cancel}</Button>
          <Button
            variant={danger ? 'danger' : 'primary'}
            writes
            busy={doing.isPending}
            onClick={() => doing.mutate()}
          >
            {submit}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
