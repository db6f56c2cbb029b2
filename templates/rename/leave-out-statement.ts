/** Takes columns out of one SQL statement of a template. @module */
import type { Dialect } from '../store.ts'
import type { Edit } from './edits.ts'
import { applied } from './edits.ts'
import type { RenamedTable } from './names-given.ts'
import type { Token } from './tokens.ts'
import { columnOf, tokensOf, usedTables } from './tokens.ts'

/** A statement without some columns, and the parameters that it takes no more. */
export interface ShorterStatement {
  text: string
  /** Of `?` and `$1`, from 0. */
  places: ReadonlySet<number>
  /** Of `:name` and `@name`. */
  names: ReadonlySet<string>
}

/** One of a list: what stands between two commas, or between two of OR and AND. */
interface Item {
  tokens: Token[]
}

/**
 * Whoever asks for a column gets none, whoever compares with it compares with the others, and whoever writes it writes the rest.
 *
 * @returns undefined when the statement names none of the columns
 * @throws when nothing would be left: the template says of a column that it can be left out, and it cannot
 */
export function leaveOutOfStatement(
  dialect: Dialect,
  statement: string,
  tables: readonly RenamedTable[],
): ShorterStatement | undefined {
  const tokens = tokensOf(statement)
  const { used, spoken } = usedTables(statement, tokens, tables)
  const gone = new Set(
    tokens.filter((token, index) => {
      if (token.kind !== 'word' || spoken.has(token) || tokens[index + 1]?.text === '.') return false
      const qualifier = tokens[index - 1]?.text === '.' ? tokens[index - 2] : undefined
      const column = columnOf(token, qualifier, used)
      return column?.renamed.leftOut.has(column.name) === true
    }),
  )
  if (gone.size === 0) return undefined

  const removed = new Set<Token>()
  const edits: Edit[] = []
  const names = ({ tokens: of }: Item): boolean => of.some((token) => gone.has(token))
  /** @param isGone by default: what names a column that is left out */
  const shorten = (list: readonly Token[], separator: string, isGone = names): void => {
    const items = itemsOf(list, separator)
    if (!items.some(isGone)) return
    const kept = items.filter((item) => !isGone(item))
    for (const item of items.filter(isGone)) for (const token of item.tokens) removed.add(token)
    const [first, last] = [list[0], list.at(-1)]
    if (!first || !last) return
    const text = kept.map(({ tokens: [from, ...rest] }) =>
      statement.slice(from?.from, (rest.at(-1) ?? from)?.to),
    )
    if (kept.length === 0) throw new Error(`nothing would be left of a list of this statement: ${statement}`)
    edits.push({
      from: first.from,
      to: last.to,
      text: text.join(separator === ',' ? ', ' : ` ${separator} `),
    })
  }

  for (const clause of clausesOf(tokens)) {
    switch (clause.word) {
      case 'SELECT':
      case 'SET':
        shorten(clause.tokens, ',')
        break
      case 'WHERE':
        shorten(clause.tokens, 'OR')
        break
      case 'INTO': {
        const columns = insideBrackets(clause.tokens)
        const isGone = itemsOf(columns, ',').map(names)
        const values = insideBrackets(clausesOf(tokens).find(({ word }) => word === 'VALUES')?.tokens ?? [])
        const items = itemsOf(values, ',').map(({ tokens: of }) => of[0])
        shorten(columns, ',')
        shorten(values, ',', ({ tokens: of }) => isGone[items.indexOf(of[0])] === true)
        break
      }
      default:
    }
  }
  if ([...gone].some((token) => !removed.has(token))) {
    throw new Error(`a column of this statement cannot be left out: ${statement}`)
  }
  const { places, names: gone_names } = parametersOf(dialect, tokens, removed)
  const text = applied(statement, edits)
  return {
    text: dialect === 'postgresql' ? renumbered(text, places) : text,
    places,
    names: gone_names,
  }
}

/** @returns the words that begin a clause, each with what follows it, outside of brackets of others */
function clausesOf(tokens: readonly Token[]): { word: string; tokens: Token[] }[] {
  const clauses: { word: string; tokens: Token[] }[] = []
  let depth = 0
  for (const token of tokens) {
    if (token.text === '(') depth++
    if (token.text === ')') depth--
    if (depth === 0 && ['SELECT', 'FROM', 'WHERE', 'SET', 'INTO', 'VALUES'].includes(token.key)) {
      clauses.push({ word: token.key, tokens: [] })
    } else clauses.at(-1)?.tokens.push(token)
  }
  return clauses
}

function insideBrackets(tokens: readonly Token[]): Token[] {
  const start = tokens.findIndex(({ text }) => text === '(')
  const end = tokens.findLastIndex(({ text }) => text === ')')
  return tokens.slice(start + 1, end)
}

function itemsOf(tokens: readonly Token[], separator: string): Item[] {
  const items: Item[] = [{ tokens: [] }]
  let depth = 0
  for (const token of tokens) {
    if (token.text === '(') depth++
    if (token.text === ')') depth--
    const ends = separator === ',' ? token.text === ',' : token.key === separator
    if (depth === 0 && ends) items.push({ tokens: [] })
    else items.at(-1)?.tokens.push(token)
  }
  return items
}

const isParameter = (text: string): boolean => /^(?:\?|[@:$]\w+)$/.test(text)

/** @returns those that stand in what was removed, and nowhere else */
function parametersOf(
  dialect: Dialect,
  tokens: readonly Token[],
  removed: ReadonlySet<Token>,
): { places: ReadonlySet<number>; names: ReadonlySet<string> } {
  const all = tokens.filter(({ text }) => isParameter(text))
  if (dialect === 'mysql') {
    return {
      places: new Set(all.flatMap((token, place) => (removed.has(token) ? [place] : []))),
      names: new Set(),
    }
  }
  const kept = new Set(all.filter((token) => !removed.has(token)).map(({ text }) => text))
  const texts = all
    .filter((token) => removed.has(token) && !kept.has(token.text))
    .map(({ text }) => text.slice(1))
  return dialect === 'postgresql'
    ? {
        places: new Set(texts.filter((text) => /^\d+$/.test(text)).map((text) => Number(text) - 1)),
        names: new Set(),
      }
    : { places: new Set(), names: new Set(texts) }
}

/** `$3` becomes `$2` when `$1` or `$2` is gone. */
function renumbered(statement: string, places: ReadonlySet<number>): string {
  return statement.replace(/\$(\d+)/g, (_, digits: string) => {
    const before = [...places].filter((place) => place < Number(digits) - 1).length
    return `$${Number(digits) - before}`
  })
}
