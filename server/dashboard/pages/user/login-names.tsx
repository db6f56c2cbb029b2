/** The further sign-in names of a user, and removing them. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Foreign, inSentence } from '../../ui/foreign.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Table } from '../../ui/table.tsx'
import { useToast } from '../../ui/toast.tsx'
import { Card } from './card.tsx'
import { userText } from './text.ts'

/** Renders nothing for users who have none. */
export function LoginNames({ id }: { id: string }) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const key = ['user', id, 'login-names']
  const names = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => client.call('GET /api/v2/users/{id}/login-names', { params: { id }, signal }),
  })
  const removing = useMutation({
    mutationFn: ({ connection, name }: { connection: string; name: string }) =>
      client.call('DELETE /api/v2/users/{id}/login-names', { params: { id }, query: { connection, name } }),
    onSuccess: async (_, { name }) => {
      say({ title: userText.loginNameRemoved(inSentence(name)) })
      await queries.invalidateQueries({ queryKey: key })
    },
  })
  if (names.error) return <Problem error={names.error} onRetry={() => void names.refetch()} />
  if (!names.data?.length) return null
  return (
    <Card title={userText.loginNames}>
      <p>{userText.loginNamesDetail}</p>
      {removing.error && <Problem error={removing.error} />}
      <Table
        caption={userText.loginNames}
        rows={names.data}
        rowKey={({ connection, name }) => `${connection} ${name}`}
        columns={[
          { name: userText.loginName, cell: ({ name }) => <Foreign text={name} /> },
          { name: userText.connection, cell: ({ connection }) => <Foreign text={connection} /> },
          { name: userText.loginNameSince, cell: ({ created_at }) => <RelativeTime at={created_at} /> },
          {
            name: userText.removeLoginName,
            cell: ({ connection, name }) => (
              <Button
                writes
                aria-label={`${userText.removeLoginName} ${inSentence(name)}`}
                busy={removing.isPending && removing.variables.name === name}
                onClick={() => removing.mutate({ connection, name })}
              >
                {userText.removeLoginName}
              </Button>
            ),
          },
        ]}
      />
    </Card>
  )
}
