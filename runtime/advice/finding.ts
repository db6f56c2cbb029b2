/** Creates findings for rules. @module */
import type { AnyNode } from 'acorn'
import type { AdviceEdit, AdviceFix } from './contract.ts'
import type { Finding, Subject } from './subject.ts'

/** A finding that marks one node. */
export function findingAt(subject: Subject, node: AnyNode, finding: Omit<Finding, 'start' | 'end'>): Finding {
  return { ...finding, start: subject.syntax.start(node), end: subject.syntax.end(node) }
}

export function fix(description: string, ...edits: AdviceEdit[]): AdviceFix {
  return { description, edits }
}

export function replace(subject: Subject, node: AnyNode, text: string): AdviceEdit {
  return { start: subject.syntax.start(node), end: subject.syntax.end(node), text }
}

export function insert(offset: number, text: string): AdviceEdit {
  return { start: offset, end: offset, text }
}
