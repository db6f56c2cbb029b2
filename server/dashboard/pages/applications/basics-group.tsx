/** Name, description and type of an application. @module */
import { Problem } from '../../shell/part.tsx'
import { Select } from '../../ui/select.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { TextSetting } from '../connection-settings/text-setting.tsx'
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
