/** A setting whose value is a list of addresses, edited as lines of a text. @module */
import type { FormEvent, ReactNode } from 'react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { AddressField } from './addresses.ts'
import { addressesOf, mistakesOf } from './addresses.ts'
import { applicationText } from './text.ts'
import './applications.css'

const FEWEST_ROWS = 2
const MOST_ROWS = 10

/** Each mistake is explained below the field, with its line. Nothing is saved while a line is wrong. */
export function LinesSetting({
  field,
  label,
  hint,
  saveLabel,
  placeholder,
  entries,
  refusal,
  onSave,
}: {
  field: AddressField
  label: string
  hint: ReactNode
  /** Of the button, which appears with the first change. */
  saveLabel: string
  placeholder: string
  entries: readonly string[]
  refusal: string | undefined
  onSave: (entries: string[]) => void
}) {
  const { addresses: says } = applicationText
  const stored = entries.join('\n')
  const [typed, setTyped] = useState<string>()
  const shown = typed ?? stored
  const mistakes = mistakesOf(field, shown)
  const wrong = mistakes.filter(({ is_warning }) => !is_warning).length
  const blocked = refusal ?? (wrong > 0 ? says.wrong(wrong) : undefined)
  const lines = shown.split('\n').length
  const submit = (event?: FormEvent): void => {
    event?.preventDefault()
    if (typed === undefined || blocked !== undefined) return
    setTyped(undefined)
    if (addressesOf(typed).join('\n') !== stored) onSave(addressesOf(typed))
  }
  return (
    <form className="settings-list application-lines" onSubmit={submit} noValidate>
      <Field label={label} hint={hint}>
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, lines))}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            placeholder={placeholder}
            readOnly={refusal !== undefined}
            aria-invalid={wrong > 0 || undefined}
            value={shown}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
              else if (event.key === 'Escape') setTyped(undefined)
            }}
          />
        )}
      </Field>
      {mistakes.length > 0 && (
        <ul className="application-mistakes" aria-label={says.mistakesIn(label)} aria-live="polite">
          {mistakes.map(({ line, text, is_warning }) => (
            <li key={`${line} ${text}`} className={is_warning ? 'hint' : 'field-error'}>
              <Icon name={is_warning ? 'info' : 'problem'} />
              <span>{lines === 1 ? text : says.inLine(line, text)}</span>
            </li>
          ))}
        </ul>
      )}
      {typed !== undefined && typed !== stored && (
        <div className="row">
          <Button type="submit" variant="primary" writes blocked={blocked}>
            {saveLabel}
          </Button>
          <Button onClick={() => setTyped(undefined)}>{says.restore}</Button>
        </div>
      )}
    </form>
  )
}
