/** Search and filters of the list of users. @module */
import type { SyntaxProblem } from '../../shell/search-box.tsx'
import { SearchBox } from '../../shell/search-box.tsx'
import { Select } from '../../ui/select.tsx'
import type { UserList } from './list-query.ts'
import { ORIGINS, SORTS } from './list-query.ts'
import { usersText } from './text.ts'

/** Each filter takes effect at once; the search takes effect when it is submitted. */
export function UserFilters({
  list,
  connections,
  syntax,
  onChange,
}: {
  list: UserList
  connections: readonly { name?: string }[]
  syntax: SyntaxProblem | undefined
  onChange: (change: Partial<UserList>) => void
}) {
  return (
    <div className="users-filters">
      <SearchBox key={list.q} q={list.q} error={syntax} says={usersText} onSearch={(q) => onChange({ q })} />
      <div className="users-selects">
        <Select
          label={usersText.connection}
          choices={[
            { value: '', label: usersText.anyConnection },
            ...connections.map(({ name = '' }) => ({ value: name, label: name })),
          ]}
          value={list.connection}
          onChange={(connection) => onChange({ connection })}
        />
        <Select
          label={usersText.imported}
          choices={[
            { value: '' as const, label: usersText.anyOrigin },
            ...ORIGINS.map((value) => ({ value, label: usersText.origins[value] })),
          ]}
          value={list.origin}
          onChange={(origin) => onChange({ origin })}
        />
        <Select
          label={usersText.access}
          choices={[
            { value: '' as const, label: usersText.anyAccess },
            { value: 'true' as const, label: usersText.blockedOnly },
            { value: 'false' as const, label: usersText.notBlocked },
          ]}
          value={list.blocked}
          onChange={(blocked) => onChange({ blocked })}
        />
        <Select
          label={usersText.sort}
          choices={SORTS.map((value) => ({ value, label: usersText.sorts[value] }))}
          value={list.sort}
          onChange={(sort) => onChange({ sort })}
        />
      </div>
    </div>
  )
}
