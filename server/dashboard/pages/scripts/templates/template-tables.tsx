/** The tables and columns of a template, with fields to rename them or to leave them out. @module */
import { Fragment } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Banner } from '../../../ui/data.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Output } from '../run/output.tsx'
import type { Template } from './template.ts'
import type { Names } from './template-names.ts'
import { columnPath, tablePath } from './template-names.ts'
import { templatesText } from './text.ts'

type Store = NonNullable<Template['store']>

type Column = Store['tables'][number]['columns'][number]

/** One table below the other, with the fields of the names, and the schema that comes of them. */
export function StoreTables({
  template: { store, can_change },
  names,
}: {
  template: Template
  names: Names
}) {
  const says = templatesText
  if (!store) return null
  const { dialect, hash, tables } = store
  const canRename = dialect !== 'ldap'
  const { problem } = names
  return (
    <div className="stack">
      <div>
        <h3 className="label">{says.table(dialect, tables.length > 1)}</h3>
        <p className="small muted">
          {can_change} {canRename && says.renameHint}
        </p>
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
          <ColumnTable table={table} dialect={dialect} canRename={canRename} names={names} />
        </Fragment>
      ))}
      <p className="small">
        <span className="muted">{says.hash}: </span>
        {hash}
      </p>
      {names.template.schema && (
        <details className="template-schema">
          <summary>{says.schema(names.isChanged)}</summary>
          <Output isCode label={names.template.schema.name} text={names.template.schema.text} />
        </details>
      )}
      {names.isChanged && (
        <div className="row">
          <Button onClick={names.reset}>{says.reset}</Button>
        </div>
      )}
    </div>
  )
}

function ColumnTable({
  table,
  dialect,
  canRename,
  names,
}: {
  table: Store['tables'][number]
  dialect: string
  canRename: boolean
  names: Names
}) {
  const says = templatesText
  const someCanGo = table.columns.some(({ without }) => without !== undefined)
  return (
    <table className={someCanGo ? 'template-columns with-absent' : 'template-columns'}>
      <caption className="unseen">{table.name}</caption>
      <thead>
        <tr>
          <th scope="col">
            {dialect === 'mongodb' ? says.field : dialect === 'ldap' ? says.attribute : says.column}
          </th>
          <th scope="col" className="column-type">
            {says.type}
          </th>
          <th scope="col">{says.becomes}</th>
          {someCanGo && (
            <th scope="col" className="absent">
              {says.absent(dialect)}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {table.columns.map((column) => (
          <ColumnRow
            key={column.name}
            column={column}
            table={table.name}
            dialect={dialect}
            canRename={canRename}
            someCanGo={someCanGo}
            names={names}
          />
        ))}
      </tbody>
    </table>
  )
}

function ColumnRow({
  column: { name, type, becomes, fixed, without },
  table,
  dialect,
  canRename,
  someCanGo,
  names,
}: {
  column: Column
  table: string
  dialect: string
  canRename: boolean
  someCanGo: boolean
  names: Names
}) {
  const says = templatesText
  const path = columnPath(table, name)
  const isAbsent = names.isAbsent(path)
  return (
    <tr>
      <td>
        {canRename && !fixed && !isAbsent ? (
          <NameField label={says.columnName(name, table)} name={name} path={path} names={names} />
        ) : (
          <code className={isAbsent ? 'template-absent' : undefined}>{name}</code>
        )}
      </td>
      <td className="muted column-type">{isAbsent ? undefined : type}</td>
      {/* Names of fields are code, sentences are not. */}
      {isAbsent ? (
        <td className="muted">{without}</td>
      ) : (
        <td>{/^\w+$/.test(becomes) ? <code>{becomes}</code> : becomes}</td>
      )}
      {someCanGo && (
        <td className="absent">
          {without !== undefined && (
            <label className="absent-check">
              <input
                type="checkbox"
                checked={isAbsent}
                aria-label={says.absentOf(name, table, dialect)}
                onChange={({ target }) => names.setAbsent(path, target.checked)}
              />
            </label>
          )}
        </td>
      )}
    </tr>
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
