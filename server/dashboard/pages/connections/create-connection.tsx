/** The dialog that creates a connection. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { applicationsQuery } from '../../api/application-summaries.ts'
import type { ApiClient } from '../../api/client.ts'
import { useApi } from '../../api/context.tsx'
import { ApiProblem } from '../../api/problem.ts'
import { paths } from '../../routes.ts'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { Select } from '../../ui/select.tsx'
import { ApplicationChoice } from '../applications/application-choice.tsx'
import { ownOf } from '../applications/kinds.ts'
import { createText } from './text.ts'

const STARTS = ['template', 'bring', 'empty', 'sample'] as const

type Start = (typeof STARTS)[number]

const NAME = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,126}[a-zA-Z0-9])?$/

/** The server chooses this name. */
const SAMPLE_NAME = 'sample-legacy-store'

/** Creates a connection in import mode, and opens its scripts. @param props.names names that are taken */
export function CreateConnection({
  tenant,
  names,
  onClose,
}: {
  tenant: string
  names: readonly string[]
  onClose: () => void
}) {
  const client = useApi()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [name, setName] = useState('')
  const [start, setStart] = useState<Start>('template')
  const [chosen, setChosen] = useState<string>()
  const templates = useQuery({
    queryKey: ['templates'],
    queryFn: ({ signal }) => client.call('GET /api/v2/templates', { signal }),
  })
  const template = chosen ?? templates.data?.[0]?.id
  const applications = useQuery(applicationsQuery(client))
  const [allowed, setAllowed] = useState<ReadonlySet<string>>()
  const own = ownOf(applications.data ?? [])
  // If there is only one application, the connection is meant for it.
  const enabled = allowed ?? new Set(own.length === 1 ? own.map(({ client_id }) => client_id) : [])
  const creating = useMutation({
    mutationFn: () => {
      if (start === 'sample') return openSample(client, [...enabled])
      return create(client, name, [...enabled], start === 'template' ? template : undefined)
    },
    onSuccess: async (id) => {
      navigate(paths.script(tenant, id, 'login'))
      await queries.invalidateQueries({ queryKey: ['connections'] })
    },
  })
  const isTaken = creating.error instanceof ApiProblem && creating.error.code === 'connection_conflict'
  const wrong =
    name === ''
      ? undefined
      : !NAME.test(name)
        ? createText.wrong
        : names.includes(name) || isTaken
          ? createText.taken
          : undefined
  const isSample = start === 'sample'
  const isBrought = start === 'bring'
  const blocked = isSample || isBrought ? undefined : name === '' ? createText.nameMissing : wrong
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isBrought) {
      navigate(paths.bring(tenant))
      return
    }
    if (blocked === undefined && !creating.isPending) creating.mutate()
  }
  return (
    <Dialog open onClose={onClose} title={createText.title}>
      <form className="stack" onSubmit={submit} noValidate>
        {creating.error && !isTaken && <Problem error={creating.error} />}
        {!isBrought && (
          <TextField
            label={createText.name}
            hint={createText.hint}
            error={isSample ? undefined : wrong}
            autoComplete="off"
            spellCheck={false}
            disabled={isSample}
            value={isSample ? SAMPLE_NAME : name}
            onChange={(event) => {
              creating.reset()
              setName(event.target.value)
            }}
          />
        )}
        <RadioCards
          label={createText.start}
          value={start}
          onChange={setStart}
          cards={STARTS.map((value) => {
            const [title, detail] = createText.starts[value]
            const isThere = value === 'sample' && names.includes(SAMPLE_NAME)
            return { value, title, detail: isThere ? createText.sampleThere : detail }
          })}
        />
        {start === 'template' && templates.error && (
          <Problem error={templates.error} onRetry={() => void templates.refetch()} />
        )}
        {start === 'template' && templates.data && (
          <Select
            label={createText.template}
            choices={templates.data.map((one) => ({ value: one.id, label: one.name }))}
            value={template ?? null}
            onChange={setChosen}
          />
        )}
        {!isBrought && !(isSample && names.includes(SAMPLE_NAME)) && applications.data && (
          <ApplicationChoice applications={own} chosen={enabled} onChange={setAllowed} />
        )}
        <div className="row end">
          <Button type="submit" variant="primary" writes busy={creating.isPending} blocked={blocked}>
            {isBrought ? createText.submitBring : isSample ? createText.submitSample : createText.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** @returns ID of the new connection */
async function create(
  client: ApiClient,
  name: string,
  enabled_clients: string[],
  template: string | undefined,
): Promise<string> {
  const options = { enabledDatabaseCustomization: true, import_mode: true }
  const scripts =
    template !== undefined &&
    (await client.call('GET /api/v2/templates/{id}', { params: { id: template } })).customScripts
  const made = await client.call('POST /api/v2/connections', {
    body: {
      name,
      strategy: 'auth0',
      enabled_clients,
      options: scripts ? { ...options, customScripts: scripts } : options,
    },
  })
  return made.id
}

async function openSample(client: ApiClient, enabled_clients: string[]): Promise<string> {
  return (await client.call('POST /api/v2/sample-store', { body: { enabled_clients } })).connection_id
}
