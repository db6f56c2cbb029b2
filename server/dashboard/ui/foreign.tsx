/** Text that comes from a tenant, a person or a script: always shown as plain text. @module */
import { visible } from './plain-text.ts'

export { inSentence, visible } from './plain-text.ts'

/**
 * Isolates the direction of the text, so that the words around it keep theirs.
 *
 * @param props.most maximum number of characters, where a long text would push everything else away
 */
export function Foreign({ text = '', most }: { text: string | undefined; most?: number }) {
  const shown = most === undefined || text.length <= most ? text : `${text.slice(0, most)}…`
  return <bdi className="foreign">{visible(shown)}</bdi>
}
