/** Dialogs that change the role of a member, reset the password, and remove the member. @module */
import { useQueryClient } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { Question } from '../../shell/question.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import type { Member } from './queries.ts'
import { MEMBERS_KEY } from './queries.ts'
import { RoleField } from './role-field.tsx'
import { membersText } from './text.ts'

interface Asked {
  member: Member
  returnTo: RefObject<HTMLElement | null>
  onClose: () => void
}

/** @returns what every question about a member does in the same way */
function useMemberQuestion({ returnTo, onClose }: Asked) {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: MEMBERS_KEY })
  return { cancel: membersText.cancel, returnTo, onClose, onSettled }
}

/** Saves only when the role is another one. */
export function RoleDialog(asked: Asked) {
  const { member } = asked
  const question = useMemberQuestion(asked)
  const { change: says } = membersText
  const client = useApi()
  const [role, setRole] = useState(member.role)
  const email = inSentence(member.email)
  return (
    <Question
      {...question}
      danger={false}
      title={says.title(email)}
      description={says.description}
      submit={says.submit}
      done={says.done(email, role)}
      onSubmit={async () =>
        role === member.role
          ? undefined
          : client.call('PATCH /api/v2/members/{id}', { params: { id: member.member_id }, body: { role } })
      }
    >
      <RoleField value={role} onChange={setRole} />
    </Question>
  )
}

/** Says what happens before the email is sent. */
export function ResetDialog(asked: Asked) {
  const { member } = asked
  const question = useMemberQuestion(asked)
  const { reset: says } = membersText
  const client = useApi()
  const email = inSentence(member.email)
  return (
    <Question
      {...question}
      danger={false}
      title={says.title(email)}
      effects={says.effects}
      submit={says.submit}
      done={says.done(email)}
      onSubmit={() =>
        client.call('POST /api/v2/members/{id}/password-link', {
          params: { id: member.member_id },
          body: {},
        })
      }
    />
  )
}

/** Removing cannot be undone. */
export function RemoveDialog(asked: Asked) {
  const { member } = asked
  const question = useMemberQuestion(asked)
  const { remove: says } = membersText
  const client = useApi()
  const email = inSentence(member.email)
  return (
    <Question
      {...question}
      title={says.title(email)}
      effects={says.effects}
      submit={says.submit}
      done={says.done(email)}
      onSubmit={() => client.call('DELETE /api/v2/members/{id}', { params: { id: member.member_id } })}
    />
  )
}
