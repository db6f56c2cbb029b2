/** A table, with rows that can be selected. @module */
import type { ReactNode } from 'react'

/** One column of a table. */
export interface Column<T> {
  name: string
  /** Aligned to the right, so that digits are below digits. */
  numeric?: boolean
  cell: (row: T) => ReactNode
}

/** The selected rows. */
export interface Selection<T> {
  /** Keys of the selected rows. */
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
  /** Label of a row's checkbox; `labelAll` is the label of the checkbox for all rows. */
  label: (row: T) => string
  labelAll: string
}

/**
 * A table on wide screens, a list with labelled values on narrow ones. The first column names the row.
 *
 * @param props.caption describes the table to screen readers
 * @param props.actions renders the actions of a row: a button at its end
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
            {columns.map(({ name, numeric, cell }, index) => {
              const content = cell(row)
              // On narrow screens, a label without a value says nothing.
              const isEmpty = content === undefined || content === null || content === ''
              return (
                <td key={name} className={index === 0 ? 'primary-cell' : numeric ? 'num' : undefined}>
                  {index > 0 && !isEmpty && <span className="table-label">{name}</span>}
                  {content}
                </td>
              )
            })}
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
      shown
      checked={all}
      some={!all && keys.some((key) => selection.chosen.has(key))}
      onChange={() => selection.onChange(new Set(all ? [] : keys))}
    />
  )
}

/**
 * @param props.some neither checked nor unchecked, because some rows are selected; @param props.shown shows the label
 * too, on narrow screens
 */
function Checkbox({
  label,
  checked,
  some = false,
  shown = false,
  onChange,
}: {
  label: string
  checked: boolean
  some?: boolean
  shown?: boolean
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
      {shown && (
        <span className="table-label" aria-hidden="true">
          {label}
        </span>
      )}
    </label>
  )
}

function toggled(chosen: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(chosen)
  if (!next.delete(key)) next.add(key)
  return next
}
