/** A list that is filtered while the person types; the filter is in the URL. @module */
import type { ReactNode } from 'react'
import { useDeferredValue, useMemo, useState } from 'react'
import { useSearchParams } from 'wouter'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/data.tsx'
import { Icon } from '../ui/icons.tsx'

/** Number of rows shown at first: more rows would make typing in the filter slow. */
const FIRST = 50

interface FilterTexts {
  /** Label of the field. */
  filter: string
  filterPlaceholder: string
  clear: string
  /** Shown when no row matches. */
  none(filter: string): string
  shown(shown: number, all: number): string
  showAll(all: number): string
}

/**
 * @param props.matching returns the rows that match the filter; a module's function, because a new function filters
 * again
 * @param props.children renders the rows
 */
export function FilteredList<T>({
  all,
  matching,
  says,
  children,
}: {
  all: readonly T[]
  matching: (all: readonly T[], filter: string) => readonly T[]
  says: FilterTexts
  children: (rows: readonly T[]) => ReactNode
}) {
  const [search, setSearch] = useSearchParams()
  const [showsAll, setShowsAll] = useState(false)
  const filter = search.get('filter') ?? ''
  // Typing must not wait for the rows to render.
  const deferred = useDeferredValue(filter)
  const rows = useMemo(() => matching(all, deferred), [all, matching, deferred])
  const first = useMemo(() => (showsAll ? rows : rows.slice(0, FIRST)), [rows, showsAll])
  const changeFilter = (next: string): void =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before)
        if (next === '') after.delete('filter')
        else after.set('filter', next)
        return after
      },
      { replace: true },
    )
  return (
    <>
      <div className="filter-row">
        <label className="filter">
          <Icon name="search" />
          <span className="unseen">{says.filter}</span>
          <input
            type="search"
            className="input"
            placeholder={says.filterPlaceholder}
            autoComplete="off"
            spellCheck={false}
            value={filter}
            onChange={(event) => changeFilter(event.target.value)}
          />
        </label>
        <span className="hint" role="status">
          {deferred !== '' && says.shown(rows.length, all.length)}
        </span>
      </div>
      {rows.length === 0 ? (
        <Empty action={<Button onClick={() => changeFilter('')}>{says.clear}</Button>}>
          {says.none(deferred)}
        </Empty>
      ) : (
        children(first)
      )}
      {first.length < rows.length && (
        <div className="row">
          <Button onClick={() => setShowsAll(true)}>{says.showAll(rows.length)}</Button>
        </div>
      )}
    </>
  )
}
