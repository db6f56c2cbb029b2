/** The table of entries. @module */
import { memo } from 'react'
import { Link } from 'wouter'
import type { LogEntry } from '../../api/logs.ts'
import { paths } from '../../routes.ts'
import { LogEvent } from '../../shell/log-event.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import type { Column } from '../../ui/table.tsx'
import { Table } from '../../ui/table.tsx'
import './logs.css'
import { logsText } from './text.ts'

const MOST_SHOWN = 160

/** A click anywhere in a row opens its entry. */
export const LogsTable = memo(function LogsTable({
  tenant,
  rows,
}: {
  tenant: string
  rows: readonly LogEntry[]
}) {
  return (
    <div className="linked-rows wordy logs">
      <Table
        caption={logsText.caption}
        rows={rows}
        rowKey={({ log_id = '' }) => log_id}
        columns={[eventColumn(tenant), ...COLUMNS]}
      />
    </div>
  )
})

const eventColumn = (tenant: string): Column<LogEntry> => ({
  name: logsText.columns.event,
  cell: ({ log_id = '', type = '' }) => (
    <Link className="row-link" href={paths.log(tenant, log_id)}>
      <LogEvent type={type} />
    </Link>
  ),
})

const COLUMNS: readonly Column<LogEntry>[] = [
  { name: logsText.columns.when, cell: ({ date = '' }) => <Moment at={date} /> },
  {
    name: logsText.columns.who,
    cell: ({ user_name, user_id }) => {
      const who = user_name ?? user_id
      return who === undefined ? undefined : <Foreign text={who} most={MOST_SHOWN} />
    },
  },
  {
    name: logsText.columns.where,
    cell: ({ connection, client_name }) => {
      const where = [connection, client_name].filter((part) => part !== undefined).join(' · ')
      return where === '' ? undefined : <Foreign text={where} most={MOST_SHOWN} />
    },
  },
  {
    name: logsText.columns.what,
    cell: ({ description }) =>
      description === undefined ? undefined : <Foreign text={description} most={MOST_SHOWN} />,
  },
]

const TODAY = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })
const EARLIER = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' })

/** The exact time: entries of one second must be told apart, and a relative time would grow old in an open list. */
function Moment({ at }: { at: string }) {
  const date = new Date(at)
  const format = date.toDateString() === new Date().toDateString() ? TODAY : EARLIER
  return (
    <time dateTime={at} className="num" title={EARLIER.format(date)}>
      {format.format(date)}
    </time>
  )
}
