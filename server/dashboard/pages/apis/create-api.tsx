/** The dialog that creates an API. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { fieldProblem } from '../../api/problem.ts'
import { paths } from '../../routes.ts'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { useToast } from '../../ui/toast.tsx'
import { isName } from './names.ts'
import { apisText, createApiText } from './text.ts'

const LONGEST_IDENTIFIER = 600

/** Opens the page of the new API, where its scopes are added. */
export function CreateApi({ tenant, onClose }: { tenant: string; onClose: () => void }) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const [, navigate] = useLocation()
  const [name, setName] = useState('')
  const [identifier, setIdentifier] = useState('')
  const creating = useMutation({
    mutationFn: () =>
      client.call('POST /api/v2/resource-servers', {
        body: {
          identifier: identifier.trim(),
          ...(name.trim() === '' ? {} : { name: name.trim() }),
        },
      }),
    onSuccess: async (made) => {
      say({ title: createApiText.created(inSentence(made.name)) })
      navigate(paths.api(tenant, made.id))
      await queries.invalidateQueries({ queryKey: ['apis'] })
    },
  })
  const refused = fieldProblem(creating.error, ['name', 'identifier'])
  const nameError = name === '' || isName(name) ? undefined : createApiText.nameWrong
  const identifierError =
    identifier.trim().length > LONGEST_IDENTIFIER ? createApiText.identifierLong : undefined
  const blocked = identifier.trim() === '' ? createApiText.identifierMissing : (identifierError ?? nameError)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (blocked === undefined && !creating.isPending) creating.mutate()
  }
  return (
    <Dialog open onClose={onClose} title={createApiText.title}>
      <form className="stack" onSubmit={submit} noValidate>
        {creating.error && !refused && <Problem error={creating.error} />}
        <TextField
          label={createApiText.name}
          hint={createApiText.nameHint}
          error={nameError ?? (refused?.field === 'name' ? refused.message : undefined)}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={createApiText.identifier}
          hint={createApiText.identifierHint}
          error={identifierError ?? (refused?.field === 'identifier' ? refused.message : undefined)}
          autoComplete="off"
          spellCheck={false}
          value={identifier}
          onChange={(event) => setIdentifier(event.target.value)}
        />
        <div className="row end">
          <Button onClick={onClose}>{apisText.cancel}</Button>
          <Button type="submit" variant="primary" writes busy={creating.isPending} blocked={blocked}>
            {createApiText.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
