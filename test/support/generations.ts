/** The cells of the table of drivers and servers, as cases of tests. @module */
import type { Cell, Generations } from '../../runtime/packages/server-generations.ts'
import { GENERATIONS } from '../../runtime/packages/server-generations.ts'

/** @returns what the table says of every driver and server of one kind, without the untested ones */
export function cellsOf(kind: keyof typeof GENERATIONS): [request: string, server: string, mark: Cell][] {
  const { drivers, servers }: Generations = GENERATIONS[kind]
  return Object.entries(drivers).flatMap(([request, marks]) =>
    servers.flatMap((server, index): [string, string, Cell][] => {
      const mark = marks[index] ?? 'untested'
      return mark === 'untested' ? [] : [[request, server, mark]]
    }),
  )
}
