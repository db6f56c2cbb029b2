/** A line of the log as text for people. @module */
import * as z from 'zod'

const Line = z.looseObject({ level: z.string(), at: z.string(), event: z.string() })

/**
 * @param line an entry as JSON
 * @returns `12:34:56 info  user_migrated connection_id=con_1`, then texts of several lines, indented; with a line feed
 */
export function lineAsText(line: string): string {
  const { level, at, event, ...fields } = Line.parse(JSON.parse(line))
  const words: string[] = []
  const blocks: string[] = []
  for (const [name, value] of Object.entries(fields)) {
    const text = String(value)
    if (text.includes('\n')) blocks.push(`\n${text}`.replaceAll('\n', '\n    '))
    else words.push(`${name}=${/[\s"=]/.test(text) ? JSON.stringify(text) : text}`)
  }
  return `${[at.slice(11, 19), level.padEnd(5), event, ...words].join(' ')}${blocks.join('')}\n`
}
