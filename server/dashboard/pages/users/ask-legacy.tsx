/** Whether somebody who is not in Ferry is in a legacy store. @module */
import { useMutation } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { usersText } from './text.ts'

const MOST_BUTTONS = 5

/** One button for each connection that has a legacy store. Writes nothing. */
export function AskLegacy({
  identifier,
  connections,
}: {
  identifier: string
  connections: readonly { id?: string; name?: string }[]
}) {
  const client = useApi()
  const asking = useMutation({
    mutationFn: (id: string) =>
      client.call('GET /api/v2/connections/{id}/whois', { params: { id }, query: { identifier } }),
  })
  if (connections.length === 0) return null
  return (
    <div className="stack">
      <p>{usersText.askTitle}</p>
      <div className="row users-filters">
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
        </Banner>
      )}
    </div>
  )
}
