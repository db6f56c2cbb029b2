/** What commands share: their context, how their fields are checked, and the refusal of what the double lacks. @module */
import type { Document } from 'bson'
import { z } from 'zod'
import type { Cursors } from './cursors.ts'
import { MongoFault } from './faults.ts'
import type { Abilities } from './generations.ts'
import type { ScramConversation, ScramUser } from './scram.ts'
import type { Storage } from './storage.ts'

/** What one connection knows. */
interface ConnectionState {
  connection_id: number
  authenticated: boolean
  /** Of the challenge of servers before 3.0. */
  nonce?: string | undefined
  conversation?: { scram: ScramConversation; proven: boolean; skip_empty: boolean } | undefined
}

/** What a command works on. */
export interface Context {
  storage: Storage
  cursors: Cursors
  users: readonly ScramUser[]
  /** The database that keeps the users. */
  auth_source: string
  /** Of the generation that it plays. */
  abilities: Abilities
  connection: ConnectionState
}

/** A command: its answer without `ok: 1`. */
export type Command = (context: Context, fields: Document) => Document

/** A BSON document. */
export const Fields = z.custom<Document>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected a document',
)

/** A name of a database or collection. */
export const Name = z.string().min(1)

/** A number that may come as BSON's int64. */
export const Count = z.coerce.number().int()

/**
 * Makes a command of a schema and what to do.
 *
 * @returns a command that refuses fields of a wrong type with 14, TypeMismatch
 */
export function command<Shape extends z.ZodType>(
  shape: Shape,
  run: (context: Context, fields: z.infer<Shape>) => Document,
): Command {
  return (context, fields) => {
    refuseUnsupported(fields)
    const parsed = shape.safeParse(fields)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      throw new MongoFault(14, `BSON field '${issue?.path.join('.')}' is the wrong type: ${issue?.message}`)
    }
    return run(context, parsed.data)
  }
}

/** What would need a replica set, or would silently give a wrong answer. */
function refuseUnsupported(fields: Document): void {
  if ('startTransaction' in fields || 'autocommit' in fields || 'txnNumber' in fields) {
    throw new MongoFault(20, 'Transaction numbers are only allowed on a replica set member or mongos')
  }
  const parts: unknown[] = [fields, ...[fields.updates, fields.deletes].flat()]
  const collates = parts.some((part) => typeof part === 'object' && part !== null && 'collation' in part)
  if (collates) throw new MongoFault(115, 'collations are not supported by this test double')
}
