/** What the thread that renders the documentation hands over. @module */
import type { SearchEntry } from './search.ts'

/** A file of the documentation, ready to send. */
export interface DocsFile {
  type: string
  body: string
  /** With quotes, as in the header. */
  etag: string
}

/** The documentation, rendered. */
export interface RenderedDocs {
  version: string
  files: Map<string, DocsFile>
  entries: SearchEntry[]
}
