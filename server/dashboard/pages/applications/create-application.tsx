/** The dialog that creates an application and shows its secret. @module */
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
import { inSentence } from '../../ui/foreign.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { useToast } from '../../ui/toast.tsx'
import { originOf } from '../quick-start/snippet.ts'
import { usualAddresses } from './addresses.ts'
import type { Kind } from './kinds.ts'
import { isName, KINDS } from './kinds.ts'
import { makeApplication } from './make-application.ts'
import { Secret } from './secret.tsx'
import { applicationsText, createText, secretText } from './text.ts'

/** Shows the secret, and then opens the page of the new application. */
export function CreateApplication({ tenant, onClose }: { tenant: string; onClose: () => void }) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const [, navigate] = useLocation()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<Kind>('regular_web')
  const [address, setAddress] = useState('')
  const hint = kind === 'regular_web' || kind === 'spa' ? createText.addressHint[kind] : undefined
  const origin = hint === undefined ? undefined : originOf(address)
  const isAddressWrong = hint !== undefined && address.trim() !== '' && origin === undefined
  const creating = useMutation({
    mutationFn: () =>
      makeApplication(client, {
        name: name.trim(),
        kind,
        addresses: origin === undefined ? {} : usualAddresses(kind, origin),
      }),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['applications'] })
      if (made.client_secret === undefined) open(made.client_id)
    },
    gcTime: 0,
  })
  const made = creating.data
  function open(client_id: string): void {
    say({ title: createText.created(inSentence(name.trim())) })
    navigate(paths.application(tenant, client_id))
  }
  const blocked =
    name.trim() === ''
      ? createText.nameMissing
      : !isName(name)
        ? createText.nameWrong
        : isAddressWrong
          ? createText.addressWrong
          : undefined
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (blocked === undefined && !creating.isPending) creating.mutate()
  }
  if (made?.client_secret !== undefined) {
    const { client_id, client_secret } = made
    return (
      <Dialog open onClose={() => open(client_id)} title={createText.created(inSentence(name.trim()))}>
        <Secret client_id={client_id} client_secret={client_secret} />
        <div className="row end">
          <Button variant="primary" onClick={() => open(client_id)}>
            {secretText.done}
          </Button>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog open onClose={onClose} title={createText.title}>
      <form className="stack" onSubmit={submit} noValidate>
        {creating.error && <Problem error={creating.error} />}
        <TextField
          label={createText.name}
          hint={createText.nameHint}
          error={name === '' || isName(name) ? undefined : createText.nameWrong}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <RadioCards
          label={createText.kind}
          value={kind}
          onChange={setKind}
          cards={KINDS.map((value) => ({
            value,
            title: applicationsText.types[value],
            detail: createText.kinds[value],
          }))}
        />
        {hint !== undefined && (
          <TextField
            label={createText.address}
            hint={hint}
            error={isAddressWrong ? createText.addressWrong : undefined}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
        )}
        <div className="row end">
          <Button onClick={onClose}>{applicationsText.cancel}</Button>
          <Button type="submit" variant="primary" writes busy={creating.isPending} blocked={blocked}>
            {createText.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
