/** Forms in which values of the configuration are typed or pasted. Only the forms keep the values. @module */
import type { FormEvent } from 'react'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Badge } from '../../../ui/data.tsx'
import { Field, PasswordField, TextField } from '../../../ui/field.tsx'
import { isKey, parseEnvironment } from './environment.ts'
import { configurationText } from './text.ts'

/** @returns whether the value was saved */
export type WriteValue = (key: string, value: string) => Promise<boolean>

/** @returns whether all values were saved; together they are one version in the history */
export type WriteValues = (values: { [key: string]: string }) => Promise<boolean>

/** A field for a new value that replaces the stored one. */
export function ValueForm({
  label,
  onSave,
  onCancel,
}: {
  label: string
  onSave: (value: string) => Promise<boolean>
  onCancel: () => void
}) {
  const says = configurationText
  const [value, setValue] = useState('')
  const [busy, setBusy] = useState(false)

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    await onSave(value)
    setBusy(false)
  }

  return (
    <form className="stack" autoComplete="off" onSubmit={(event) => void save(event)}>
      <PasswordField
        label={label}
        value={value}
        autoComplete="off"
        onChange={(event) => setValue(event.target.value)}
      />
      <div className="row">
        <Button type="submit" variant="primary" busy={busy} writes>
          {says.save}
        </Button>
        <Button onClick={onCancel}>{says.cancel}</Button>
      </div>
    </form>
  )
}

/** Adds one key with its value, or many keys from a file. */
export function AddKeys({
  known,
  missing,
  optional,
  onPut,
  onPutAll,
}: {
  known: readonly string[]
  /** Keys that a script reads and that are not set. */
  missing: readonly string[]
  /** Those that the scripts do without. */
  optional: ReadonlySet<string>
  onPut: WriteValue
  onPutAll: WriteValues
}) {
  const says = configurationText
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const [busy, setBusy] = useState(false)
  const name = key.trim()
  const wrong = name !== '' && !isKey(name) ? says.keyWrong(name) : undefined

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (name === '' || wrong !== undefined || busy) return
    setBusy(true)
    if (await onPut(name, value)) {
      setKey('')
      setValue('')
    }
    setBusy(false)
  }

  return (
    <>
      <form className="stack" autoComplete="off" onSubmit={(event) => void add(event)}>
        <h3>{says.add}</h3>
        {missing.length > 0 && (
          <div className="missing-keys small">
            <span className="muted">{says.missing}</span>
            {missing.map((one) => (
              <button
                type="button"
                key={one}
                className="missing-key"
                aria-label={optional.has(one) ? says.addOptional(one) : says.addMissing(one)}
                onClick={() => setKey(one)}
              >
                <code>{one}</code>
                {optional.has(one) && ` ${says.optional}`}
              </button>
            ))}
          </div>
        )}
        <TextField
          label={says.key}
          value={key}
          error={wrong}
          hint={known.includes(name) ? says.replaces : says.keyHint}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          onChange={(event) => setKey(event.target.value)}
        />
        <PasswordField
          label={says.value}
          value={value}
          autoComplete="off"
          onChange={(event) => setValue(event.target.value)}
        />
        <div className="row">
          <Button
            type="submit"
            variant="primary"
            writes
            busy={busy}
            blocked={name === '' ? says.noKey : wrong}
          >
            {says.addKey}
          </Button>
        </div>
      </form>
      <Paste known={known} onPutAll={onPutAll} />
    </>
  )
}

function Paste({ known, onPutAll }: { known: readonly string[]; onPutAll: WriteValues }) {
  const says = configurationText
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const { values, wrong } = parseEnvironment(text)
  const blocked = wrong.length > 0 ? says.correctFirst : values.length === 0 ? says.nothing : undefined

  /** If the keys could not be saved, they stay in the field. */
  async function add(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (blocked !== undefined || busy) return
    setBusy(true)
    if (await onPutAll(Object.fromEntries(values))) setText('')
    setBusy(false)
  }

  return (
    <details className="paste-keys">
      <summary>{says.paste}</summary>
      <form className="stack" autoComplete="off" onSubmit={(event) => void add(event)}>
        <Field
          label={says.block}
          hint={says.blockHint}
          error={wrong.length > 0 ? says.wrong(wrong) : undefined}
        >
          {(control) => (
            <textarea
              {...control}
              className="input run-json"
              spellCheck={false}
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        {values.length > 0 && (
          <ul className="paste-preview small" aria-label={says.preview}>
            {values.map(([key, value]) => (
              <li key={key}>
                <code>{key}</code>
                <Badge tone={known.includes(key) ? 'warn' : 'info'}>
                  {known.includes(key) ? says.isChange : says.isNew}
                </Badge>
                {value === '' && <Badge tone="warn">{says.isEmpty}</Badge>}
              </li>
            ))}
          </ul>
        )}
        <div className="row">
          <Button type="submit" variant="primary" writes busy={busy} blocked={blocked}>
            {says.submit(values.length)}
          </Button>
        </div>
      </form>
    </details>
  )
}
