/** Labels for connections: a bounded number of them, and none for a connection that was deleted. @module */

/** Labels of one connection. */
export interface ConnectionLabels {
  tenant: string
  connection: string
}

/** Beyond this many, connections are counted together, as `other`. */
const MOST_CONNECTIONS = 500

/** Deleted connections that are remembered: a run that ends after the deletion must not bring the labels back. */
const MOST_REMEMBERED = 1_000

const OTHER: ConnectionLabels = { tenant: 'other', connection: 'other' }

/** The labels in use. */
export interface LabelBook {
  /** @returns the ids; `other` for both when there are too many connections, or the connection is gone */
  labelsOf(ids: { tenant_id: string; connection_id: string }): ConnectionLabels
  forgetConnection(connection_id: string): void
  forgetTenant(tenant_id: string): void
}

/** @param remove takes every series with these labels out of the metrics */
export function createLabelBook(
  remove: (labels: ConnectionLabels) => void,
  most = MOST_CONNECTIONS,
): LabelBook {
  const known = new Map<string, ConnectionLabels>()
  const gone = new Set<string>()

  function forget(connection_id: string): void {
    const labels = known.get(connection_id)
    known.delete(connection_id)
    gone.add(connection_id)
    const [oldest] = gone
    if (gone.size > MOST_REMEMBERED && oldest !== undefined) gone.delete(oldest)
    if (labels) remove(labels)
  }

  return {
    labelsOf({ tenant_id, connection_id }) {
      const found = known.get(connection_id)
      if (found) return found
      if (known.size >= most || gone.has(connection_id)) return OTHER
      const labels = { tenant: tenant_id, connection: connection_id }
      known.set(connection_id, labels)
      return labels
    },
    forgetConnection: forget,
    forgetTenant(tenant_id) {
      for (const { tenant, connection } of [...known.values()]) if (tenant === tenant_id) forget(connection)
    },
  }
}
