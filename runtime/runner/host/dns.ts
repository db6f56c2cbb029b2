/** Name resolution for guests: the broker resolves, under its own policy. @module */
import * as z from 'zod'
import { DNS_OPERATIONS } from '../../messages.ts'
import { hostError, parsed } from '../failure.ts'
import type { HostPower } from '../power.ts'

const Query = z.tuple([
  z.enum(DNS_OPERATIONS),
  z.string().min(1).max(253),
  z.union([z.literal(0), z.literal(4), z.literal(6)]),
])

/** `dns.query(operation, name, family)` answers JSON of what Node's `dns` gives for that operation. */
export const dnsPower: HostPower = {
  post: {
    'dns.query'(context, id, ...args) {
      const [operation, name, family] = parsed(Query, args)
      const query = context.broker.dns(operation, name, family).then(
        (records) => JSON.stringify(records),
        (error: unknown) => {
          throw hostError(error)
        },
      )
      context.answer(id, query)
    },
  },
}
