/** Addresses of an application. @module */
import { ApiHint, Group } from '../connection-settings/setting.tsx'
import { ADDRESS_FIELDS } from './addresses.ts'
import { FieldProblem } from './basics-group.tsx'
import { LinesSetting } from './lines-setting.tsx'
import { applicationText } from './text.ts'
import type { Editing } from './use-application.ts'

/** Each address field explains how Ferry uses it. */
export function AddressesGroup({ editing }: { editing: Editing }) {
  const { addresses: says } = applicationText
  return (
    <Group title={says.title} detail={says.detail}>
      {ADDRESS_FIELDS.map((field) => {
        const { label, hint, save, placeholder } = says.fields[field]
        return (
          <div key={field} className="stack">
            <LinesSetting
              field={field}
              label={label}
              hint={<ApiHint option={field}>{hint}</ApiHint>}
              saveLabel={save}
              placeholder={placeholder}
              entries={editing.application[field] ?? []}
              refusal={editing.refusal}
              onSave={(entries) => editing.save(label, { [field]: entries })}
            />
            <FieldProblem editing={editing} field={field} />
          </div>
        )
      })}
    </Group>
  )
}
