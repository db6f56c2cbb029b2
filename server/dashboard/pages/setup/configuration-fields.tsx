/** The keys of a template as fields. Only the form's state keeps the values, and they are sent once. @module */
import type { ClipboardEvent } from 'react'
import { Field, PasswordField, TextField } from '../../ui/field.tsx'
import { addressParts, isHostOfFive } from './pasted-address.ts'

/** A key, and what is known about it. */
export interface ConfigurationKey {
  key: string
  /** What the value is, in words; without it, the key is the label. */
  label?: string | undefined
  hint: string
  example?: string
}

/** Keys whose values are hidden while they are typed. */
const SECRET = /password|secret|token|_key$|mongodb_url|_uri$/i

/** A certificate has several lines, which a one-line field would join. */
const LINES = /(?:^|_)(?:ca|cert|pem)$/i

/** @param props.missing keys without which the setup cannot continue; @param props.error the message at those keys */
export function ConfigurationFields({
  keys,
  values,
  missing = [],
  error,
  addressHint,
  onChange,
}: {
  keys: readonly ConfigurationKey[]
  values: { readonly [key: string]: string }
  missing?: readonly string[]
  error?: string
  /** Says that a whole address can be pasted where the host is asked for. */
  addressHint?: string
  onChange: (values: { [key: string]: string }) => void
}) {
  const names = keys.map(({ key }) => key)
  return keys.map(({ key, label, hint, example }) => {
    const takesAddress = addressHint !== undefined && isHostOfFive(key, names)
    const texts = {
      label: label ?? key,
      hint: (
        <>
          {label !== undefined && <code>{key}</code>} {hint} {takesAddress && addressHint}
        </>
      ),
      error: missing.includes(key) ? error : undefined,
    }
    const input = {
      name: key,
      placeholder: example,
      autoComplete: 'off',
      spellCheck: false,
      value: values[key] ?? '',
      onChange: ({ target }: { target: { value: string } }) => onChange({ ...values, [key]: target.value }),
    }
    if (LINES.test(key)) {
      return (
        <Field key={key} {...texts}>
          {(control) => <textarea {...input} {...control} className="input setup-lines" />}
        </Field>
      )
    }
    const onPaste = (event: ClipboardEvent): void => {
      const parts = addressParts(key, names, event.clipboardData.getData('text'))
      if (!parts) return
      event.preventDefault()
      onChange({ ...values, ...parts })
    }
    const FieldOf = SECRET.test(key) ? PasswordField : TextField
    return <FieldOf key={key} {...texts} {...input} {...(takesAddress && { onPaste })} />
  })
}
