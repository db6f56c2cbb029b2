/** Changes values of a connection after a failed first sign-in. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { Part, Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { PlainProposal } from '../scripts/configuration/plain-proposal.tsx'
import { TestConnection } from '../test-connection/test-connection.tsx'
import type { ConfigurationKey } from './configuration-fields.tsx'
import { ConfigurationFields } from './configuration-fields.tsx'
import { useTemplates } from './queries.ts'
import { setupText } from './text.ts'

/** The keys that are set, and further keys of the template. */
function keysOf(
  set: readonly { key: string }[],
  known: readonly { key: string; description: string; example: string }[],
): ConfigurationKey[] {
  const others = known.filter(({ key }) => !set.some((one) => one.key === key))
  const labelOf = (key: string): string | undefined => known.find((one) => one.key === key)?.description
  return [
    ...set.map(({ key }) => ({ key, label: labelOf(key), hint: setupText.signIn.set })),
    ...others.map(({ key, description, example }) => ({ key, label: description, hint: '', example })),
  ]
}

/** Sends only the keys whose values were typed. */
export function ChangeConfiguration({ id }: { id: string }) {
  const { signIn: says } = setupText
  const client = useApi()
  const queries = useQueryClient()
  const [values, setValues] = useState<{ [key: string]: string }>({})
  const [search] = useSearchParams()
  const templates = useTemplates()
  const template = templates.data?.find((one) => one.id === search.get('template'))
  const keys = useQuery({
    queryKey: ['connection', id, 'configuration'],
    queryFn: ({ signal }) =>
      client.call('GET /api/v2/connections/{id}/configuration', { params: { id }, signal }),
  })
  const typed = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
  const saving = useMutation({
    mutationFn: () =>
      client.call('PATCH /api/v2/connections/{id}/configuration', {
        params: { id },
        body: { values: typed },
      }),
    onSuccess: async () => {
      setValues({})
      await queries.invalidateQueries({ queryKey: ['connection', id] })
    },
    gcTime: 0,
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!saving.isPending) saving.mutate()
  }
  return (
    <details className="setup-change">
      <summary>{says.change}</summary>
      <form onSubmit={submit} autoComplete="off">
        <p className="hint">{says.changeHint}</p>
        <Part query={keys}>
          {(known) => (
            <div className="stack">
              <PlainProposal id={id} keys={known.keys} />
              <ConfigurationFields
                keys={keysOf(known.keys, template?.configuration ?? [])}
                values={values}
                onChange={setValues}
              />
            </div>
          )}
        </Part>
        <TestConnection tested={{ kind: 'connection', id, configuration: typed }} />
        {saving.error && <Problem error={saving.error} />}
        {saving.isSuccess && <Banner tone="ok" live title={says.saved} />}
        <div className="row end">
          <Button type="submit" writes busy={saving.isPending}>
            {says.save}
          </Button>
        </div>
      </form>
    </details>
  )
}
