/** Says at the end what was skipped and why: vitest's own report only counts. @module */
import type { Reporter } from 'vitest/node'

export const tellSkipped: Reporter = {
  onTestRunEnd(modules) {
    const names = new Set<string>()
    for (const { children } of modules) {
      for (const { fullName } of children.allTests('skipped')) {
        // Without a reason in its name it was only filtered out. Of a suite the reason is said once.
        const [, told] = /^(.*?\(skipped: [^)]*\))/.exec(fullName) ?? []
        if (told !== undefined) names.add(told)
      }
    }
    for (const name of names) console.log(`↓ ${name}`)
  },
}
