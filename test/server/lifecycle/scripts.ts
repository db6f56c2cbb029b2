/** Scripts that answer what a cell says. @module */
import type { Json, ScriptCall, ScriptName, ScriptOutcome } from '../../../runtime/index.ts'
import type { FakeRuntime } from '../../support/fake-runtime.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { ScriptAnswer } from './cells.ts'
import type { Place } from './place.ts'

/** Scripts that answer what the cell says while it runs, and yes before. */
export function createScripts(places: readonly Place[]): {
  runtime: FakeRuntime
  during<T>(place: Place, work: () => Promise<T>): Promise<T>
  ranOf(place: Place): string[]
} {
  const byConnection = new Map(places.map((place) => [place.connection_id, place]))
  const ran = new Map<string, string[]>()
  const runtime = createFakeRuntime((call) => {
    const place = byConnection.get(call.connection_id)
    if (!place) throw new Error('a script of no cell ran')
    const runs = ran.get(place.connection_id)
    runs?.push(call.script.action)
    return outcomeOf(runs ? answerOf(place, call.script.action) : 'profile', call, place)
  })
  return {
    runtime,
    during(place, work) {
      ran.set(place.connection_id, [])
      return work()
    },
    ranOf: ({ connection_id }) => ran.get(connection_id) ?? [],
  }
}

/** The cell's answer is that of one script; the others of a chain do what lets it come that far. */
function answerOf({ operation, answer }: Place, action: ScriptName): ScriptAnswer {
  const [, , step] = /^(sign_up|post_user)(_create|_proof)?$/.exec(operation) ?? [undefined, undefined, '-']
  if (step === '-') return answer
  const asked = step === '_create' ? 'create' : step === '_proof' ? 'login' : 'get_user'
  if (action === asked) return answer
  return action === 'get_user' ? 'none' : 'profile'
}

const PROFILES: readonly ScriptName[] = ['login', 'get_user']

function outcomeOf(
  answer: ScriptAnswer,
  { script: { action }, args }: ScriptCall,
  place: Place,
): ScriptOutcome {
  const isProfile = PROFILES.includes(action)
  switch (answer) {
    case 'profile':
      return { kind: 'value', value: isProfile ? profileOf(place, String(args[0])) : true }
    case 'none':
      return { kind: 'none' }
    case 'validation':
      return { kind: 'rejection', class: 'ValidationError', code: 'nope', message: 'Not that.' }
    case 'error':
      return { kind: 'failure', code: 'script_error', message: 'boom' }
    case 'timeout':
      return { kind: 'failure', code: 'script_timeout', message: 'too long' }
    case 'invalid':
      return isProfile
        ? // Of the person who was asked for: somebody else's profile is told apart first.
          { kind: 'value', value: { email: String(args[0]).includes('@') ? String(args[0]) : place.email } }
        : { kind: 'failure', code: 'invalid_profile', message: 'cannot be copied' }
    case 'unavailable':
      return { kind: 'failure', code: 'legacy_unavailable', message: 'ECONNREFUSED' }
  }
}

/** Of the cell's person; of somebody else when a name is asked for that is not theirs. */
function profileOf({ email, username, external_id }: Place, asked: string): Json {
  const isTheirs = asked === email || asked === username
  if (!isTheirs)
    return {
      user_id: `other-${external_id}`,
      ...(asked.includes('@') ? { email: asked } : { email: `other-${email}`, username: asked }),
    }
  return {
    user_id: external_id,
    email,
    ...(username === undefined ? {} : { username }),
    email_verified: true,
    name: 'Legacy',
    app_metadata: { from: 'legacy' },
  }
}
