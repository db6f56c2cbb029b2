/** The tenant's script: from text to function, and from a call to one settlement. @module */
import type { ScriptName } from '../actions.ts'
import { compileScript } from './compile.ts'
import { describeBriefly, describeError } from './guard.ts'
import { host } from './host.ts'
import { apply, contains, defineProperty, parse, plain, sliceText, soon, sourceOf } from './primordials.ts'
import type { ResultBudget } from './serialise.ts'
import { serialise, Unserialisable } from './serialise.ts'

type Script = (...args: unknown[]) => unknown

export interface ScriptRunner {
  /** Compiles at the first call, then calls the script. Settles through the host, once. */
  start(argsJson: string): void
  /** Counts the runs; 0 before the first. */
  run(): number
  /**
   * Fails the current run; without one, or after its settlement, the error is counted as late.
   *
   * @param startedIn the run that started what failed; an error of an earlier run is only logged
   */
  fail(error: unknown, startedIn?: number): void
}

/** Scripts whose value is a profile or a number; of the others only `true` matters. */
const WITH_VALUE = ['login', 'get_user', 'count']

/**
 * @param source the tenant's text
 * @param action key of `customScripts`, or `count`
 * @param flush sends what is posted at once
 */
export function createScriptRunner(
  source: string,
  action: ScriptName,
  budget: ResultBudget,
  flush: () => void,
): ScriptRunner {
  const givesValue = WITH_VALUE.includes(action)
  let script: Script | undefined
  let run = 0
  let settled = true

  /** @param by the script called its callback, or something was thrown that nobody caught */
  function settle(kind: string, json: string, by: 'call' | 'throw' = 'call'): void {
    if (settled) {
      host.post('late', run, by)
      return
    }
    settled = true
    host.post('settle', run, kind, json)
    // Posted at once: the host does not wait for what the script does after its callback.
    flush()
  }

  function settleValue(value: unknown): void {
    if (value === undefined || value === null) {
      settle('none', '')
      return
    }
    if (!givesValue) {
      settle(...settlementOfFlag(value, action, budget))
      return
    }
    try {
      const json = serialise(value, budget)
      if (json === undefined) settle('none', '')
      else settle('value', json)
    } catch (error) {
      if (error instanceof Unserialisable) {
        settle('unserialisable', `The script's result cannot be stored: ${error.reason}.`)
      } else settle('error', describeError(error))
    }
  }

  /** @returns undefined when the run was settled instead */
  function compile(): Script | undefined {
    const compiled = compileScript(source, action)
    if (compiled.kind === 'script') return compiled.script
    settle(compiled.kind, compiled.told)
    return undefined
  }

  return {
    start(argsJson) {
      const current = ++run
      settled = false
      script ??= compile()
      if (!script) return
      const args = parse(argsJson) as unknown[]
      let isCalled = false
      const callback = (error?: unknown, value?: unknown): void => {
        const isFirst = !isCalled
        isCalled = true
        // A callback kept from an earlier run says nothing about this one.
        if (current !== run) host.post('late', run, 'call')
        // An uncaught error has ended the run, and the script then calls back once: it has not settled twice.
        else if (settled && isFirst) return
        else if (error) settle('error', describeError(error))
        else settleValue(value)
      }
      let remedy: string | undefined
      const fail = (error: unknown): void => {
        if (current !== run) host.post('late', run, 'throw')
        else settle('error', describeError(error, remedy), 'throw')
      }
      try {
        // Defined, not spread: an earlier run may have replaced what spreading uses.
        defineProperty(args, args.length, plain(callback))
        if (awaitsContext(script, args.length)) {
          remedy = CONTEXT_REMEDY
          // A script that finds no callback need not throw.
          host.sync('log', 'warn', CONTEXT_REMEDY)
        }
        const returned = apply(script, undefined, args)
        watch(returned, fail)
      } catch (error) {
        fail(error)
      }
    },
    run: () => run,
    fail(error, startedIn = run) {
      if (startedIn === run) settle('error', describeError(error), 'throw')
      else host.sync('log', 'error', `Thrown by a timer of an earlier run: ${describeBriefly(error)}`)
    },
  }
}

const CONTEXT_REMEDY =
  'The script takes a context before the callback, and the connection passes none: turn on its option enable_script_context.'

/** Characters of a function's text in which its parameters are looked for. */
const HEAD_CHARACTERS = 300

/** Whether the function has one parameter more than it is passed, and one that is called after the context. */
function awaitsContext(script: Script, passed: number): boolean {
  if (script.length !== passed + 1) return false
  const head = sliceText(sourceOf(script), 0, HEAD_CHARACTERS)
  return contains(head, 'context') || contains(head, 'ctx')
}

/** A rejected promise counts as a thrown error. Its resolved value has no meaning; only the callback counts. */
function watch(returned: unknown, fail: (error: unknown) => void): void {
  if (typeof returned !== 'object' || returned === null) return
  const { then } = returned as { then?: unknown }
  if (typeof then !== 'function') return
  apply(then as Script, returned, [undefined, (error: unknown) => soon(() => fail(error))])
}

/** `change_password` and `verify` may hand back an object; everywhere else any truthy value means "done". */
function settlementOfFlag(
  value: unknown,
  action: string,
  budget: ResultBudget,
): [kind: string, json: string] {
  if (!value) return ['value', 'false']
  const mayBeObject = action === 'change_password' || action === 'verify'
  if (!mayBeObject || typeof value !== 'object') return ['value', 'true']
  try {
    return ['value', serialise(value, budget) ?? 'true']
  } catch {
    return ['value', 'true']
  }
}
