/** The screen that asks for the legacy store: the sample, or the person's own store with a template. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { paths } from '../../routes.ts'
import { Part, Problem } from '../../shell/part.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { PASSWORD_GRANTS } from '../applications/kinds.ts'
import type { MadeApplication } from '../applications/make-application.ts'
import { makeApplication } from '../applications/make-application.ts'
import { useKeepSecret } from './fresh-secrets.tsx'
import { SAMPLE_CONNECTION, SAMPLE_KEY, useConnections, useTemplates } from './queries.ts'
import { SetupFrame, SKIPPED } from './setup-frame.tsx'
import { setupText } from './text.ts'

const SAMPLE = 'sample'

/** At `/setup/store`. The sample is selected from the start, so that one click continues. */
export function StorePage() {
  const { store: says } = setupText
  const client = useApi()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [choice, setChoice] = useState<string>(SAMPLE)
  const templates = useTemplates()
  const refusal = useRefusal('create:connections')
  const keepSecret = useKeepSecret()
  /** Created by an earlier attempt that failed later: the next attempt uses it. */
  const made = useRef<MadeApplication>(undefined)
  const installing = useMutation({
    mutationFn: async () => {
      const there = await client.call('GET /api/v2/connections', { query: { name: SAMPLE_CONNECTION } })
      // The sample may have been installed before, with its applications: the server then returns those.
      if ((Array.isArray(there) ? there : there.connections).length > 0)
        return await client.call('POST /api/v2/sample-store', { body: {} })
      made.current ??= await makeApplication(client, {
        name: says.sampleApplication,
        kind: 'regular_web',
        grants: PASSWORD_GRANTS,
      })
      const { client_id } = made.current
      const sample = await client.call('POST /api/v2/sample-store', {
        body: { enabled_clients: [client_id] },
      })
      keepSecret(sample.connection_id, made.current)
      return sample
    },
    onSuccess: async (sample) => {
      queries.setQueryData(SAMPLE_KEY, sample)
      await queries.invalidateQueries({ queryKey: ['connections'] })
      await queries.invalidateQueries({ queryKey: ['applications'] })
      navigate(paths.setupSignIn(sample.connection_id))
    },
    gcTime: 0,
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (choice !== SAMPLE) navigate(paths.setupOwn(choice))
    else if (!installing.isPending && refusal === undefined) installing.mutate()
  }
  return (
    <SetupFrame step="store" title={says.title} next={SKIPPED} wide>
      <Existing />
      <form onSubmit={submit} aria-label={says.title}>
        <RadioCards
          label={says.sample}
          hideLabel
          name="store"
          cards={[{ value: SAMPLE, title: says.sample, detail: says.sampleHint }]}
          value={choice}
          onChange={setChoice}
        />
        <Part query={templates}>
          {(all) => (
            <RadioCards
              label={says.own}
              name="store"
              cards={all.map(({ id, name, database }) => ({ value: id, title: name, detail: database }))}
              value={choice}
              onChange={setChoice}
            />
          )}
        </Part>
        {installing.error && <Problem error={installing.error} />}
        <div className="row end">
          <Button type="submit" variant="primary" writes busy={installing.isPending} blocked={refusal}>
            {says.continue}
          </Button>
        </div>
      </form>
    </SetupFrame>
  )
}

/** Links to existing connections: the server knows the progress, so that the setup can be resumed. */
function Existing() {
  const { store: says } = setupText
  const [first, ...others] = useConnections().data ?? []
  if (first?.id === undefined) return null
  return (
    <Banner
      tone="info"
      title={says.existing([first, ...others].map(({ name }) => name).join(', '))}
      actions={<ButtonLink href={paths.setupSignIn(first.id)}>{says.existingOpen}</ButtonLink>}
    />
  )
}
