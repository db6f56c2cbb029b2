/** Which scripts read which key of the configuration. @module */
import type { Action } from '../../../editor/types/contract.ts'

/** A script and the lines that use the key. */
export interface KeyUse {
  action: Action
  /** Line numbers from 1, each once. */
  lines: number[]
}

/** `configuration.KEY`, `configuration['KEY']`. */
const MEMBER = /\bconfiguration\s*(?:\??\.\s*([A-Za-z_$][\w$]*)|(?:\?\.)?\[\s*(['"`])([^'"`\n]+)\2\s*\])/g

/** `{ KEY, OTHER: name } = configuration`. */
const TAKEN_APART = /\{([^{}]*)\}\s*=\s*configuration\b(?!\s*[.[])/g

/** @returns uses by key, in the order of the texts */
export function keyUses(texts: readonly { action: Action; text: string }[]): Map<string, KeyUse[]> {
  const uses = new Map<string, KeyUse[]>()
  for (const { action, text } of texts) {
    for (const { key, at } of keysIn(text)) {
      const line = text.slice(0, at).split('\n').length
      const known = uses.get(key) ?? []
      uses.set(key, known)
      const use = known.find((one) => one.action === action)
      if (!use) known.push({ action, lines: [line] })
      else if (!use.lines.includes(line)) use.lines.push(line)
    }
  }
  return uses
}

function keysIn(text: string): { key: string; at: number }[] {
  const members = [...text.matchAll(MEMBER)].map(({ 1: name, 3: quoted, index }) => ({
    key: name ?? quoted ?? '',
    at: index,
  }))
  const parts = [...text.matchAll(TAKEN_APART)].flatMap(({ 1: inner = '', index }) =>
    [...inner.matchAll(/(?:^|,)\s*([A-Za-z_$][\w$]*)/g)].map((part) => ({
      key: part[1] ?? '',
      at: index + 1 + part.index + part[0].length - 1,
    })),
  )
  return [...members, ...parts].toSorted((a, b) => a.at - b.at)
}

/** What stands behind a key whose value is looked at before it is used: `configuration.PORT || 3306`. */
const LOOKED_AT = /^\s*(?:\|\||\?\?|&&|\?(?!\.)|[!=]==?)/

/** @returns keys that the scripts themselves take for optional at one place at least */
export function optionalKeys(texts: readonly { text: string }[]): Set<string> {
  return new Set(
    texts.flatMap(({ text }) =>
      [...text.matchAll(MEMBER)].flatMap(({ 0: read, 1: name, 3: quoted, index }) =>
        LOOKED_AT.test(text.slice(index + read.length, index + read.length + 40))
          ? [name ?? quoted ?? '']
          : [],
      ),
    ),
  )
}
