/** The form that deletes something after its name was typed. @module */
import type { UseMutationResult } from '@tanstack/react-query'
import type { FormEvent, ReactNode } from 'react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Problem } from './part.tsx'

/**
 * For the inside of a dialog.
 *
 * @param props.name the name of what is deleted @param props.shown the name as people see it
 * @param props.children what happens then, as items of a list
 */
export function DeleteForm({
  name,
  shown = name,
  says,
  cancel,
  removing,
  onClose,
  children,
}: {
  name: string
  shown?: string
  says: { remove: string; type: (name: string) => string; mismatch: string }
  cancel: string
  removing: Pick<UseMutationResult<unknown, Error, void>, 'mutate' | 'isPending' | 'error'>
  onClose: () => void
  children: ReactNode
}) {
  const [typed, setTyped] = useState('')
  const blocked = [name, shown].includes(typed.trim()) ? undefined : says.type(shown)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (blocked === undefined && !removing.isPending) removing.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <ul className="effects">{children}</ul>
      {removing.error && <Problem error={removing.error} />}
      <TextField
        label={says.type(shown)}
        error={typed === '' || shown.startsWith(typed.trim()) ? undefined : says.mismatch}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="row end">
        <Button onClick={onClose}>{cancel}</Button>
        <Button type="submit" variant="danger" writes busy={removing.isPending} blocked={blocked}>
          {says.remove}
        </Button>
      </div>
    </form>
  )
}
