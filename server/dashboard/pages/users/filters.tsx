/** Search and filters of the list of users. @module */
import type { FormEvent } from 'react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { visible } from '../../ui/foreign.tsx'
import { Select } from '../../ui/select.tsx'
import type { SyntaxProblem, UserList } from './list-query.ts'
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
      <SearchBox key={list.q} q={list.q} error={syntax} onSearch={(q) => onChange({ q })} />
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

function SearchBox({
  q,
  error,
  onSearch,
}: {
  q: string
  error: SyntaxProblem | undefined
  onSearch: (q: string) => void
}) {
  const [typed, setTyped] = useState(q)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onSearch(typed.trim())
  }
  return (
    <form className="users-search" onSubmit={submit}>
      <div className="users-search-line">
        <TextField
          type="search"
          label={usersText.search}
          hint={usersText.searchHint}
          error={error?.message}
          value={typed}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" icon="search">
          {usersText.submit}
        </Button>
      </div>
      {error && (
        <>
          <code className="users-syntax" aria-hidden="true">
            <bdi>
              {visible(q.slice(0, error.at))}
              <mark>{visible(q.slice(error.at, error.at + 1)) || ' '}</mark>
              {visible(q.slice(error.at + 1))}
            </bdi>
          </code>
          <Button onClick={() => onSearch(asText(q))}>{usersText.searchAsText}</Button>
        </>
      )}
    </form>
  )
}

/** @returns the query as plain words, with any syntax of the search quoted */
function asText(q: string): string {
  return `"${q.replaceAll(/[\\"]/g, '\\$&')}"`
}
