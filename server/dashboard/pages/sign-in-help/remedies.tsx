/** Buttons and links that act on a finding. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { isUserId } from '../../api/logs.ts'
import { useRefusal } from '../../api/may.ts'
import { paths } from '../../routes.ts'
import { Problem } from '../../shell/part.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { ChoosableConnection, ListedUser } from '../users/queries.ts'
import { ownConnection } from '../users/queries.ts'
import { ResetDialog } from '../users/reset-dialog.tsx'
import type { Remedy } from './findings.ts'
import { HELP_KEY } from './queries.ts'
import { helpText } from './text.ts'

const says = helpText.remedies

interface RemedyProps {
  tenant: string
  person: string
  /** Empty when the member may not read them. */
  connections: readonly ChoosableConnection[]
}

/** @param props.remedies in the order of their usefulness */
export function Remedies({ remedies, ...props }: RemedyProps & { remedies: readonly Remedy[] }) {
  return remedies.map((remedy) => <RemedyButton key={remedy.kind} remedy={remedy} {...props} />)
}

function RemedyButton({ remedy, tenant, person, connections }: RemedyProps & { remedy: Remedy }) {
  switch (remedy.kind) {
    case 'entry':
      return <ButtonLink href={paths.log(tenant, remedy.id)}>{says.entry}</ButtonLink>
    case 'run':
      return <ButtonLink href={paths.run(tenant, remedy.id)}>{says.run}</ButtonLink>
    case 'user':
      return <ButtonLink href={paths.user(tenant, remedy.id)}>{says.user}</ButtonLink>
    case 'reset':
      return <Reset user={remedy.user} connections={connections} />
    case 'unblock':
      return <Unblock user={remedy.user} />
    case 'lift':
      return <Lift person={person} />
  }
}

function Reset({ user, connections }: { user: ListedUser; connections: readonly ChoosableConnection[] }) {
  const [isOpen, setIsOpen] = useState(false)
  const refusal = useRefusal('update:users')
  return (
    <>
      <Button writes blocked={refusal} onClick={() => setIsOpen(true)}>
        {says.reset}
      </Button>
      {isOpen && (
        <ResetDialog
          user={user}
          connection={connections.find(({ name }) => name === ownConnection(user))}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  )
}

function Unblock({ user }: { user: ListedUser }) {
  const client = useApi()
  const { user_id: id = '' } = user
  return (
    <Write
      label={says.unblock}
      done={helpText.unblocked}
      write={() => client.call('PATCH /api/v2/users/{id}', { params: { id }, body: { blocked: false } })}
    />
  )
}

function Lift({ person }: { person: string }) {
  const client = useApi()
  return (
    <Write
      label={says.lift}
      done={helpText.lifted}
      write={() =>
        isUserId(person)
          ? client.call('DELETE /api/v2/user-blocks/{id}', { params: { id: person } })
          : client.call('DELETE /api/v2/user-blocks', { query: { identifier: person } })
      }
    />
  )
}

function Write({ label, done, write }: { label: string; done: string; write: () => Promise<unknown> }) {
  const queries = useQueryClient()
  const say = useToast()
  const refusal = useRefusal('update:users')
  const writing = useMutation({
    mutationFn: write,
    onSuccess: async () => {
      say({ title: done })
      await queries.invalidateQueries({ queryKey: [HELP_KEY] })
    },
  })
  return (
    <>
      <Button writes blocked={refusal} busy={writing.isPending} onClick={() => writing.mutate()}>
        {label}
      </Button>
      {writing.error && <Problem error={writing.error} />}
    </>
  )
}
