/** The keys of a template as fields. Values live in the form's state, and are sent once. @module */
import { PasswordField, TextField } from '../../ui/field.tsx'

/** A key, and what is known about it. */
export interface ConfigurationKey {
  key: string
  hint: string
  example?: string
}

/** Names of keys whose values nobody should read over a shoulder. */
const SECRET = /password|secret|token|key$|uri|connection_?string/i

/** @param props.missing keys without which it cannot go on; @param props.error what to say there */
export function ConfigurationFields({
  keys,
  values,
  missing = [],
  error,
  onChange,
}: {
  keys: readonly ConfigurationKey[]
  values: { readonly [key: string]: string }
  missing?: readonly string[]
  error?: string
  onChange: (values: { [key: string]: string }) => void
}) {
  return keys.map(({ key, hint, example }) => {
    const FieldOf = SECRET.test(key) ? PasswordField : TextField
    return (
      <FieldOf
        key={key}
        label={key}
        hint={hint}
        error={missing.includes(key) ? error : undefined}
        placeholder={example}
        autoComplete="off"
        spellCheck={false}
        value={values[key] ?? ''}
        onChange={(event) => onChange({ ...values, [key]: event.target.value })}
      />
    )
  })
}
