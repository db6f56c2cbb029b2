/** How a tenant's text becomes something that can be evaluated: for the guest, for the runner, which places syntax errors, and for advice. @module */

/** Text before the tenant's own: exactly one line, so that the tenant's line n is line n + 1. */
const PREFIX = '(function(){const $script=\n'

/** `const x = <text>` takes leading comments, a trailing semicolon and helper functions after the script. */
export function wrapScript(source: string, filename: string): string {
  return `${PREFIX}${source}\n;return $script})()\n//# sourceURL=${filename}`
}
