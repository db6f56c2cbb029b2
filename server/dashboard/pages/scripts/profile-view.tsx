/** What the script returned beside what would be stored, and what an import demands. @module */

import { useState } from 'react'
import { nearest } from '../../editor/types/near.ts'
import { PROFILE_FIELDS } from '../../editor/types/profile-names.ts'
import { Badge, Table } from '../../ui/data.tsx'
import { Switch } from '../../ui/switch.tsx'
import type { RunResult } from './outcome.ts'
import { Output, visible } from './output.tsx'
import { scriptsText } from './text.ts'

type Preview = NonNullable<RunResult['profile_preview']>

/** @param props.checks demands of an import, one by one */
export function ProfileView({ preview, checks }: { preview: Preview; checks: RunResult['checks'] }) {
  const { profile: says } = scriptsText
  const [asJson, setAsJson] = useState(false)
  return (
    <div className="stack">
      <Checks checks={checks} preview={preview} />
      <Switch label={says.asJson} checked={asJson} onChange={setAsJson} />
      {asJson || preview.stored === undefined ? (
        <Output label={says.returned} text={JSON.stringify(preview.returned, null, 2)} />
      ) : (
        <Fields preview={preview} />
      )}
    </div>
  )
}

function Checks({ checks, preview }: { checks: RunResult['checks']; preview: Preview }) {
  const { profile: says } = scriptsText
  const slips = slipsOf(preview.returned)
  return (
    <ul className="run-checks" aria-label={says.checks}>
      {checks.map(({ id, ok, message }) => (
        <li key={id}>
          <Badge tone={ok === null ? 'info' : ok ? 'ok' : 'bad'}>{says.verdict(ok)}</Badge>
          <bdi>{visible(message)}</bdi>
        </li>
      ))}
      {slips.map(({ name, meant }) => (
        <li key={name}>
          <Badge tone="warn">{says.slip}</Badge>
          <bdi>{visible(says.didYouMean(name, meant))}</bdi>
        </li>
      ))}
    </ul>
  )
}

function Fields({ preview }: { preview: Preview }) {
  const { profile: says } = scriptsText
  return (
    <Table
      caption={says.caption}
      rows={preview.fields}
      rowKey={({ returned, stored }) => `${returned ?? ''} ${stored ?? ''}`}
      columns={[
        {
          name: says.returned,
          cell: ({ returned }) =>
            returned === undefined ? (
              <span className="muted">{says.none}</span>
            ) : (
              <Value name={returned} value={memberOf(preview.returned, returned)} />
            ),
        },
        {
          name: says.stored,
          cell: ({ stored, change }) => (
            <>
              {stored === undefined ? null : <Value name={stored} value={memberOf(preview.stored, stored)} />}
              {change !== 'kept' && <span className="run-change">{says.changes[change]}</span>}
            </>
          ),
        },
      ]}
    />
  )
}

function Value({ name, value }: { name: string; value: unknown }) {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return (
    <span className="run-value">
      <code>
        <bdi>{visible(name)}</bdi>
      </code>
      <bdi>{visible(text)}</bdi>
      {kind !== 'string' && <span className="muted small">{kind}</span>}
    </span>
  )
}

function memberOf(fields: unknown, name: string): unknown {
  return typeof fields === 'object' && fields !== null
    ? Object.entries(fields).find(([key]) => key === name)?.[1]
    : undefined
}

/** Fields that Ferry does not know and that look like one that is missing. */
function slipsOf(returned: unknown): { name: string; meant: string }[] {
  if (typeof returned !== 'object' || returned === null || Array.isArray(returned)) return []
  const names = Object.keys(returned)
  const missing = PROFILE_FIELDS.filter((field) => !names.includes(field))
  return names
    .filter((name) => !PROFILE_FIELDS.includes(name))
    .flatMap((name) => {
      const meant = nearest(name, missing)
      return meant === undefined ? [] : [{ name, meant }]
    })
}
