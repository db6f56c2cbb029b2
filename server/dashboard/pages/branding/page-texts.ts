/** Reads the texts of the pages. @module */
import { queryOptions } from '@tanstack/react-query'
import type { ApiClient } from '../../api/client.ts'
import type { Language } from '../../languages.ts'

/** Of one text, as the API takes it. */
export const MOST_CHARACTERS = 1_000

/** The start of the query keys of all languages. */
export const PAGE_TEXTS_KEY = ['branding', 'texts'] as const

/** Ferry's texts of a language, and the tenant's. */
export function pageTextsQuery(client: ApiClient, language: Language) {
  return queryOptions({
    queryKey: [...PAGE_TEXTS_KEY, language],
    queryFn: ({ signal }) =>
      client.call('GET /api/v2/branding/texts/{language}', { params: { language }, signal }),
  })
}
