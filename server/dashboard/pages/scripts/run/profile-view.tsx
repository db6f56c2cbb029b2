/** The returned profile beside the one that would be stored, and the checks of an import. @module */

import { useState } from 'react'
import { nearest } from '../../../editor/types/near.ts'
import { PROFILE_FIELDS } from '../../../profile-names.ts'
import { visible } from '../../../ui/foreign.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { Switch } from '../../../ui/switch.tsx'
import type { RunResult } from './outcome.ts'
import { brief, Output } from './output.tsx'
import type { ProfileRow } from './profile-rows.ts'
import { rowsOf } from './profile-rows.ts'
import { runText } from './run-text.ts'

type Preview = NonNullable<RunResult['profile_preview']>

/** @param props.checks the requirements of an import */
export function ProfileView({ preview, checks }: { preview: Preview; checks: RunResult['checks'] }) {
  const { profile: says } = runText
  const [asJson, setAsJson] = useState(false)
  const rows = rowsOf(preview, checks, (name, missing) =>
    PROFILE_FIELDS.includes(name)
      ? undefined
      : nearest(
          name,
          PROFILE_FIELDS.filter((field) => missing(field)),
        ),
  )
  return (
    <div className="stack">
      {asJson ? (
        <>
          <Output label={says.returned} text={JSON.stringify(preview.returned, null, 2)} />
          {preview.stored && <Output label={says.stored} text={JSON.stringify(preview.stored, null, 2)} />}
        </>
      ) : (
        <Rows rows={rows} isRefused={preview.stored === undefined} />
      )}
      <Checks checks={checks} />
      <Switch label={says.asJson} checked={asJson} onChange={setAsJson} />
    </div>
  )
}

function Rows({ rows, isRefused }: { rows: readonly ProfileRow[]; isRefused: boolean }) {
  const { profile: says } = runText
  return (
    <table className="profile-rows">
      <caption className="unseen">{says.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{says.returned}</th>
          <th scope="col">{says.stored}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={row.isWrong ? 'wrong' : row.meant === undefined ? undefined : 'slip'}>
            <td>
              {row.returned ? (
                <Value name={row.returned.name} value={row.returned.value} />
              ) : (
                <span className="muted">{says.none}</span>
              )}
            </td>
            <td>
              {row.stored && <Value name={row.stored.name} value={row.stored.value} />}
              {row.isWrong && row.demanded !== undefined && (
                <span>
                  <code>{row.demanded}</code> {says.demanded}
                </span>
              )}
              {row.change !== undefined && <span className="run-change">{says.changes[row.change]}</span>}
              {row.isUnknown && row.meant === undefined && !isRefused && (
                <span className="run-change">{says.unknown}</span>
              )}
              {row.meant !== undefined && <span className="run-change">{says.didYouMean(row.meant)}</span>}
            </td>
          </tr>
        ))}
        {isRefused && (
          <tr>
            <td />
            <td className="muted">{says.refused}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

/** The checks of an import. */
export function Checks({ checks }: { checks: RunResult['checks'] }) {
  const { profile: says } = runText
  return (
    <ul className="run-checks" aria-label={says.checks}>
      {checks.map(({ id, ok, message }) => (
        <Check key={id} ok={ok} message={message} />
      ))}
    </ul>
  )
}

/** One check and its result; null for information, or when it was not checked. */
export function Check({ ok, message }: { ok: boolean | null; message: string }) {
  const tone = ok === null ? 'note' : ok ? 'ok' : 'bad'
  return (
    <li className={`run-check ${tone}`}>
      <Icon name={ok === null ? 'info' : ok ? 'check' : 'close'} />
      <span className="unseen">{runText.profile.verdict(ok)}:</span>
      <bdi>{visible(message)}</bdi>
    </li>
  )
}

/** A field with its value and its type. */
export function Value({ name, value }: { name?: string; value: unknown }) {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return (
    <span className="run-value">
      {name !== undefined && (
        <code>
          <bdi>{visible(name)}</bdi>
        </code>
      )}
      <span>
        <bdi>{visible(brief(text))}</bdi> {kind !== text && <span className="muted small">{kind}</span>}
      </span>
    </span>
  )
}
