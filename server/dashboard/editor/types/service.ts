/** The type service: answers an editor's questions about a script, in a worker or in Node. @module */
import ts from 'typescript-js'
import { compilerProblems } from './compiler-problems.ts'
import { checkConfigurationKeys } from './configuration-keys.ts'
import type { Completions, Problem, Script, TypeService } from './contract.ts'
import { placed } from './problem.ts'
import { checkProfiles } from './profile-fields.ts'
import type { Read } from './program.ts'
import { createReader, SCRIPT } from './program.ts'
import { checkRequires } from './requires.ts'
import type { Advice, Sandbox } from './sandbox.ts'

/** Maximum number of completions. */
const MOST = 300

/** Rules of the advice that the types report with more precision. */
const SAID_BY_TYPES = new Set(['unknown-configuration-key'])

/** Rules that report a missing field; a misspelt field explains it already. */
const ABOUT_FIELDS = new Set(['advice/user-id-not-stable', 'advice/email-verified-missing'])

/** @param sandbox declarations, modules and advice */
export function createTypeService(sandbox: Sandbox): TypeService {
  const read = createReader(sandbox)

  function problems(script: Script): Problem[] {
    // The script is not set, which is not an error.
    if (script.text.trim() === '') return []
    const text = read(script)
    const compiled = compilerProblems(text, sandbox)
    if (compiled.some(({ isSyntax }) => isSyntax)) return compiled
    const keys = script.configurationKeys
    const own = [
      ...checkRequires(text, sandbox),
      ...(keys ? checkConfigurationKeys(text, keys) : []),
      ...checkProfiles(text, script.action),
    ]
    const isSaid = (problem: Problem): boolean =>
      own.some(({ from, to }) => from === problem.from && to === problem.to)
    const isInProfile = (problem: Problem): boolean =>
      own.some(({ code, from, to }) => code === 'profile' && from >= problem.from && to <= problem.to)
    const advice = sandbox
      .advise({ action: script.action, source: script.text, has_context: script.hasContext })
      .filter(({ rule }) => !SAID_BY_TYPES.has(rule))
      .map((one) => adviceProblem(script.text, one))
      .filter((problem) => !(ABOUT_FIELDS.has(problem.code) && isInProfile(problem)))
    return [...own, ...compiled.filter((problem) => !isSaid(problem)), ...advice].sort(
      (one, other) => one.from - other.from || one.to - other.to,
    )
  }

  return {
    problems,
    complete(script) {
      const text = read(script)
      return completeRequest(script, sandbox) ?? completeCode(text, script)
    },
    details({ at, label, ...script }) {
      const { languageService, frame } = read(script)
      const found = languageService.getCompletionEntryDetails(
        SCRIPT,
        frame.toFrame(at),
        label,
        {},
        undefined,
        {},
        undefined,
      )
      return found
        ? {
            signature: ts.displayPartsToString(found.displayParts),
            documentation: ts.displayPartsToString(found.documentation),
          }
        : null
    },
    hover({ at, ...script }) {
      const { languageService, frame } = read(script)
      const found = languageService.getQuickInfoAtPosition(SCRIPT, frame.toFrame(at))
      const from = frame.toSource(found?.textSpan.start ?? 0)
      const signature = ts.displayPartsToString(found?.displayParts)
      if (!found || from < 0 || signature === 'any') return null
      return {
        from,
        to: from + found.textSpan.length,
        signature,
        documentation: ts.displayPartsToString(found.documentation),
      }
    },
  }
}

/** The modules, inside of `require('…')`; undefined anywhere else. */
function completeRequest(
  { text, at }: Script & { at: number },
  { modules }: Sandbox,
): Completions | undefined {
  const before = text.slice(Math.max(0, at - 120), at)
  const typed = /\brequire\s*\(\s*['"`]([^'"`\n]*)$/.exec(before)?.[1]
  if (typed === undefined) return undefined
  const items = modules.map((label) => ({ label, kind: 'module', rank: label.includes('@') ? 1 : 0 }))
  return { from: at - typed.length, items }
}

function completeCode(
  { languageService, frame }: Read,
  { text, at }: Script & { at: number },
): Completions | null {
  const found = languageService.getCompletionsAtPosition(SCRIPT, frame.toFrame(at), {
    includeCompletionsForModuleExports: false,
    includeCompletionsWithInsertText: false,
  })
  if (!found) return null
  const typed = /[\w$]*$/.exec(text.slice(0, at))?.[0] ?? ''
  const items = found.entries
    // Words that the compiler found elsewhere in the text are noise beside real members.
    .filter(
      ({ name, kind }) =>
        name !== '$script' && name !== '$m' && name !== 'Ferry' && kind !== ts.ScriptElementKind.warning,
    )
    .slice(0, MOST)
    .map(({ name, kind, sortText }) => ({ label: name, kind, rank: Number.parseInt(sortText, 10) || 15 }))
  return { from: at - typed.length, items }
}

function adviceProblem(source: string, { rule, severity, message, fix, ...place }: Advice): Problem {
  return {
    ...placed(
      source,
      offsetOf(source, place.line, place.column),
      offsetOf(source, place.end_line, place.end_column),
    ),
    severity: severity === 'info' ? 'hint' : 'warning',
    message,
    code: `advice/${rule}`,
    fixes: fix
      ? [
          {
            title: fix.description,
            edits: fix.edits.map(({ start, end, text }) => ({ from: start, to: end, text })),
          },
        ]
      : [],
    isSyntax: false,
    isUnused: false,
    isDeprecated: false,
  }
}

/** @returns the offset of a line and column, which start at 1 */
function offsetOf(source: string, line: number, column: number): number {
  let start = 0
  for (let at = 1; at < line; at++) {
    const end = source.indexOf('\n', start)
    if (end === -1) break
    start = end + 1
  }
  return start + column - 1
}
