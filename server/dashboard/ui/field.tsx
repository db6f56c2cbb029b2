/** Form fields with a label, a hint and an error. @module */
import type { ComponentProps, ReactNode } from 'react'
import { useId, useState } from 'react'
import { TEXT } from '../text.ts'
import { Button } from './button.tsx'
import { Icon } from './icons.tsx'

interface FieldText {
  label: string
  /** Shown below the field while there is no error. */
  hint?: ReactNode
  /** What is wrong with the value, and what to do. */
  error?: string | undefined
}

/** Attributes that connect a control to its field. */
interface FieldControl {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

/** @param props.children renders the control with the attributes that connect it to its label, hint and error */
export function Field({
  label,
  hint,
  error,
  children,
}: FieldText & { children: (control: FieldControl) => ReactNode }) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        ...(note === undefined ? {} : { 'aria-describedby': `${id}-note` }),
        ...(error === undefined ? {} : { 'aria-invalid': true as const }),
      })}
      {note !== undefined && (
        <div id={`${id}-note`} className={error === undefined ? 'hint' : 'field-error'}>
          {error !== undefined && <Icon name="problem" />}
          <span>{note}</span>
        </div>
      )}
    </div>
  )
}

/** A field for one line of text. */
export function TextField({
  label,
  hint,
  error,
  className,
  ...input
}: FieldText & Omit<ComponentProps<'input'>, 'id'>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <input {...input} {...control} className={['input', className].filter(Boolean).join(' ')} />
      )}
    </Field>
  )
}

/** A password field that can show its value. Pasting and password managers work. */
export function PasswordField({
  label,
  hint,
  error,
  ...input
}: FieldText & Omit<ComponentProps<'input'>, 'id'>) {
  const [shown, setShown] = useState(false)
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <span className="input-with-action">
          <input
            {...input}
            {...control}
            className="input"
            type={shown ? 'text' : 'password'}
            spellCheck={false}
          />
          <Button
            variant="quiet"
            aria-pressed={shown}
            aria-label={TEXT.fields.showPassword}
            onClick={() => setShown(!shown)}
          >
            {shown ? TEXT.fields.hide : TEXT.fields.show}
          </Button>
        </span>
      )}
    </Field>
  )
}
