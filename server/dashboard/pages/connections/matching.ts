/** Filters the list of connections. @module */

import type { Summary } from '../../api/connection-summaries.ts'
import { modeName } from '../../shell/connection-page.tsx'
import { connectionsText } from './text.ts'

/** @returns the connections whose rows contain every word of the filter */
export function matching(connections: readonly Summary[], filter: string): readonly Summary[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return connections
  return connections.filter((connection) => {
    const text = wordsOf(connection)
    return words.every((word) => text.includes(word))
  })
}

function wordsOf({ id, name, display_name = '', ferry }: Summary): string {
  const store = ferry.store_kind === undefined ? '' : connectionsText.stores[ferry.store_kind]
  return [name, display_name, id, store, modeName(ferry.mode)].join('\n').toLowerCase()
}
