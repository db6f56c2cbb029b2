/** The story of one person: why an address exists, and why a sign-in failed. @module */
import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'wouter'
import { useApi, useSession } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import { LogEvent } from '../../shell/log-event.tsx'
import { Part } from '../../shell/part.tsx'
import { SearchLine } from '../../shell/search-line.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { PlainTime } from '../../ui/relative-time.tsx'
import { Table } from '../../ui/table.tsx'
import { wayName } from './progress-card.tsx'
import type { Story } from './queries.ts'
import { migrationKey } from './queries.ts'
import { migrationText, reasonName } from './text.ts'

const says = migrationText.story

/** The name that is asked about is in the URL. */
export function StoryCard({ id }: { id: string }) {
  const client = useApi()
  const [search, setSearch] = useSearchParams()
  const asked = search.get('person') ?? ''
  const query = useQuery({
    queryKey: [...migrationKey(id), 'story', asked],
    enabled: asked !== '',
    queryFn: ({ signal }) =>
      client.call('GET /api/v2/connections/{id}/migration/story', {
        params: { id },
        query: { identifier: asked },
        signal,
      }),
  })
  function ask(typed: string): void {
    setSearch(
      (now) => {
        const next = new URLSearchParams(now)
        if (typed === '') next.delete('person')
        else next.set('person', typed)
        return next
      },
      { replace: true },
    )
  }
  return (
    <section className="card stack" aria-label={says.title}>
      <h2>{says.title}</h2>
      <SearchLine
        key={asked}
        text={asked}
        says={{ search: says.label, searchHint: says.detail, submit: says.ask }}
        onSearch={ask}
      />
      {asked !== '' && <Part query={query}>{(story) => <Answer story={story} />}</Part>}
    </section>
  )
}

/** Links inside sentences are not told by their colour alone. */
const UNDERLINED = { textDecoration: 'underline' } as const

function Answer({ story }: { story: Story }) {
  const { tenant } = useSession()
  const { user, waiting, tombstoned, log } = story
  return (
    <div className="stack" role="status">
      <ul className="effects">
        {user && (
          <li>
            {says.exists}:{' '}
            <Link style={UNDERLINED} href={paths.user(tenant.name, user.user_id)}>
              {says.open}
            </Link>
          </li>
        )}
        {user?.migrated_by !== undefined && (
          <li>
            {says.migrated(wayName(user.migrated_by), user.migrated_version)}
            {user.migrated_at !== undefined && (
              <>
                {' · '}
                <PlainTime at={user.migrated_at} />
              </>
            )}
            {user.run_id !== undefined && (
              <>
                {' · '}
                <Link style={UNDERLINED} href={paths.run(tenant.name, user.run_id)}>
                  {migrationText.people.openRun}
                </Link>
              </>
            )}
          </li>
        )}
        {user?.made_by !== undefined && <li>{says.created(says.made[user.made_by] ?? user.made_by)}</li>}
        {user?.by_alias && <li>{says.alias}</li>}
        {user?.blocked && <li>{says.blocked}</li>}
        {user && !user.has_password && <li>{says.noPassword}</li>}
        {tombstoned && <li>{says.tombstoned}</li>}
        {waiting.map(({ state, reason, run_id, at }) => (
          <li key={at}>
            {says.waiting(migrationText.people.states[state], reason === undefined ? '' : reasonName(reason))}{' '}
            · <PlainTime at={at} />
            {run_id !== undefined && (
              <>
                {' · '}
                <Link style={UNDERLINED} href={paths.run(tenant.name, run_id)}>
                  {migrationText.people.openRun}
                </Link>
              </>
            )}
          </li>
        ))}
        {!user && !tombstoned && waiting.length === 0 && <li>{says.unknown}</li>}
      </ul>
      {log && <StoryLog log={log} />}
    </div>
  )
}

function StoryLog({ log }: { log: NonNullable<Story['log']> }) {
  const { tenant } = useSession()
  if (log.length === 0) return <p className="muted">{says.noLog}</p>
  return (
    <Table
      caption={says.log}
      rows={log}
      rowKey={({ log_id }) => log_id}
      columns={[
        { name: migrationText.people.when, cell: ({ at }) => <PlainTime at={at} /> },
        {
          name: says.entry,
          cell: ({ type, description }) => (
            <div>
              <LogEvent type={type} />
              {description !== undefined && <Foreign text={description} />}
            </div>
          ),
        },
        {
          name: migrationText.people.run,
          cell: ({ run_id }) =>
            run_id !== undefined && (
              <Link href={paths.run(tenant.name, run_id)}>{migrationText.people.openRun}</Link>
            ),
        },
      ]}
    />
  )
}
