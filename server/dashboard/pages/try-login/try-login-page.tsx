/** The page that tries a sign-in with a connection. @module */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'wouter'
import { useApi, useSession } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import type { Connection } from '../../shell/connection-page.tsx'
import { ConnectionPage } from '../../shell/connection-page.tsx'
import { Part } from '../../shell/part.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { Select } from '../../ui/select.tsx'
import { isSample, SamplePeople } from './sample-people.tsx'
import { tryText } from './text.ts'
import { TrialForm } from './trial-form.tsx'
import { TrialReport } from './trial-steps.tsx'
import type { FinishedTrial } from './use-trial.ts'

/** At `…/connections/:id/try`. */
export function TryLoginPage() {
  const { id = '' } = useParams()
  return (
    <ConnectionPage id={id} tab="try">
      {({ connection }) => <TryLogin key={id} id={id} connection={connection} />}
    </ConnectionPage>
  )
}

function TryLogin({ id, connection }: { id: string; connection: Connection }) {
  const client = useApi()
  const { tenant } = useSession()
  const [finished, setFinished] = useState<{ round: number } & FinishedTrial>()
  const [application, setApplication] = useState<string>()
  const [person, setPerson] = useState<{ email: string; password: string }>()
  const enabled = connection.enabled_clients ?? []
  const clients = useQuery({
    queryKey: ['clients', 'names'],
    queryFn: async ({ signal }) => {
      const answer = await client.call('GET /api/v2/clients', { query: { fields: 'client_id,name' }, signal })
      return Array.isArray(answer) ? answer : answer.clients
    },
  })
  return (
    <div className="try-login">
      <section className="card stack" aria-label={tryText.form}>
        <p className="small muted">{tryText.intro}</p>
        <Part query={clients}>
          {(all) => {
            const choices = all
              .filter(({ client_id = '' }) => enabled.includes(client_id))
              .map(({ client_id = '', name }) => ({ value: client_id, label: name ?? client_id }))
            const chosen = application ?? choices[0]?.value
            return (
              <TrialForm
                key={person?.password}
                person={person}
                connectionId={id}
                clientId={chosen}
                realBlocked={chosen === undefined ? tryText.noApplication : undefined}
                onFinished={(next) => setFinished((last) => ({ ...next, round: (last?.round ?? 0) + 1 }))}
              >
                {chosen === undefined ? (
                  <Banner
                    tone="warn"
                    title={tryText.noApplication}
                    actions={
                      <ButtonLink href={paths.connectionSettings(tenant.name, id)}>
                        {tryText.toSettings}
                      </ButtonLink>
                    }
                  >
                    <p>{tryText.noApplicationHint}</p>
                  </Banner>
                ) : (
                  <Select
                    label={tryText.application}
                    hint={tryText.applicationHint}
                    choices={choices}
                    value={chosen}
                    onChange={setApplication}
                  />
                )}
              </TrialForm>
            )
          }}
        </Part>
      </section>
      {finished ? (
        <TrialReport key={finished.round} finished={finished} connectionId={id} />
      ) : (
        <p className="try-login-before muted">{tryText.before}</p>
      )}
      {isSample(connection.name) && <SamplePeople onChoose={setPerson} />}
    </div>
  )
}
