/** The tables and columns of a template, with fields to rename them. @module */
import { Fragment } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Banner } from '../../../ui/data.tsx'
import { TextField } from '../../../ui/field.tsx'
import type { Template } from './template.ts'
import type { Names } from './template-names.ts'
import { columnPath, tablePath } from './template-names.ts'
import { templatesText } from './text.ts'

type Store = NonNullable<Template['store']>

/** The tables, one below the other, with fields for their names. */
export function StoreTables({ store, names }: { store: Store; names: Names }) {
  const says = templatesText
  const { dialect, hash, tables } = store
  const canRename = dialect !== 'ldap'
  const { problem } = names
  return (
    <div className="stack">
      <div>
        <h3 className="label">{says.table(dialect, tables.length > 1)}</h3>
        {canRename && <p className="small muted">{says.renameHint}</p>}
      </div>
      {problem && problem.path === undefined && <Banner live tone="bad" title={problem.message} />}
      {tables.map((table) => (
        <Fragment key={table.name}>
          {canRename && (
            <NameField
              label={says.tableName(table.name, dialect)}
              name={table.name}
              path={tablePath(table.name)}
              names={names}
              shown
            />
          )}
          <table className="template-columns">
            <caption className="unseen">{table.name}</caption>
            <thead>
              <tr>
                <th scope="col">
                  {dialect === 'mongodb' ? says.field : dialect === 'ldap' ? says.attribute : says.column}
                </th>
                <th scope="col">{says.type}</th>
                <th scope="col">{says.becomes}</th>
              </tr>
            </thead>
            <tbody>
              {table.columns.map((column) => (
                <tr key={column.name}>
                  <td>
                    {canRename && !column.fixed ? (
                      <NameField
                        label={says.columnName(column.name, table.name)}
                        name={column.name}
                        path={columnPath(table.name, column.name)}
                        names={names}
                      />
                    ) : (
                      <code>{column.name}</code>
                    )}
                  </td>
                  <td className="muted">{column.type}</td>
                  <td>
                    {/* Names of fields are code; sentences are not. */}
                    {/^\w+$/.test(column.becomes) ? <code>{column.becomes}</code> : column.becomes}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Fragment>
      ))}
      <p className="small">
        <span className="muted">{says.hash}: </span>
        {hash}
      </p>
      {names.isChanged && (
        <div className="row">
          <Button onClick={names.reset}>{says.reset}</Button>
        </div>
      )}
    </div>
  )
}

function NameField({
  label,
  name,
  path,
  names,
  shown = false,
}: {
  label: string
  name: string
  path: string
  names: Names
  /** Whether the label is visible; in a column, the head of the column is enough. */
  shown?: boolean
}) {
  const error = names.problem?.path === path ? names.problem.message : undefined
  return (
    <div className={shown ? 'name-field shown' : 'name-field'}>
      <TextField
        label={label}
        value={names.valueOf(path, name)}
        error={error}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        onChange={(event) => names.set(path, event.target.value)}
      />
    </div>
  )
}
