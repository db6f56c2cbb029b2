/** What pages show facts with. @module */
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { TEXT } from '../text.ts'
import { Button } from './button.tsx'
import type { IconName } from './icons.tsx'
import { Icon } from './icons.tsx'

/** What a colour means; `plain` is none. */
export type Tone = 'plain' | 'info' | 'ok' | 'warn' | 'bad'

const TONE_ICONS: { readonly [tone in Exclude<Tone, 'plain'>]: IconName } = {
  info: 'info',
  ok: 'check',
  warn: 'problem',
  bad: 'problem',
}

/** A word or two about a thing. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>
}

/**
 * Something that the page has to say.
 *
 * @param props.actions buttons
 * @param props.live announced when it appears: results and failures, not what stood there from the start
 */
export function Banner({
  tone,
  title,
  live = false,
  actions,
  children,
}: {
  tone: Exclude<Tone, 'plain'>
  title: string
  live?: boolean
  actions?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className={`banner ${tone}`} role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}>
      <Icon name={TONE_ICONS[tone]} />
      <div>
        <strong>{title}</strong>
        {children}
        {actions !== undefined && <div className="row">{actions}</div>}
      </div>
    </div>
  )
}

/** One column of a table. */
export interface Column<T> {
  name: string
  /** Numbers stand at the right, digits below digits. */
  numeric?: boolean
  cell: (row: T) => ReactNode
}

/** Rows that are taken together. */
export interface Selection<T> {
  /** Keys of rows. */
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
  /** What the box of a row is called, and that of all. */
  label: (row: T) => string
  labelAll: string
}

/**
 * A table on wide screens, lines with names on narrow ones. The first column names the row.
 *
 * @param props.caption what is listed, for those who do not see the page's title
 * @param props.actions of a row: a button at its end
 */
export function Table<T>({
  caption,
  columns,
  rows,
  rowKey,
  selection,
  actions,
}: {
  caption: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
  selection?: Selection<T>
  actions?: { label: string; cell: (row: T) => ReactNode }
}) {
  return (
    <table className={actions || selection ? 'table worked' : 'table'}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          {selection && (
            <th scope="col" className="table-select">
              <SelectAll selection={selection} keys={rows.map(rowKey)} />
            </th>
          )}
          {columns.map(({ name, numeric }) => (
            <th key={name} scope="col" className={numeric ? 'num' : undefined}>
              {name}
            </th>
          ))}
          {actions && (
            <th scope="col" className="table-actions">
              <span className="unseen">{actions.label}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {selection && (
              <td className="table-select">
                <Checkbox
                  label={selection.label(row)}
                  checked={selection.chosen.has(rowKey(row))}
                  onChange={() => selection.onChange(toggled(selection.chosen, rowKey(row)))}
                />
              </td>
            )}
            {columns.map(({ name, numeric, cell }, index) => (
              <td key={name} className={index === 0 ? 'primary-cell' : numeric ? 'num' : undefined}>
                {index > 0 && <span className="table-label">{name}</span>}
                {cell(row)}
              </td>
            ))}
            {actions && <td className="table-actions">{actions.cell(row)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SelectAll<T>({ selection, keys }: { selection: Selection<T>; keys: readonly string[] }) {
  const all = keys.length > 0 && keys.every((key) => selection.chosen.has(key))
  return (
    <Checkbox
      label={selection.labelAll}
      checked={all}
      some={!all && keys.some((key) => selection.chosen.has(key))}
      onChange={() => selection.onChange(new Set(all ? [] : keys))}
    />
  )
}

/** @param props.some neither off nor on: some of what it stands for */
function Checkbox({
  label,
  checked,
  some = false,
  onChange,
}: {
  label: string
  checked: boolean
  some?: boolean
  onChange: () => void
}) {
  return (
    <label className="checkbox">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        ref={(box) => {
          if (box) box.indeterminate = some
        }}
        onChange={onChange}
      />
    </label>
  )
}

function toggled(chosen: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(chosen)
  if (!next.delete(key)) next.add(key)
  return next
}

/** Nothing there yet: what would be here, and what fills it. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p className="muted">{children}</p>
      {action}
    </div>
  )
}

/** Stands where a list will be; shows after 150 ms. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  return (
    <div className="skeleton" role="status" aria-label={TEXT.states.loading}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} />
      ))}
    </div>
  )
}

/** @param props.fraction from 0 to 1 */
export function Progress({ label, fraction, detail }: { label: string; fraction: number; detail?: string }) {
  const percent = Math.round(fraction * 100)
  return (
    <div className="progress">
      <div className="row">
        <span>{label}</span>
        <span className="grow" />
        <span className="muted num">{detail ?? `${percent} %`}</span>
      </div>
      <svg
        className="progress-track"
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        role="progressbar"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <rect width="100" height="8" />
        <rect width={fraction * 100} height="8" />
      </svg>
    </div>
  )
}

/** Facts of one thing, name by name. */
export function KeyValue({ entries }: { entries: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="key-value">
      {entries.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const COPIED_FOR_MS = 2_000

/** Text to take along, such as an id. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), COPIED_FOR_MS)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <span className="copy-text">
      <code>{text}</code>
      <Button
        variant="quiet"
        icon={copied ? 'check' : 'copy'}
        aria-label={copied ? TEXT.actions.copied : label}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      />
    </span>
  )
}

/** A key as it is written on the keyboard. */
export function Kbd({ children }: { children: string }) {
  return <kbd className="kbd">{children}</kbd>
}
