/** The dialog for a change that conflicts with another person’s. @module */
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Table } from '../../ui/table.tsx'
import type { Options } from './options.ts'
import { settingsText } from './text.ts'
import type { Conflict, Settings } from './use-settings.ts'

/** Shows the values of every option that either person has changed, side by side. */
export function ConflictDialog({ settings }: { settings: Settings }) {
  const { conflict, endConflict, save } = settings
  const { conflict: says } = settingsText
  if (conflict === undefined) return null
  const { mine, base, theirs } = conflict
  const rows = changedOptions(conflict)
  const overwrites = Object.keys(mine.change).some((name) => isOther(base[name], theirs[name]))
  return (
    <Dialog wide open onClose={endConflict} title={says.title} description={says.detail}>
      <Table
        caption={says.title}
        rows={rows}
        rowKey={(name) => name}
        columns={[
          { name: says.option, cell: (name) => <code>{name}</code> },
          { name: says.base, cell: (name) => <Value of={base} name={name} /> },
          { name: says.theirs, cell: (name) => <Value of={theirs} name={name} /> },
          {
            name: says.mine,
            cell: (name) =>
              Object.hasOwn(mine.change, name) ? (
                <Value of={mine.change} name={name} />
              ) : (
                <span className="muted">{says.untouched}</span>
              ),
          },
        ]}
      />
      <div className="row end">
        <Button onClick={endConflict}>{says.takeTheirs}</Button>
        <Button
          variant={overwrites ? 'danger' : 'primary'}
          writes
          onClick={() => {
            endConflict()
            save(mine.what, mine.change, mine.final)
          }}
        >
          {overwrites ? says.takeMine : says.addMine}
        </Button>
      </div>
    </Dialog>
  )
}

function Value({ of, name }: { of: Options; name: string }) {
  const value = of[name]
  if (value === undefined) return <span className="muted">{settingsText.conflict.absent}</span>
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return <code className="settings-value">{text}</code>
}

function changedOptions({ mine, base, theirs }: Conflict): string[] {
  const names = new Set([...Object.keys(base), ...Object.keys(theirs)])
  const elsewhere = [...names].filter((name) => isOther(base[name], theirs[name]))
  return [...new Set([...Object.keys(mine.change), ...elsewhere])]
}

function isOther(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b)
}
