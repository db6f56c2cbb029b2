/** The rendered documentation, as the thread that renders it sends it. @module */
import type { SearchEntry } from './search.ts'

/** A file of the documentation, ready to send. */
export interface DocsFile {
  type: string
  body: string
  /** With quotes, as in the header. */
  etag: string
}

/** All files of the documentation, and the index of the search. */
export interface RenderedDocs {
  version: string
  files: Map<string, DocsFile>
  entries: SearchEntry[]
}
