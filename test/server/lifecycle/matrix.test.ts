import { isDeepStrictEqual } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import type { Answer } from '../../support/http-call.ts'
import type { Cell, Expected } from './cells.ts'
import { ANSWERS, cellsOf, MODES, nameOf, OPERATIONS, STATES } from './cells.ts'
import { after } from './effects.ts'
import type { Matrix } from './harness.ts'
import { openMatrix } from './harness.ts'
import type { Place } from './place.ts'
import type { Stored } from './stored.ts'
import { TABLE } from './table.ts'

/** Cells under way at once: most of a denied login's time is spent waiting. */
const AT_ONCE = 40

test('the table has every combination of mode, operation, state and answer, each once', () => {
  const inTable = TABLE.flatMap(cellsOf).map(nameOf).sort()
  const all = cellsOf({
    modes: MODES,
    operations: OPERATIONS,
    states: STATES,
    answers: ANSWERS,
    impossible: '',
  })
  expect(all).toHaveLength(4 * 22 * 8 * 7)
  expect(inTable).toEqual(all.map(nameOf).sort())
})

test('a cell of an impossible combination gives the reason', () => {
  for (const row of TABLE) if ('impossible' in row) expect(row.impossible).not.toBe('')
})

test('every cell of the life cycle ends with the status, the runs and the row that the contract says', async () => {
  const cells = TABLE.flatMap((row) => ('expected' in row ? cellsToRun(row.expected, cellsOf(row)) : []))
  const expected = new Map(cells.map(({ cell, expected }) => [nameOf(cell), expected]))
  const matrix = await openMatrix(
    cells.map(({ cell }) => cell),
    onTestFinished,
  )
  const wrong: object[] = []
  const waiting = [...matrix.places]
  async function work(): Promise<void> {
    for (let place = waiting.pop(); place; place = waiting.pop()) {
      const wanted = expected.get(nameOf(place))
      if (!wanted) throw new Error(`${nameOf(place)} is not in the table`)
      const [seen, should] = await compare(matrix, place, wanted)
      if (!isDeepStrictEqual(seen, should)) wrong.push({ cell: nameOf(place), seen, should })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  expect(wrong).toEqual([])
}, 120_000)

/** Where no script may run there is no answer to vary: one cell, with scripts that would say yes, stands for seven. */
function cellsToRun(expected: Expected, cells: Cell[]): { cell: Cell; expected: Expected }[] {
  const kept = expected.runs.length === 0 ? cells.filter(({ answer }) => answer === 'profile') : cells
  return kept.map((cell) => ({ cell, expected }))
}

/** What was seen and what should have been, alike in form. */
async function compare(matrix: Matrix, place: Place, wanted: Expected): Promise<[object, object]> {
  const isDeletedOnTheWay = place.state === 'deleted' || place.state === 'tombstoned'
  const before = isDeletedOnTheWay ? NOBODY : await matrix.stored(place)
  const { answer, runs, seen } = await matrix.run(place)
  const { password, ...row } = after(wanted.effect, before, place)
  const stored = await matrix.stored(place)
  const hash = stored.user?.password_hash ?? null
  const hashIsRight =
    password === undefined
      ? hash === (row.user?.password_hash ?? null)
      : hash !== null && hash !== before.user?.password_hash && (await matrix.verify(hash, password))
  return [
    { status: answer.status, code: codeOf(answer), runs, seen, hashIsRight, ...visible(stored, wanted) },
    {
      status: wanted.status,
      code: wanted.code,
      runs: wanted.runs,
      seen: wanted.seen,
      hashIsRight: true,
      ...visible(row, wanted),
    },
  ]
}

const NOBODY: Stored = { user: undefined, users: 0, migrated: 0 }

/** The hash is judged on its own; the id of who is made here is any, if it has the form of one. */
function visible({ user, ...counts }: Stored, { effect }: Expected): object {
  if (!user) return { user: null, ...counts }
  const { password_hash: _, user_id, external_id, ...rest } = user
  if (effect !== 'created') return { user: { user_id, external_id, ...rest }, ...counts }
  const hasOwnId = user_id === '' || /^auth0\|[0-9a-f]{24}$/.test(user_id)
  const isSame = user_id === '' || user_id === `auth0|${external_id}`
  return { user: { hasOwnId, isSame, ...rest }, ...counts }
}

function codeOf({ body }: Answer): string {
  if (typeof body !== 'object' || body === null) return ''
  const { error, code, errorCode } = body as { [name: string]: string | undefined }
  return errorCode ?? code ?? error ?? ''
}
