/**
 * `unknown-configuration-key`: the script reads a key that the connection's `configuration` does not have, so it gets
 * `undefined`: mostly a typing error, or a key that was forgotten when the script was copied. Checked only when the keys
 * are known; a variable named `configuration` that the script declares is ignored, and so is a key that the script takes for
 * optional itself. @module
 */
import { configurationReads } from '../configuration-reads.ts'
import { findingAt, fix, replace } from '../finding.ts'
import { optionalKeys } from '../optional-keys.ts'
import type { Finding, Subject } from '../subject.ts'

export function unknownConfigurationKey(subject: Subject): Finding[] {
  const keys = subject.configuration_keys
  if (!keys) return []
  const reads = configurationReads(subject).filter(({ key }) => !keys.includes(key))
  const optional = optionalKeys(subject, reads)
  return reads
    .filter(({ key }) => !optional.has(key))
    .map(({ node, key, isName, isShorthand }) => {
      const near = nearest(key, keys)
      const text = near && (isName ? near : JSON.stringify(near))
      // A fix of `{ KEY }` would rename only the key, and not the variable.
      const writable = near && !isShorthand && (!isName || /^[A-Za-z_$][\w$]*$/.test(near))
      return findingAt(subject, node, {
        rule: 'unknown-configuration-key',
        severity: 'warning',
        message: near
          ? `Write \`${near}\` or add the key: the configuration has no \`${key}\`.`
          : `Add \`${key}\` to the connection’s configuration: it has no such key.`,
        ...(text && writable && { fix: fix(`Use \`${near}\`.`, replace(subject, node, text)) }),
      })
    })
}

/** The key that was probably meant: the same letters in another case, or an edit distance of at most two. */
function nearest(name: string, keys: readonly string[]): string | undefined {
  const flat = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  const same = keys.find((key) => flat(key) === flat(name))
  if (same !== undefined || name.length < 4 || name.length > 100) return same
  let best: string | undefined
  let least = name.length < 8 ? 2 : 3
  for (const key of keys.slice(0, 200)) {
    if (Math.abs(key.length - name.length) >= least) continue
    const edits = distance(name, key)
    if (edits >= least) continue
    least = edits
    best = key
  }
  return best
}

/** Levenshtein distance of two short names. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same))
    }
    row = next
  }
  return row[other.length] ?? 0
}
