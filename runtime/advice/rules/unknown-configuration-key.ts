/**
 * `unknown-configuration-key`: the script reads a key that the connection's `configuration` does not have, so it gets
 * `undefined`: mostly a slip of the pen, or a key that was forgotten when the script moved. Checked only when the keys
 * are known; a variable named `configuration` of the script's own is left alone.
 * @module
 */
import type { AnyNode } from 'acorn'
import { findingAt, fix, replace } from '../finding.ts'
import { keyName } from '../scope.ts'
import type { Finding, Subject } from '../subject.ts'

export function unknownConfigurationKey(subject: Subject): Finding[] {
  const keys = subject.configuration_keys
  if (!keys) return []
  const findings: Finding[] = []
  const check = (node: AnyNode, name: string | undefined, isName: boolean): void => {
    if (name === undefined || keys.includes(name) || name in Object.prototype) return
    const near = nearest(name, keys)
    const text = near && (isName ? near : JSON.stringify(near))
    const writable = near && (!isName || /^[A-Za-z_$][\w$]*$/.test(near))
    findings.push(
      findingAt(subject, node, {
        rule: 'unknown-configuration-key',
        severity: 'warning',
        message: near
          ? `Write \`${near}\` or add the key: the configuration has no \`${name}\`.`
          : `Add \`${name}\` to the connection’s configuration: it has no such key.`,
        ...(text && writable && { fix: fix(`Use \`${near}\`.`, replace(subject, node, text)) }),
      }),
    )
  }
  for (const node of subject.syntax.nodes) {
    if (node.type === 'MemberExpression' && subject.isGlobal(node.object, 'configuration')) {
      check(node.property, keyName(node), !node.computed)
    } else if (node.type === 'VariableDeclarator' && node.id.type === 'ObjectPattern') {
      if (!node.init || !subject.isGlobal(node.init, 'configuration')) continue
      for (const property of node.id.properties) {
        // In `{ KEY }` the name is the variable's too: no fix, which would rename only one of them.
        if (property.type === 'Property' && !property.shorthand) check(property.key, keyName(property), true)
        else if (property.type === 'Property') checkShorthand(property.key, keyName(property))
      }
    }
  }
  return findings

  function checkShorthand(node: AnyNode, name: string | undefined): void {
    const before = findings.length
    check(node, name, true)
    const added = findings[before]
    if (added) delete added.fix
  }
}

/** The key that a slip of the pen most likely meant: same letters in another case, or two edits away. */
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

/** Levenshtein's distance of two short names. */
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
