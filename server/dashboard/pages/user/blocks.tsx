/** Shows and removes the brute-force blocks of a user. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi, useSession } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import { Problem } from '../../shell/part.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { useToast } from '../../ui/toast.tsx'
import { userText } from './text.ts'

/** Renders nothing while the user is not blocked. */
export function Blocks({ id }: { id: string }) {
  const client = useApi()
  const { tenant } = useSession()
  const queries = useQueryClient()
  const say = useToast()
  const key = ['user', id, 'blocks']
  const blocks = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => client.call('GET /api/v2/user-blocks/{id}', { params: { id }, signal }),
  })
  const lifting = useMutation({
    mutationFn: () => client.call('DELETE /api/v2/user-blocks/{id}', { params: { id } }),
    onSuccess: async () => {
      say({ title: userText.lifted })
      await queries.invalidateQueries({ queryKey: ['user', id] })
    },
  })
  const refused = blocks.data?.blocked_for ?? []
  if (blocks.error) return <Problem error={blocks.error} onRetry={() => void blocks.refetch()} />
  if (refused.length === 0) return null
  return (
    <Banner
      tone="warn"
      title={userText.blocks}
      actions={
        <>
          <Button writes busy={lifting.isPending} onClick={() => lifting.mutate()}>
            {userText.lift}
          </Button>
          <ButtonLink href={paths.logs(tenant.name, { person: id, type: 'failed' })}>
            {userText.blocksLog}
          </ButtonLink>
        </>
      }
    >
      <p>{userText.blocksDetail}</p>
      <ul className="plain-list">
        {refused.map(({ identifier, connection, ip }) => (
          <li key={`${identifier} ${connection} ${ip}`}>
            <Foreign text={userText.blockedAt(identifier, connection, ip)} />
          </li>
        ))}
      </ul>
      {lifting.error && <Problem error={lifting.error} />}
    </Banner>
  )
}
