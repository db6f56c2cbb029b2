/** The table of users, with actions for one and for many. @module */
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { paths } from '../../routes.ts'
import { modeOf } from '../../shell/connection-page.tsx'
import { TEXT } from '../../text.ts'
import { Button } from '../../ui/button.tsx'
import { Badge } from '../../ui/data.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Table } from '../../ui/table.tsx'
import type { BulkAction } from './bulk.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { Origin } from './origin.tsx'
import type { ChoosableConnection, ListedUser } from './queries.ts'
import { callUser, ownConnection } from './queries.ts'
import { ResetDialog } from './reset-dialog.tsx'
import { usersText } from './text.ts'
import { useBlocking } from './use-blocking.ts'

/** Maximum length of a name; the page of the user shows the whole name. */
const MOST_SHOWN = 120

const BULK = ['block', 'unblock', 'delete'] as const satisfies readonly BulkAction[]

/** The loaded rows; selected rows stay selected while more rows are loaded. */
export function UsersTable({
  tenant,
  rows,
  connections,
}: {
  tenant: string
  rows: readonly ListedUser[]
  connections: readonly ChoosableConnection[]
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [bulk, setBulk] = useState<{ action: BulkAction; ids: readonly string[] }>()
  const [resetting, setResetting] = useState<ListedUser>()
  const [, navigate] = useLocation()
  const there = rows.filter((row) => chosen.has(idOf(row)))
  const importing = new Set(
    connections.filter(({ options }) => modeOf(options) === 'importing').map(({ name }) => name),
  )
  return (
    <>
      {there.length > 0 && (
        <section className="users-bulk" aria-label={usersText.bulk.label}>
          <span className="num">{usersText.bulk.chosen(there.length)}</span>
          {BULK.map((action) => (
            <Button
              key={action}
              writes
              variant={action === 'delete' ? 'danger' : 'plain'}
              onClick={() => setBulk({ action, ids: there.map(idOf) })}
            >
              {usersText.bulk.verbs[action]}
            </Button>
          ))}
          <Button variant="quiet" onClick={() => setChosen(new Set())}>
            {usersText.bulk.clear}
          </Button>
        </section>
      )}
      <Table
        caption={TEXT.users.caption}
        rows={rows}
        rowKey={idOf}
        selection={{
          chosen,
          onChange: setChosen,
          label: (row) => usersText.bulk.choose(callUser(row)),
          labelAll: usersText.bulk.chooseAll,
        }}
        columns={[
          {
            name: TEXT.users.email,
            cell: (row) => (
              <>
                <Link href={paths.user(tenant, idOf(row))}>
                  <Foreign text={callUser(row)} />
                </Link>
                {row.blocked && (
                  <>
                    {' '}
                    <Badge tone="bad">{usersText.blocked}</Badge>
                  </>
                )}
              </>
            ),
          },
          {
            name: TEXT.users.name,
            // Many legacy stores return the email address as the name, which would only repeat it.
            cell: (row) =>
              row.name === undefined || row.name === row.email ? null : (
                <Foreign text={row.name} most={MOST_SHOWN} />
              ),
          },
          { name: usersText.connection, cell: (row) => <Foreign text={ownConnection(row)} /> },
          { name: usersText.imported, cell: (row) => <Origin user={row} /> },
          {
            name: TEXT.users.lastLogin,
            cell: (row) =>
              row.last_login ? (
                <RelativeTime at={row.last_login} />
              ) : (
                <span className="muted">{TEXT.users.never}</span>
              ),
          },
          {
            name: TEXT.users.logins,
            numeric: true,
            cell: (row) => (row.logins_count ?? 0).toLocaleString(),
          },
        ]}
        actions={{
          label: usersText.actions,
          cell: (row) => (
            <RowMenu
              user={row}
              onOpen={() => navigate(paths.user(tenant, idOf(row)))}
              onReset={() => setResetting(row)}
            />
          ),
        }}
      />
      {resetting && (
        <ResetDialog
          user={resetting}
          connection={connections.find(({ name }) => name === ownConnection(resetting))}
          onClose={() => setResetting(undefined)}
        />
      )}
      {bulk && (
        <BulkDialog
          {...bulk}
          imports={there.some((row) => importing.has(ownConnection(row)))}
          onClose={(left) => {
            setBulk(undefined)
            setChosen(new Set(left))
          }}
        />
      )}
    </>
  )
}

const idOf = (row: ListedUser): string => row.user_id ?? ''

function RowMenu({ user, onOpen, onReset }: { user: ListedUser; onOpen: () => void; onReset: () => void }) {
  const blocking = useBlocking(user)
  return (
    <Menu
      trigger={
        <Button
          variant="quiet"
          icon="more"
          busy={blocking.isPending}
          aria-label={usersText.actionsOf(callUser(user))}
        />
      }
    >
      <MenuItem onSelect={onOpen}>{usersText.open}</MenuItem>
      <MenuItem onSelect={blocking.toggle}>{user.blocked ? usersText.unblock : usersText.block}</MenuItem>
      <MenuItem onSelect={onReset}>{usersText.reset}</MenuItem>
    </Menu>
  )
}
