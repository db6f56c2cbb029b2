/** The form of a test run: the arguments of the script. @module */
import type { Action } from '../../../editor/index.tsx'
import { Field, PasswordField, TextField } from '../../../ui/field.tsx'
import { Switch } from '../../../ui/switch.tsx'
import type { ArgumentField } from './arguments.ts'
import { ARGUMENTS } from './arguments.ts'
import type { TypedValues } from './run-memory.ts'
import { runText } from './run-text.ts'

const CONTEXT: ArgumentField = { name: 'context', kind: 'json' }

/** Initial text of a JSON field. */
const FIRST_JSON: { readonly [name: string]: string } = {
  user: '{\n  "email": "ada@example.com",\n  "password": ""\n}',
  context: '{}',
}

/** @param hasContext whether the scripts of the connection receive the context */
export function fieldsOf(action: Action, hasContext: boolean): readonly ArgumentField[] {
  return hasContext ? [...ARGUMENTS[action], CONTEXT] : ARGUMENTS[action]
}

/** @returns the request's arguments, or why the text of a JSON field is not valid JSON */
export function argumentsOf(
  fields: readonly ArgumentField[],
  values: TypedValues,
): { ok: true; given: { [name: string]: unknown } } | { ok: false; field: string; why: string } {
  const given: { [name: string]: unknown } = {}
  for (const { name, kind } of fields) {
    const value = values[name]
    if (kind !== 'json') given[name] = value ?? (kind === 'switch' ? false : '')
    else {
      const parsed = parseObject(jsonOf(name, value))
      if (typeof parsed === 'string') return { ok: false, field: name, why: parsed }
      given[name] = parsed
    }
  }
  return { ok: true, given }
}

function jsonOf(name: string, value: string | boolean | undefined): string {
  return typeof value === 'string' && value !== '' ? value : (FIRST_JSON[name] ?? '{}')
}

/** @returns the object; a string that says why the text is not one */
function parseObject(text: string): object | string {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? value : runText.run.notObject
  } catch (error) {
    return runText.run.notJson((error as Error).message)
  }
}

export function Argument({
  field: { name, kind },
  value,
  onChange,
  error,
}: {
  field: ArgumentField
  value: string | boolean | undefined
  onChange: (value: string | boolean) => void
  error: string | undefined
}) {
  const { run: says } = runText
  const label = says.arguments[name]
  const text = typeof value === 'string' ? value : ''
  switch (kind) {
    case 'switch':
      return <Switch label={label} checked={value === true} onChange={onChange} />
    case 'password':
      return (
        <PasswordField
          label={label}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="off"
        />
      )
    case 'json':
      return (
        <Field label={label} error={error} hint={name === 'context' ? says.contextHint : undefined}>
          {(control) => (
            <textarea
              {...control}
              className={name === 'context' ? 'input run-json short' : 'input run-json'}
              spellCheck={false}
              autoComplete="off"
              value={jsonOf(name, value)}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </Field>
      )
    case 'text':
      return (
        <TextField
          label={label}
          hint={name === 'id' ? says.idHint : undefined}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      )
  }
}
