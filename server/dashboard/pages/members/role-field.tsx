/** The field that chooses a role. @module */
import { useSession } from '../../api/context.tsx'
import { Select } from '../../ui/select.tsx'
import type { Member } from './queries.ts'
import { membersText, ROLE_DETAILS } from './text.ts'

type Role = Member['role']

/** Only owners can choose `owner`: nobody grants more than they have. */
export function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const { member } = useSession()
  const roles = (Object.keys(ROLE_DETAILS) as Role[]).filter(
    (role) => role !== 'owner' || member.role === 'owner',
  )
  return (
    <Select
      label={membersText.invite.role}
      hint={ROLE_DETAILS[value]}
      choices={roles.map((role) => ({ value: role, label: role }))}
      value={value}
      onChange={onChange}
    />
  )
}
