/** The search of a list in the syntax of the API; it takes effect when it is submitted. @module */
import { ApiProblem } from '../api/problem.ts'
import { Button } from '../ui/button.tsx'
import { visible } from '../ui/foreign.tsx'
import { SearchLine } from './search-line.tsx'

/** The place where the server could not parse the query. */
export interface SyntaxProblem {
  message: string
  /** Offset in the query, from 0. */
  at: number
}

/**
 * @param before characters that the page put before the person's query
 * @returns the server's message about the query; undefined for other errors
 */
export function syntaxProblem(error: Error | null, before = 0): SyntaxProblem | undefined {
  if (!(error instanceof ApiProblem) || error.code !== 'invalid_query_string') return undefined
  const [, place, message] = /at character (\d+): (.*)' on property q\.$/s.exec(error.message) ?? []
  if (place === undefined || message === undefined) return undefined
  const at = Math.max(0, Number(place) - 1 - before)
  return { message: `Character ${at + 1}: ${message}.`, at }
}

/** @param props.q the query of the list @param props.error what is wrong with it */
export function SearchBox({
  q,
  error,
  says,
  onSearch,
}: {
  q: string
  error: SyntaxProblem | undefined
  says: { search: string; searchHint: string; searchAsText: string; submit: string }
  onSearch: (typed: string) => void
}) {
  return (
    <SearchLine text={q} says={says} error={error?.message} onSearch={onSearch}>
      {error && (
        <>
          <code className="users-syntax" aria-hidden="true">
            <bdi>
              {visible(q.slice(0, error.at))}
              <mark>{visible(q.slice(error.at, error.at + 1)) || ' '}</mark>
              {visible(q.slice(error.at + 1))}
            </bdi>
          </code>
          <Button onClick={() => onSearch(asText(q))}>{says.searchAsText}</Button>
        </>
      )}
    </SearchLine>
  )
}

/** @returns the query as plain words, with any syntax of the search quoted */
function asText(q: string): string {
  return `"${q.replaceAll(/[\\"]/g, '\\$&')}"`
}
