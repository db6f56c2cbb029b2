/** Proposes that errors show values that do not look like secrets. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../../api/context.tsx'
import { useRefusal } from '../../../api/may.ts'
import { Problem } from '../../../shell/part.tsx'
import { Button } from '../../../ui/button.tsx'
import { Banner } from '../../../ui/data.tsx'
import { configurationText } from './text.ts'

/** @param props.keys the keys, as the server lists them. @param props.id ID of the connection */
export function PlainProposal({
  id,
  keys,
}: {
  id: string
  keys: readonly { key: string; proposed_plain: boolean }[]
}) {
  const { plain: says } = configurationText
  const client = useApi()
  const queries = useQueryClient()
  const [declined, setDeclined] = useState(false)
  const refusal = useRefusal('update:connections')
  const names = keys.filter(({ proposed_plain }) => proposed_plain).map(({ key }) => key)
  const showing = useMutation({
    mutationFn: () =>
      client.call('PATCH /api/v2/connections/{id}/configuration', {
        params: { id },
        body: { secret: Object.fromEntries(names.map((key) => [key, false])) },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['connection', id, 'configuration'] }),
  })
  if (declined || names.length === 0) return null
  return (
    <>
      <Banner
        tone="info"
        title={says.proposal(names.length)}
        actions={
          <>
            <Button writes busy={showing.isPending} blocked={refusal} onClick={() => showing.mutate()}>
              {says.accept(names.length)}
            </Button>
            <Button variant="quiet" onClick={() => setDeclined(true)}>
              {says.decline}
            </Button>
          </>
        }
      >
        <p className="plain-keys">
          {names.map((key) => (
            <code key={key}>{key}</code>
          ))}
        </p>
        <p>{says.why}</p>
      </Banner>
      {showing.error && <Problem error={showing.error} />}
    </>
  )
}
