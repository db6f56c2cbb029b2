/** The migration of a connection: how far it is, what stops people, and the story of one person. @module */
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { useApi, useSession } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import type { ReadConnection } from '../../shell/connection-page.tsx'
import { ConnectionPage } from '../../shell/connection-page.tsx'
import { Part } from '../../shell/part.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { ChartCard } from './chart-card.tsx'
import { PeopleCard } from './people-card.tsx'
import { ProgressCard } from './progress-card.tsx'
import { progressQuery } from './queries.ts'
import { ReasonsCard } from './reasons-card.tsx'
import { StoryCard } from './story-card.tsx'
import { migrationText } from './text.ts'
import { useLiveMigration } from './use-live.ts'
import './migration.css'

/** At `…/connections/:id/migration`. */
export function MigrationPage() {
  const { id = '' } = useParams()
  return (
    <ConnectionPage id={id} tab="migration">
      {(read) => <Migration id={id} read={read} />}
    </ConnectionPage>
  )
}

function Migration({ id, read }: { id: string; read: ReadConnection }) {
  const client = useApi()
  const { tenant } = useSession()
  const query = useQuery(progressQuery(client, id))
  useLiveMigration(id)
  return (
    <Part query={query}>
      {(progress) => (
        <div className="stack">
          {progress.mode !== 'import' && (
            <Banner
              tone="info"
              title={migrationText.off.title}
              actions={
                <ButtonLink href={paths.connectionSettings(tenant.name, id)}>
                  {migrationText.off.open}
                </ButtonLink>
              }
            >
              <p>{migrationText.off.detail}</p>
            </Banner>
          )}
          {progress.mode === 'import' && progress.migrated === 0 && (
            <Banner
              tone="info"
              title={migrationText.first.title}
              actions={
                <ButtonLink href={paths.tryLogin(tenant.name, id)}>{migrationText.first.open}</ButtonLink>
              }
            >
              <p>{migrationText.first.detail}</p>
            </Banner>
          )}
          <ProgressCard id={id} read={read} progress={progress} />
          <ChartCard id={id} />
          <ReasonsCard id={id} outcomes={progress.outcomes} />
          <PeopleCard id={id} waiting={progress.waiting} />
          <StoryCard id={id} />
        </div>
      )}
    </Part>
  )
}
