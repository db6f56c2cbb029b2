/** A new connection. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { createText } from './text.ts'

/** Begins in import mode, and opens the scripts. @param props.names that are taken */
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
  const creating = useMutation({
    mutationFn: () =>
      client.call('POST /api/v2/connections', {
        body: {
          name,
          strategy: 'auth0',
          options: { enabledDatabaseCustomization: true, import_mode: true },
        },
      }),
    onSuccess: async ({ id }) => {
      navigate(paths.script(tenant, id, 'login'))
      await queries.invalidateQueries({ queryKey: ['connections'] })
    },
  })
  const isWrong = !/^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,126}[a-zA-Z0-9])?$/.test(name)
  const error = isWrong ? createText.wrong : names.includes(name) ? createText.taken : undefined
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (error === undefined && !creating.isPending) creating.mutate()
  }
  return (
    <Dialog open onClose={onClose} title={createText.title}>
      <form className="stack" onSubmit={submit} noValidate>
        {creating.error && <Problem error={creating.error} />}
        <TextField
          label={createText.name}
          hint={createText.hint}
          error={name === '' ? undefined : error}
          autoComplete="off"
          spellCheck={false}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="row end">
          <Button type="submit" variant="primary" writes busy={creating.isPending} blocked={error}>
            {createText.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
