/** Code blocks of Markdown, as a reader meets them. @module */

/** A fenced block of code. */
export interface CodeBlock {
  /** First word of the info string, such as `sh`. */
  language: string
  /** The other words: what a test has to know of it. */
  info: string
  text: string
  /** Why it is not run (`no-run: reason`); undefined for those that are. */
  no_run: string | undefined
  /** Line of the fence, from 1. */
  line: number
}

/** @returns the blocks in their order; of blocks inside lists without the indentation */
export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(/^( *)```(\w+)(.*)\n([\s\S]*?)^\1```$/gm)].map((match) => {
    const [, indent = '', language = '', info = '', text = ''] = match
    return {
      language,
      info: info.trim(),
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      no_run: /no-run: *(.*)/.exec(info)?.[1],
      line: markdown.slice(0, match.index).split('\n').length,
    }
  })
}

/**
 * Puts values in the place of those that a reader is told to fill in: lines `NAME=value` and `export NAME=value`.
 *
 * @returns the text, and the names that it assigns
 */
export function fillIn(
  text: string,
  values: { readonly [name: string]: string },
): { text: string; names: Set<string> } {
  const names = new Set<string>()
  const filled = text.replaceAll(/^(export )?([A-Z_]+)=[\w.:/@-]+$/gm, (line, exported, name: string) => {
    names.add(name)
    const value = values[name]
    return value === undefined ? line : `${exported ?? ''}${name}='${value}'`
  })
  return { text: filled, names }
}
