/** One line to search by: a field and its button. It takes effect when it is submitted. @module */
import type { FormEvent, ReactNode } from 'react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'

/**
 * @param props.text what was searched for last; give the line a `key` of it, so that another search shows its own
 * @param props.onSearch is called with the typed text, without the blanks around it
 * @param props.children what is shown below the line
 */
export function SearchLine({
  text,
  says,
  error,
  onSearch,
  children,
}: {
  text: string
  says: { search: string; searchHint: string; submit: string }
  error?: string | undefined
  onSearch: (typed: string) => void
  children?: ReactNode
}) {
  const [typed, setTyped] = useState(text)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onSearch(typed.trim())
  }
  return (
    <form className="users-search" onSubmit={submit}>
      <div className="users-search-line">
        <TextField
          type="search"
          label={says.search}
          hint={says.searchHint}
          error={error}
          value={typed}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" icon="search">
          {says.submit}
        </Button>
      </div>
      {children}
    </form>
  )
}
