/** The dialog that adds a public key to an application. @module */
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { useToast } from '../../ui/toast.tsx'
import { proofText } from './proof-text.ts'

const { keys: says } = proofText

const ALGORITHMS = ['RS256', 'RS384', 'PS256'] as const
const LONGEST_NAME = 128
const PEM_ROWS = 8

/** @param props.name of the application. @param props.onAdded called before the dialog closes */
export function AddKey({
  id,
  name: application,
  onAdded,
  onClose,
}: {
  id: string
  name: string
  onAdded: () => Promise<unknown>
  onClose: () => void
}) {
  const client = useApi()
  const say = useToast()
  const [name, setName] = useState('')
  const [pem, setPem] = useState('')
  const [alg, setAlg] = useState<(typeof ALGORITHMS)[number]>('RS256')
  const isPrivate = pem.includes('PRIVATE KEY')
  const adding = useMutation({
    mutationFn: () =>
      client.call('POST /api/v2/clients/{id}/credentials', {
        params: { id },
        body: {
          credential_type: 'public_key',
          pem: pem.trim(),
          alg,
          ...(name.trim() !== '' && { name: name.trim() }),
          ...(pem.includes('BEGIN CERTIFICATE') && { parse_expiry_from_cert: true }),
        },
      }),
    onSuccess: async () => {
      await onAdded()
      say({ title: says.added })
      onClose()
    },
  })
  const isLong = name.trim().length > LONGEST_NAME
  const isReady = pem.trim() !== '' && !isPrivate && !isLong
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isReady && !adding.isPending) adding.mutate()
  }
  return (
    <Dialog open onClose={onClose} title={says.addTitle(application)}>
      <form className="stack" onSubmit={submit} noValidate>
        {adding.error && <Problem error={adding.error} />}
        <TextField
          label={says.name}
          hint={says.nameHint}
          error={isLong ? says.nameLong : undefined}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Field label={says.pem} hint={says.pemHint} error={isPrivate ? says.pemPrivate : undefined}>
          {(control) => (
            <textarea
              {...control}
              className="input"
              rows={PEM_ROWS}
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="none"
              value={pem}
              onChange={(event) => setPem(event.target.value)}
            />
          )}
        </Field>
        <Select
          label={says.algorithm}
          choices={ALGORITHMS.map((value) => ({ value, label: value }))}
          value={alg}
          onChange={setAlg}
        />
        <div className="row end">
          <Button onClick={onClose}>{says.cancel}</Button>
          <Button
            type="submit"
            variant="primary"
            writes
            busy={adding.isPending}
            blocked={isReady ? undefined : says.pemHint}
          >
            {says.add}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
