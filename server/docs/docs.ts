/** The documentation as it is served: rendered once, when somebody first asks for it. @module */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { frame } from './frame.ts'
import type { DocsFile, RenderedDocs } from './rendered.ts'
import { searchPage } from './search.ts'

/** The documentation of this version. */
export interface Docs {
  /** @param name part of the address after `/docs/`; @returns undefined when there is no such page */
  find(name: string): Promise<DocsFile | undefined>
  /** @returns HTML with the sections that have all words of the query */
  search(query: string): Promise<string>
  /** @returns HTML for an address without a page */
  missing(): Promise<string>
}

const MISSING =
  '<h1>No such page</h1>\n<p>The documentation has no page at this address. Choose one in the contents, or search.</p>\n'

/** Reads nothing yet: a server that nobody asks for its documentation does not render it. */
export function createDocs(): Docs {
  let rendering: Promise<RenderedDocs> | undefined
  const rendered = (): Promise<RenderedDocs> => {
    rendering ??= renderAll().catch((error: unknown) => {
      rendering = undefined
      throw error
    })
    return rendering
  }
  return {
    find: async (name) => (await rendered()).files.get(name),
    async search(query) {
      const { entries, version } = await rendered()
      const html = searchPage(entries, query)
      return frame({ title: 'Search', page: undefined, headings: [], query, html }, version)
    },
    async missing() {
      const { version } = await rendered()
      return frame({ title: 'No such page', page: undefined, headings: [], html: MISSING }, version)
    },
  }
}

async function renderAll(): Promise<RenderedDocs> {
  const thread = new Worker(new URL('./render.ts', import.meta.url))
  // Nobody waits for it at the end of the server.
  thread.unref()
  const [rendered]: RenderedDocs[] = await once(thread, 'message')
  if (!rendered) throw new Error('the documentation was not rendered')
  return rendered
}
