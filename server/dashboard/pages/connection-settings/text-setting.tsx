/** A setting that is a line of text. @module */
import type { ReactNode } from 'react'
import { useState } from 'react'
import { TextField } from '../../ui/field.tsx'

/** A line of text. It is saved when the field loses the focus or Enter is pressed; Escape restores the stored text. */
export function TextSetting({
  label,
  hint,
  value,
  disabled,
  refuse,
  onSave,
}: {
  label: string
  hint?: ReactNode
  value: string
  disabled: boolean
  /** @returns what is wrong with a text */
  refuse: (text: string) => string | undefined
  onSave: (text: string) => void
}) {
  const [typed, setTyped] = useState<string>()
  const error = typed === undefined ? undefined : refuse(typed)
  const commit = (): void => {
    if (typed === undefined || error !== undefined) return
    setTyped(undefined)
    if (typed.trim() !== value) onSave(typed)
  }
  return (
    <TextField
      label={label}
      hint={hint}
      error={error}
      autoComplete="off"
      disabled={disabled}
      value={typed ?? value}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        else if (event.key === 'Escape') setTyped(undefined)
      }}
    />
  )
}
