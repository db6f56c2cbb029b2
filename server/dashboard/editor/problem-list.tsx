/** The list of a script's problems, below the editor. @module */
import type { KeyboardEvent } from 'react'
import { Fragment } from 'react'
import { visible } from '../ui/foreign.tsx'
import { editorText } from './text.ts'
import type { Fix, Problem } from './types/contract.ts'

/** A problem and where it starts; line and column start at 1. */
export interface PlacedProblem {
  problem: Problem
  line: number
  column: number
}

/** A click on a problem goes to its line. Escape closes the list. */
export function ProblemList({
  id,
  problems,
  canFix,
  onPlace,
  onFix,
  onClose,
}: {
  id: string
  problems: readonly PlacedProblem[]
  canFix: boolean
  onPlace: (line: number, column: number) => void
  onFix: (fix: Fix) => void
  onClose: () => void
}) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onClose()
  }
  return (
    <ul id={id} className="code-editor-problems" aria-label={editorText.problemList} onKeyDown={onKeyDown}>
      {problems.map(({ problem, line, column }) => (
        <li key={`${problem.code} ${problem.from} ${problem.message}`} className={problem.severity}>
          <button type="button" onClick={() => onPlace(line, column)}>
            <span aria-hidden="true" className="code-editor-mark" />
            <span className="muted">{editorText.atLine(line)}</span>
            <span>
              <span className="code-editor-unseen">{editorText.severities[problem.severity]}: </span>
              <Words text={problem.message} />
            </span>
          </button>
          {canFix &&
            problem.fixes.map((fix) => (
              <button key={fix.title} type="button" onClick={() => onFix(fix)}>
                {visible(fix.title)}
              </button>
            ))}
        </li>
      ))}
    </ul>
  )
}

/** A sentence in which backticks mark code. */
function Words({ text }: { text: string }) {
  return visible(text)
    .split('`')
    .map((part, index) => {
      const key = `${index} ${part}`
      return index % 2 === 1 ? <code key={key}>{part}</code> : <Fragment key={key}>{part}</Fragment>
    })
}
