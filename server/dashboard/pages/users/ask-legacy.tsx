/** Looks for a person who is not in Ferry in a legacy store. @module */
import { useMutation } from '@tanstack/react-query'
import { Link } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { usersText } from './text.ts'

const MOST_BUTTONS = 5

/** One button for each connection with a legacy store. Nothing is written. */
export function AskLegacy({
  identifier,
  tenant,
  connections,
  title = usersText.askTitle,
}: {
  identifier: string
  title?: string
  tenant: string
  connections: readonly { id?: string; name?: string }[]
}) {
  const client = useApi()
  const asking = useMutation({
    mutationFn: (id: string) =>
      client.call('GET /api/v2/connections/{id}/whois', { params: { id }, query: { identifier } }),
  })
  if (connections.length === 0) return null
  const user_id = asking.data?.user_id
  return (
    <section className="stack users-ask" aria-label={title}>
      <div>
        <h2>{title}</h2>
        <p className="muted">{usersText.askHint}</p>
      </div>
      <div className="row users-asks">
        {connections.slice(0, MOST_BUTTONS).map(({ id = '', name = '' }) => (
          <Button
            key={id}
            busy={asking.isPending && asking.variables === id}
            writes
            onClick={() => asking.mutate(id)}
          >
            {usersText.ask(name)}
          </Button>
        ))}
      </div>
      {asking.error && <Problem error={asking.error} />}
      {asking.data && (
        <Banner tone="info" live title={usersText.states[asking.data.state]}>
          {!asking.data.legacy_asked && <p>{usersText.notAsked}</p>}
          {user_id !== undefined && (
            <p>
              <Link href={paths.user(tenant, user_id)}>{usersText.open}</Link>
            </p>
          )}
        </Banner>
      )}
    </section>
  )
}
