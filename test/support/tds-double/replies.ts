/** Results as tokens. @module */
import { SqlFault } from './faults.ts'
import type { Result } from './results.ts'
import type { Tokens } from './tokens.ts'
import { DONE, envTransaction, STATUS } from './tokens.ts'

/**
 * The tokens of a batch's or a procedure's statements.
 *
 * @param token which DONE ends each of them; in a procedure more follows the last one
 */
export function resultTokens(tokens: Tokens, results: readonly Result[], token: number): Buffer {
  const telling = results.filter(({ kind }) => kind !== 'nothing')
  const in_procedure = token === DONE.in_procedure
  if (telling.length === 0 && !in_procedure) return tokens.done(token, STATUS.final)
  return Buffer.concat(
    telling.map((result, index) => {
      const more = in_procedure || index < telling.length - 1 ? STATUS.more : STATUS.final
      return oneResult(tokens, result, token, more)
    }),
  )
}

function oneResult(tokens: Tokens, result: Result, token: number, more: number): Buffer {
  switch (result.kind) {
    case 'rows':
      try {
        const rows = tokens.rows(result.columns, result.rows)
        return Buffer.concat([
          rows,
          tokens.done(token, STATUS.count | more, result.command, result.rows.length),
        ])
      } catch (thrown) {
        if (!(thrown instanceof SqlFault)) throw thrown
        return oneResult(tokens, { kind: 'fault', fault: thrown }, token, more)
      }
    case 'count':
      return tokens.done(
        token,
        (result.told ? STATUS.count : STATUS.final) | more,
        result.command,
        result.told ? result.count : 0,
      )
    case 'transaction':
      return Buffer.concat([envTransaction(result.change, result.descriptor), tokens.done(token, more)])
    case 'fault':
      return Buffer.concat([tokens.error(result.fault), tokens.done(token, STATUS.error | more)])
    case 'nothing':
      return Buffer.alloc(0)
  }
}
