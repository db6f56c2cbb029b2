/** Circles in who imports whom. @module */

/**
 * @param edges what each node imports; nodes without a row import nothing
 * @returns groups of nodes of which each reaches each other, sorted. @see Tarjan's strongly connected components
 */
export function circlesOf(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const indexes = new Map<string, number>()
  const stack: string[] = []
  const circles: string[][] = []

  function visit(node: string): number {
    const index = indexes.size
    indexes.set(node, index)
    stack.push(node)
    let low = index
    for (const next of edges.get(node) ?? []) {
      if (!indexes.has(next)) low = Math.min(low, visit(next))
      else if (stack.includes(next)) low = Math.min(low, indexes.get(next) ?? low)
    }
    if (low === index) {
      const group = stack.splice(stack.indexOf(node))
      if (group.length > 1 || edges.get(node)?.includes(node)) circles.push(group.toSorted())
    }
    return low
  }

  for (const node of edges.keys()) if (!indexes.has(node)) visit(node)
  return circles.toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))
}

/** Whether one folder contains the other. */
export function isFamily(one: string, other: string): boolean {
  return one.startsWith(`${other}/`) || other.startsWith(`${one}/`)
}
