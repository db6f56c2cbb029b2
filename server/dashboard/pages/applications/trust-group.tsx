/** Whose an application is, and what is demanded of its sign-ins. @module */
import { Switch } from '../../ui/switch.tsx'
import { ApiHint, Group } from '../connection-settings/setting.tsx'
import { FieldProblem } from './basics-group.tsx'
import { proofText } from './proof-text.ts'
import type { Editing } from './use-application.ts'

const { trust: says } = proofText

/** Switches, each saved at once. */
export function TrustGroup({ editing }: { editing: Editing }) {
  const { application } = editing
  return (
    <Group title={says.title}>
      <FieldSwitch
        editing={editing}
        field="is_first_party"
        text={says.isOurs}
        on={application.is_first_party !== false}
      />
      <FieldSwitch
        editing={editing}
        field="require_pushed_authorization_requests"
        text={says.pushed}
        on={application.require_pushed_authorization_requests === true}
      />
      <FieldSwitch
        editing={editing}
        field="cross_origin_authentication"
        text={says.ownForms}
        on={(application.cross_origin_authentication ?? application.cross_origin_auth) === true}
      />
    </Group>
  )
}

type SwitchField = 'is_first_party' | 'require_pushed_authorization_requests' | 'cross_origin_authentication'

function FieldSwitch({
  editing,
  field,
  text: [label, detail],
  on,
}: {
  editing: Editing
  field: SwitchField
  text: readonly [label: string, detail: string]
  on: boolean
}) {
  return (
    <div className="stack">
      <Switch
        label={label}
        hint={<ApiHint option={field}>{detail}</ApiHint>}
        checked={on}
        disabled={editing.refusal !== undefined}
        onChange={(next) => editing.save(label, { [field]: next })}
      />
      <FieldProblem editing={editing} field={field} />
    </div>
  )
}
