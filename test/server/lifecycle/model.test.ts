import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Answer } from '../../support/http-call.ts'
import type { Lane } from './lane.ts'
import { askForLink, idOf, listed, openLane, optionsOf, perform } from './lane.ts'
import type { Legacy, Mode, State, Step, Told } from './model.ts'
import { changeLegacy, take } from './model.ts'

/** One for every run, and one that is new each time; its number is in the message of the test that fails. */
const SEEDS = [20_261_124, Math.floor(Math.random() * 2 ** 31)]
/** Servers at once for a seed, and how many lives of a connection each sees. */
const LANES = 3
const RUNS = 1
/** Steps of one life; some are two at once. */
const STEPS = { minLength: 24, maxLength: 24 }

/** Who is in the legacy store when a life begins. */
const PEOPLE = [
  { email: 'ann@example.com', password: 'old-secret-0' },
  { email: 'bob@example.com', password: 'old-secret-1' },
]

const email = fc.constantFrom('ann@example.com', 'bob@example.com', 'cid@example.com')
const password = fc.constantFrom('old-secret-0', 'old-secret-1')
const person = <const Op extends string>(op: Op) => fc.record({ op: fc.constant(op), email, password })

const request = fc.oneof(
  { arbitrary: person('login'), weight: 6 },
  { arbitrary: person('sign_up'), weight: 2 },
  { arbitrary: person('reset'), weight: 2 },
  { arbitrary: fc.record({ op: fc.constant('set_password' as const), who: email, password }), weight: 1 },
  { arbitrary: fc.record({ op: fc.constant('set_email' as const), who: email, email }), weight: 2 },
  {
    arbitrary: fc.record({ op: fc.constant('block' as const), who: email, blocked: fc.boolean() }),
    weight: 1,
  },
  { arbitrary: fc.record({ op: fc.constant('delete' as const), who: email }), weight: 2 },
)

const outside: fc.Arbitrary<Step> = fc.oneof(
  {
    arbitrary: fc.record({
      op: fc.constant('mode' as const),
      mode: fc.constantFrom<Mode[]>('import', 'import', 'legacy', 'local'),
    }),
    weight: 2,
  },
  { arbitrary: fc.constant({ op: 'restart' as const }), weight: 1 },
  { arbitrary: person('legacy_password'), weight: 2 },
  { arbitrary: person('legacy_add'), weight: 3 },
  { arbitrary: fc.record({ op: fc.constant('legacy_email' as const), from: email, email }), weight: 1 },
  { arbitrary: fc.record({ op: fc.constant('legacy_remove' as const), email }), weight: 1 },
)

/** Of two at once one link at most is asked for: a second one for the same person would end the first. */
const pair = fc.tuple(request, request).filter((steps) => steps.filter(({ op }) => op === 'reset').length < 2)
const turn: fc.Arbitrary<Step[]> = fc.oneof(
  { arbitrary: request.map((step): Step[] => [step]), weight: 5 },
  { arbitrary: outside.map((step): Step[] => [step]), weight: 3 },
  { arbitrary: pair.map((steps): Step[] => steps), weight: 3 },
)

/** In legacy mode the truth is in another's store, which no transaction of ours spans: these come one after the other. */
const WRITES_THERE = ['reset', 'set_password', 'set_email', 'delete']

async function live(lane: Lane, name: string, turns: readonly Step[][]): Promise<void> {
  const connection_id = await lane.server.connection(name, optionsOf('import'))
  const legacy: Legacy = { rows: [], given: {} }
  for (const person of PEOPLE) changeLegacy(legacy, { op: 'legacy_add', ...person })
  lane.stores.set(connection_id, legacy)
  /** All that can be true after what was seen: of two at once nobody can say which was first. */
  let states: State[] = [{ mode: 'import', rows: [], legacy: structuredClone(legacy), made: {} }]
  const path: string[] = []
  for (const steps of turns.flatMap((one) => inTurn(one, states[0]?.mode))) {
    const ids = new Map((await listed(lane.server, name)).map((user) => [user.email, user.user_id]))
    const seen = lane.runtime.calls.length
    const tickets = new Map<Step, Answer>()
    for (const step of steps) {
      if (step.op === 'reset') tickets.set(step, await askForLink(lane.server, connection_id, step.email))
    }
    const answers = await Promise.all(
      steps.map((step) => perform(lane, { name, connection_id, legacy }, step, ids, tickets.get(step))),
    )
    const runs = lane.runtime.calls.slice(seen).map(({ script }) => script.action)
    const rows = (await listed(lane.server, name)).map(
      ({ user_id, email, blocked = false }) => `${email} ${idOf(user_id, connection_id)} ${blocked}`,
    )
    const is = lookOf(steps, answers, runs, rows, legacy)
    const could = states.flatMap((state) => orders(steps).map((order) => foresee(state, steps, order)))
    path.push(`${JSON.stringify(steps)} → ${is}`)
    states = unique(could.filter(({ look }) => look === is).map(({ state }) => state))
    if (states.length === 0) {
      expect.fail(
        `${path.join('\n')}\nis none of what may be:\n${unique(could.map((one) => one.look)).join('\n')}`,
      )
    }
  }
}

function inTurn(steps: Step[], mode: Mode | undefined): Step[][] {
  const writes = mode === 'legacy' && steps.some(({ op }) => WRITES_THERE.includes(op))
  return writes ? steps.map((step) => [step]) : [steps]
}

const unique = <T>(values: T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
]

const orders = ({ length }: readonly Step[]): number[][] =>
  length === 2
    ? [
        [0, 1],
        [1, 0],
      ]
    : [[0]]

/** @returns what would be seen if the steps came in this order, and what is true then */
function foresee(before: State, steps: readonly Step[], order: number[]): { state: State; look: string } {
  const state = structuredClone(before)
  const told: Told[] = []
  for (const index of order) {
    const step = steps[index]
    if (step) told[index] = take(state, step, before)
  }
  const rows = state.rows.map(
    ({ id, email, blocked }) => `${email} ${id.startsWith('own-') ? 'own' : id} ${blocked}`,
  )
  const runs = told.flatMap((one) => one.runs)
  return { state, look: lookOf(steps, told, runs, rows, state.legacy) }
}

/** All that callers, administrators and the legacy store's owner see, as one text. */
function lookOf(
  steps: readonly Step[],
  answers: readonly Pick<Told, 'status' | 'code'>[],
  runs: readonly string[],
  rows: readonly string[],
  { rows: legacy }: Legacy,
): string {
  const isPair = steps.length > 1
  const blocks = steps.some(({ op }) => op === 'block')
  const told = answers.map(({ status, code = '' }) =>
    // Blocked while the script runs: told to who knew the password, which before the script nobody is.
    isPair && blocks && status === 401 ? '403 invalid_grant' : `${status} ${code}`.trim(),
  )
  // Two at once may both have asked before either has written, or may share an answer: only `create` is counted.
  const counted = isPair ? runs.filter((run) => run === 'create') : runs
  const there = legacy.map(({ id, email, password }) => `${id} ${email} ${password}`)
  return JSON.stringify([told, counted, rows.toSorted(), there.toSorted()])
}

test.each(SEEDS)(
  'any life of people in any mode is one that the matrix allows, and two at once are as one after the other (seed %i)',
  async (seed) => {
    await Promise.all(
      Array.from({ length: LANES }, async (_, number) => {
        const lane = await openLane()
        let lives = 0
        const life = fc.asyncProperty(fc.array(turn, STEPS), (turns) => {
          lives += 1
          return live(lane, `life-${lives}`, turns)
        })
        // A life is long to tell and quick to read: the message shows it whole, and nothing is tried again.
        await fc.assert(life, { seed: seed + number, numRuns: RUNS, endOnFailure: true })
      }),
    )
  },
  // Much waiting for refusals, which are held back on purpose: longer on a machine with other work.
  60_000,
)
