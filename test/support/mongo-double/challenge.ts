/**
 * The login of servers before 3.0: the client answers a nonce by MD5 digests of the nonce, the user and the password.
 * @see MongoDB's specification of authentication, MONGODB-CR
 * @module
 */
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Command } from './commands.ts'
import { command } from './commands.ts'
import { MongoFault } from './faults.ts'

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

const Authenticate = z.object({ $db: z.string(), user: z.string(), nonce: z.string(), key: z.string() })

/** Both steps. */
export const CHALLENGE_COMMANDS: { readonly [name: string]: Command } = {
  getnonce: ({ connection }) => {
    connection.nonce = randomBytes(8).toString('hex')
    return { nonce: connection.nonce }
  },
  authenticate: command(Authenticate, ({ connection, users, auth_source }, { $db, user, nonce, key }) => {
    const known = $db === auth_source ? users.find((each) => each.user === user) : undefined
    const isFresh = connection.nonce === nonce
    connection.nonce = undefined
    const digest = md5(`${user}:mongo:${known?.password}`)
    if (!known || !isFresh || md5(`${nonce}${user}${digest}`) !== key) {
      throw new MongoFault(18, 'auth failed')
    }
    connection.authenticated = true
    return { dbname: $db, user }
  }),
}
