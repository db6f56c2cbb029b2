/** Name, description and type of an application. @module */
import { useState } from 'react'
import { Problem } from '../../shell/part.tsx'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { isName, KINDS } from './kinds.ts'
import { applicationsText, applicationText, createText } from './text.ts'
import type { Editing, Field } from './use-application.ts'

const LONGEST_DESCRIPTION = 140

/** The settings for name, description and type. */
export function BasicsGroup({ editing }: { editing: Editing }) {
  const { basics: says } = applicationText
  const { application, refusal, save } = editing
  const kind = KINDS.find((one) => one === application.app_type)
  return (
    <Group title={says.title}>
      <TextSetting
        label={applicationsText.name}
        value={application.name ?? ''}
        disabled={refusal !== undefined}
        refuse={(text) =>
          text.trim() === '' ? createText.nameMissing : isName(text) ? undefined : createText.nameWrong
        }
        onSave={(name) => save(applicationsText.name, { name: name.trim() })}
      />
      <FieldProblem editing={editing} field="name" />
      <TextSetting
        label={says.description}
        hint={says.descriptionHint}
        value={typeof application.description === 'string' ? application.description : ''}
        disabled={refusal !== undefined}
        refuse={({ length }) => (length > LONGEST_DESCRIPTION ? says.descriptionLong(length) : undefined)}
        onSave={(text) => save(says.description, { description: text.trim() === '' ? null : text.trim() })}
      />
      <FieldProblem editing={editing} field="description" />
      <Select
        label={says.type}
        hint={says.typeHint}
        disabled={refusal !== undefined}
        choices={KINDS.map((value) => ({ value, label: applicationsText.types[value] }))}
        value={kind ?? null}
        onChange={(app_type) => app_type !== kind && save(says.type, { app_type })}
      />
      <FieldProblem editing={editing} field="app_type" />
    </Group>
  )
}

/** Explains, below a field, why it could not be saved. */
export function FieldProblem({ editing, field }: { editing: Editing; field: Field }) {
  const error = editing.problemOf(field)
  return error && <Problem error={error} />
}

/** A line of text. It is saved when the field loses the focus or Enter is pressed; Escape restores the stored text. */
function TextSetting({
  label,
  hint,
  value,
  disabled,
  refuse,
  onSave,
}: {
  label: string
  hint?: string
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
