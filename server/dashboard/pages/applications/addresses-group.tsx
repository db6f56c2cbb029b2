/** Addresses of an application. @module */

import { ListSetting } from '../connection-settings/list-setting.tsx'
import { ApiHint, Group } from '../connection-settings/setting.tsx'
import { FieldProblem } from './basics-group.tsx'
import { applicationText } from './text.ts'
import type { Editing } from './use-application.ts'

const FIELDS = ['callbacks', 'web_origins', 'allowed_origins', 'allowed_logout_urls'] as const

const MOST = { entries: 100, characters: 2_000 }

/**
 * Each address field explains how Ferry uses it. The server refuses invalid addresses, and the field shows its message.
 */
export function AddressesGroup({ editing }: { editing: Editing }) {
  const { addresses: says } = applicationText
  return (
    <Group title={says.title} detail={says.detail}>
      {FIELDS.map((field) => {
        const [label, hint] = says[field]
        return (
          <div key={field} className="stack">
            <ListSetting
              label={label}
              hint={<ApiHint option={field}>{hint}</ApiHint>}
              empty={says.empty}
              entries={editing.application[field] ?? []}
              most={MOST}
              refusal={editing.refusal}
              onSave={(entries) => editing.save(label, { [field]: [...entries] })}
            />
            <FieldProblem editing={editing} field={field} />
          </div>
        )
      })}
    </Group>
  )
}
