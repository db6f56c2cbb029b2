/** Reads from our type declarations what a module says it has, to ask the module itself. @module */

/** Something that should be there: a path of members below what an expression gives, where `it` is the module. */
export interface Declared {
  expression: string
  members: string[]
}

/** One `declare module`. */
export interface DeclaredModule {
  name: string
  has: Declared[]
  /** `export * from`, a module that is exported whole (`export =`), or the names of `export { … } from`. */
  from: { module: string; names: string[] | undefined }[]
}

/**
 * @param text of a declaration file as our formatter leaves it: one declaration a line, indented by two spaces
 * @throws when a line is none that it knows
 */
export function declaredModules(text: string): DeclaredModule[] {
  const modules: DeclaredModule[] = []
  for (const [, name = '', body = ''] of text.matchAll(/^declare module '([^']+)' \{\n([\s\S]*?)^\}$/gm)) {
    modules.push(readModule(name, body.split('\n')))
  }
  return modules
}

function readModule(name: string, lines: readonly string[]): DeclaredModule {
  const found: DeclaredModule = { name, has: [], from: [] }
  const exported: string[] = []
  const required = new Map<string, string>()
  let made: string | undefined
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    /** Goes on to the line that closes what this line opens. @returns the lines between */
    const block = (): string[] => {
      if (!/[{([<]$/.test(line)) return []
      const end = lines.findIndex((later, index) => index > at && /^ {2}[})\]>]/.test(later))
      if (end < 0) throw new Error(`nothing closes: ${line}`)
      const inner = lines.slice(at + 1, end)
      at = end
      return inner
    }
    const [, thing = '', word = ''] =
      /^ {2}(?:export )?(class|function|const|let|interface|namespace|type|import type)\b ?(\w*)/.exec(
        line,
      ) ?? []
    const isExported = line.startsWith('  export ')
    if (/^ {2}\/\*\* @made /.test(line)) made = line.slice('  /** @made '.length, -' */'.length)
    else if (thing === 'class') readClass(found, word, block())
    else if (thing === 'interface') {
      const members = membersOf(block())
      if (made) found.has.push({ expression: made, members })
      made = undefined
    } else if (thing === 'namespace') {
      const inner = block().flatMap((part) => /^ {4}export function (\w+)/.exec(part)?.[1] ?? [])
      exported.push(...inner)
    } else if ((thing === 'const' || thing === 'function' || thing === 'let') && isExported) {
      exported.push(word)
      const inner = block()
      const isObject = thing === 'const' && line.endsWith(': {')
      if (isObject) found.has.push({ expression: `it.${word}`, members: membersOf(inner) })
    }
    const all = /^ {2}export \* from '([^']+)'$/.exec(line)
    if (all?.[1]) found.from.push({ module: all[1], names: undefined })
    const some = /^ {2}export \{ ([\w, ]+) \} from '([^']+)'$/.exec(line)
    if (some?.[1] && some[2]) found.from.push({ module: some[2], names: some[1].split(', ') })
    const [, local = '', source] = /^ {2}import (\w+) = require\('([^']+)'\)$/.exec(line) ?? []
    if (source !== undefined) required.set(local, source)
    const whole = required.get(/^ {2}export = (\w+)$/.exec(line)?.[1] ?? '')
    if (whole !== undefined) found.from.push({ module: whole, names: undefined })
    if (/^ {2}export = /.test(line)) found.has.push({ expression: 'it', members: ['apply'] })
  }
  found.has.push({ expression: 'it', members: exported })
  return found
}

function readClass(found: DeclaredModule, name: string, lines: readonly string[]): void {
  const methods = lines.flatMap((line) => {
    const [, isStatic, method] = /^ {4}(static )?(\w+)[(<]/.exec(line) ?? []
    return method && method !== 'constructor' ? [{ isStatic: isStatic !== undefined, method }] : []
  })
  const named = (wanted: boolean): string[] =>
    methods.filter(({ isStatic }) => isStatic === wanted).map(({ method }) => method)
  found.has.push({ expression: 'it', members: [name] })
  found.has.push({ expression: `it.${name}`, members: named(true) })
  found.has.push({ expression: `it.${name}.prototype`, members: named(false) })
}

function membersOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^ {4}(?:readonly )?(\w+)[(<:]/.exec(line)?.[1] ?? [])
}
