/** What can be done about two users who need the same value. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi, useSession } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { paths } from '../../routes.ts'
import { Problem } from '../../shell/part.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { Waiting } from './queries.ts'
import { migrationKey } from './queries.ts'
import { migrationText } from './text.ts'

const says = migrationText.resolve

export function ResolveDialog({ id, person, onClose }: { id: string; person: Waiting; onClose: () => void }) {
  const client = useApi()
  const { tenant } = useSession()
  const queries = useQueryClient()
  const say = useToast()
  const refusal = useRefusal('delete:users')
  const { identifier = '', field = '', holder_id } = person
  const forgetting = useMutation({
    mutationFn: () =>
      client.call('DELETE /api/v2/connections/{id}/migration/people', {
        params: { id },
        query: { identifier },
      }),
    onSuccess: async () => {
      say({ title: says.forgotten })
      onClose()
      await queries.invalidateQueries({ queryKey: migrationKey(id) })
    },
  })
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={says.title(inSentence(identifier))}
      description={says.fields[field] ?? says.unknown}
    >
      <div className="stack">
        {forgetting.error && <Problem error={forgetting.error} />}
        {holder_id === undefined ? (
          <p>{says.noHolder}</p>
        ) : (
          <Way detail={says.holderDetail}>
            <ButtonLink href={paths.user(tenant.name, holder_id)}>{says.holder}</ButtonLink>
          </Way>
        )}
        <Way detail={says.prefixDetail}>
          <ButtonLink href={paths.script(tenant.name, id, 'login')}>{says.prefix}</ButtonLink>
        </Way>
        <Way detail={says.aliasDetail}>
          <ButtonLink href={paths.connectionSettings(tenant.name, id)}>{says.alias}</ButtonLink>
        </Way>
        <div>
          <strong>{says.link}</strong>
          <p className="hint">{says.linkDetail}</p>
        </div>
        <div>
          <strong>{says.apart}</strong>
          <p className="hint">{says.apartDetail}</p>
          <Button writes blocked={refusal} busy={forgetting.isPending} onClick={() => forgetting.mutate()}>
            {says.forget}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function Way({ detail, children }: { detail: string; children: ReactNode }) {
  return (
    <div>
      {children}
      <p className="hint">{detail}</p>
    </div>
  )
}
