/** A setting whose value is a list of words. Each change is saved at once. @module */
import type { FormEvent, ReactNode } from 'react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { settingsText } from './text.ts'
import './settings.css'

/** Pasted text with several words, one per line or separated by commas, adds all of them. */
export function ListSetting({
  label,
  hint,
  empty,
  entries,
  most = { entries: 1_000, characters: 200 },
  refusal,
  onSave,
}: {
  label: string
  hint: ReactNode
  empty: string
  entries: readonly string[]
  most?: { entries: number; characters: number }
  refusal: string | undefined
  onSave: (entries: readonly string[]) => void
}) {
  const { list: says } = settingsText
  const [typed, setTyped] = useState('')
  const words = typed
    .split(/[\n,]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
  const added = [...new Set(words)].filter((word) => !entries.includes(word))
  const error = added.some((word) => word.length > most.characters)
    ? says.long(most.characters)
    : entries.length + added.length > most.entries
      ? says.many(most.entries)
      : undefined
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (error !== undefined || refusal !== undefined) return
    setTyped('')
    if (added.length > 0) onSave([...entries, ...added])
  }
  return (
    <form className="settings-list" onSubmit={submit}>
      <div className="settings-add">
        <TextField
          label={label}
          hint={hint}
          error={error}
          autoComplete="off"
          spellCheck={false}
          disabled={refusal !== undefined}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text')
            if (!pasted.includes('\n')) return
            // A one-line field would join the lines.
            event.preventDefault()
            setTyped(pasted.split(/\r?\n/).join(', '))
          }}
        />
        <Button type="submit" icon="plus" writes blocked={refusal}>
          {says.add}
        </Button>
      </div>
      {entries.length === 0 ? (
        <p className="hint">{empty}</p>
      ) : (
        <ul className="settings-chips" aria-label={label}>
          {entries.map((entry) => (
            <li key={entry} className="settings-chip">
              <bdi>{entry}</bdi>
              <Button
                variant="quiet"
                icon="close"
                writes
                blocked={refusal}
                aria-label={says.remove(entry)}
                onClick={() => onSave(entries.filter((one) => one !== entry))}
              />
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}
