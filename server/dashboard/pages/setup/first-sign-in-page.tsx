/** The screen for the first two sign-ins of a person from the legacy store. @module */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { ApiProblem, isNotFound } from '../../api/problem.ts'
import { paths } from '../../routes.ts'
import { Part } from '../../shell/part.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { SamplePeople } from '../try-login/sample-people.tsx'
import { TrialForm } from '../try-login/trial-form.tsx'
import { isServedByFerry, TrialReport } from '../try-login/trial-steps.tsx'
import type { FinishedTrial } from '../try-login/use-trial.ts'
import { ChangeConfiguration } from './change-configuration.tsx'
import type { SampleStore } from './queries.ts'
import { SAMPLE_CONNECTION, SAMPLE_KEY } from './queries.ts'
import { NotFoundInShell, SetupFrame } from './setup-frame.tsx'
import { setupText } from './text.ts'

/** At `/setup/sign-in/:id`. */
export function FirstSignInPage() {
  const { id = '' } = useParams()
  const client = useApi()
  const connection = useQuery({
    queryKey: ['connection', id, 'of-setup'],
    queryFn: ({ signal }) => client.call('GET /api/v2/connections/{id}', { params: { id }, signal }),
  })
  const name = connection.data?.name
  const sample = useQuery({
    queryKey: SAMPLE_KEY,
    enabled: connection.data !== undefined,
    queryFn: async ({ signal }): Promise<SampleStore | null> => {
      if (name !== SAMPLE_CONNECTION) return null
      try {
        return await client.call('GET /api/v2/sample-store', { signal })
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return null
        throw error
      }
    },
  })
  if (isNotFound(connection)) return <NotFoundInShell />
  return (
    <SetupFrame step="signIn" title={setupText.signIn.title} next={paths.setupDone(id)} wide>
      <Part query={connection}>
        {() => (
          <Part query={sample}>
            {(store) => <FirstSignIn key={id} id={id} sample={store?.connection_id === id ? store : null} />}
          </Part>
        )}
      </Part>
    </SetupFrame>
  )
}

function FirstSignIn({ id, sample }: { id: string; sample: SampleStore | null }) {
  const { signIn: says } = setupText
  const [finished, setFinished] = useState<readonly FinishedTrial[]>([])
  const [last] = finished
  const [person, setPerson] = useState(sample?.first_person)
  const served = finished.some(isServedByFerry)
  const hasSignedIn = finished.some(({ trial, mode }) => mode === 'real' && trial.ok)
  return (
    <div className="stack">
      <p className="muted">{sample ? says.sample(sample.first_person.email) : says.own}</p>
      <TrialForm
        key={person?.password}
        connectionId={id}
        person={person}
        mode={sample ? 'real' : undefined}
        submitLabel={hasSignedIn ? says.again : sample ? says.submit : undefined}
        isSecondary={served}
        beside={
          <ButtonLink href={paths.setupDone(id)} variant={served ? 'primary' : 'quiet'}>
            {says.continue}
          </ButtonLink>
        }
        onFinished={(next) => setFinished((before) => [next, ...before].slice(0, 2))}
      />
      {finished.map((one, index) => (
        <section key={finished.length - index} aria-label={index === 0 ? says.last : says.before}>
          <TrialReport finished={one} connectionId={id} />
        </section>
      ))}
      {sample && <SamplePeople onChoose={setPerson} />}
      {!sample && last?.trial.ok === false && <ChangeConfiguration id={id} />}
    </div>
  )
}
