/** The body of a write that its path describes. @module */
import * as z from 'zod'

/** An empty object; a request may also come without a body. */
export const NoMembers = z
  .object({})
  .meta({ id: 'NoMembers', description: 'An object without members.', examples: [{}] })
