/** CodeMirror extensions that show the type service's completions, hints and problems. @module */
import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { autocompletion } from '@codemirror/autocomplete'
import type { Diagnostic } from '@codemirror/lint'
import { linter } from '@codemirror/lint'
import type { Extension, Text } from '@codemirror/state'
import { StateEffect } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { hoverTooltip } from '@codemirror/view'
import type { TypeClient } from './types/client.ts'
import type { Fix, Hint, Problem, ScriptSetting } from './types/contract.ts'

/** CodeMirror's icons, by the language service's kind of completion. */
const ICONS: { readonly [kind: string]: string } = {
  function: 'function',
  'local function': 'function',
  method: 'method',
  property: 'property',
  const: 'constant',
  let: 'variable',
  var: 'variable',
  'local var': 'variable',
  parameter: 'variable',
  class: 'class',
  'local class': 'class',
  keyword: 'keyword',
  module: 'namespace',
}

/** Checks the text again though it has not changed. */
export const lookAgain = StateEffect.define<null>()

/**
 * @param setting called each time, because the script or the keys may have changed
 * @param onProblems called with each new list
 */
export function typeExtensions(
  client: TypeClient,
  setting: () => ScriptSetting,
  onProblems: (problems: readonly Problem[]) => void,
): Extension {
  const complete = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const { state, pos, explicit } = context
    const before = state.sliceDoc(Math.max(0, pos - 1), pos)
    if (!explicit && !/[\w$.'"`@/-]/.test(before)) return null
    const asked = { text: state.doc.toString(), at: pos, ...setting() }
    const found = await client.ask('complete', asked)
    if (!found || context.aborted || found.items.length === 0) return null
    const isModule = found.items[0]?.kind === 'module'
    return {
      from: found.from,
      validFor: isModule ? /^[\w@./-]*$/ : /^[\w$]*$/,
      options: found.items.map(({ label, kind, rank }) => ({
        label,
        type: ICONS[kind] ?? 'text',
        // The service ranks from 10 (best) to 17.
        boost: Math.max(-50, (13 - rank) * 10),
        ...(kind !== 'module' && {
          info: async () => {
            const details = await client.ask('details', { ...asked, label })
            return details ? tip(details) : null
          },
        }),
      })),
    }
  }

  const lint = async (view: EditorView): Promise<Diagnostic[]> => {
    const { doc } = view.state
    const problems = await client.ask('problems', { text: doc.toString(), ...setting() })
    if (!problems) return []
    if (view.state.doc.eq(doc)) onProblems(problems)
    return problems.map((problem) => toDiagnostic(problem, doc))
  }

  return [
    autocompletion({ override: [complete], activateOnTypingDelay: 60 }),
    linter(lint, {
      delay: 250,
      needsRefresh: ({ transactions }) =>
        transactions.some(({ effects }) => effects.some((effect) => effect.is(lookAgain))),
    }),
    hoverTooltip(
      async (view, pos) => {
        const found = await client.ask('hover', { text: view.state.doc.toString(), at: pos, ...setting() })
        return found
          ? { pos: found.from, end: found.to, above: true, create: () => ({ dom: tip(found) }) }
          : null
      },
      { hoverTime: 250 },
    ),
  ]
}

function toDiagnostic(problem: Problem, doc: Text): Diagnostic {
  const { from, to, severity, message, code, fixes, isUnused, isDeprecated } = problem
  const markClass = isUnused ? 'ferry-unused' : isDeprecated ? 'ferry-deprecated' : undefined
  return {
    from,
    to,
    severity,
    message,
    renderMessage: () => words(message, code),
    ...(markClass && { markClass }),
    actions: fixes.map((fix) => ({ name: fix.title, apply: (view) => applyFix(view, fix, doc) })),
  }
}

/** The edits fit `doc` only: when the text has changed since, the text is checked again instead. */
export function applyFix(view: EditorView, { edits }: Fix, doc: Text): void {
  if (view.state.doc.eq(doc)) {
    view.dispatch({
      changes: edits.map(({ from, to, text }) => ({ from, to, insert: text })),
      userEvent: 'input.fix',
      scrollIntoView: true,
    })
  }
  view.focus()
}

/** A sentence in which backticks mark code, with the problem's code below. */
function words(message: string, code: string): HTMLElement {
  const whole = document.createElement('span')
  message.split('`').forEach((part, index) => {
    const name = index % 2 === 1 ? document.createElement('code') : undefined
    if (name) name.textContent = part
    whole.append(name ?? part)
  })
  const small = document.createElement('span')
  small.className = 'ferry-code'
  small.textContent = code
  whole.append(small)
  return whole
}

/** Shown as text: a script or a declaration may contain markup. */
function tip({ signature, documentation }: Pick<Hint, 'signature' | 'documentation'>): HTMLElement {
  const whole = document.createElement('div')
  whole.className = 'ferry-tip'
  const code = document.createElement('code')
  code.textContent = signature
  whole.append(code)
  if (documentation) {
    const words = document.createElement('p')
    words.textContent = documentation
    whole.append(words)
  }
  return whole
}
