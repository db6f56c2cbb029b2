/** The dialog for a field that another person has saved in the meantime. @module */
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Table } from '../../ui/table.tsx'
import { applicationText } from './text.ts'
import type { Editing } from './use-application.ts'
import { fieldsOf } from './use-application.ts'

/** Shows both values side by side. */
export function ConflictDialog({ editing: { conflict, endConflict } }: { editing: Editing }) {
  const { conflict: says } = applicationText
  if (conflict === undefined) return null
  const { mine, base, theirs } = conflict
  return (
    <Dialog wide open onClose={() => endConflict(false)} title={says.title} description={says.detail}>
      <Table
        caption={says.title}
        rows={fieldsOf(mine.change)}
        rowKey={(field) => field}
        columns={[
          { name: says.field, cell: (field) => <code className="application-field">{field}</code> },
          { name: says.base, cell: (field) => <Value value={base[field]} /> },
          { name: says.theirs, cell: (field) => <Value value={theirs[field]} /> },
          { name: says.mine, cell: (field) => <Value value={mine.change[field]} /> },
        ]}
      />
      <div className="row end">
        <Button onClick={() => endConflict(false)}>{says.takeTheirs}</Button>
        <Button variant="danger" writes onClick={() => endConflict(true)}>
          {says.takeMine}
        </Button>
      </div>
    </Dialog>
  )
}

function Value({ value }: { value: unknown }) {
  if (value === undefined || value === null)
    return <span className="muted">{applicationText.conflict.absent}</span>
  return (
    <code>
      <Foreign text={typeof value === 'string' ? value : JSON.stringify(value)} />
    </code>
  )
}
