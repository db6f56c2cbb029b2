/** Names of a connection's scripts: the actions, and no others. @module */
import { ACTIONS } from '../../../../runtime/index.ts'
import { nearestOf } from '../../../common/nearest.ts'
import { invalidField } from '../../http/invalid-field.ts'

/**
 * A script under a misspelt name would never run.
 *
 * @param kept names that are there already, from before this was checked: what was read can be sent back
 * @param property of the body, for the message
 * @throws {ApiError} invalid_body
 */
export function refuseUnknownScripts(
  sent: { readonly [name: string]: string },
  kept: readonly string[],
  property: string,
): void {
  const actions: readonly string[] = ACTIONS
  const unknown = Object.keys(sent).find((name) => !actions.includes(name) && !kept.includes(name))
  if (unknown === undefined) return
  const nearest = nearestOf(unknown, ACTIONS)
  const hint = nearest === undefined ? `use ${ACTIONS.join(', ')}` : `is ${nearest} meant?`
  throw invalidField(`${property}.${unknown}`, `There is no script ${unknown}: ${hint}`)
}
