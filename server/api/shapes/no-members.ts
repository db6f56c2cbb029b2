/** The body of a POST that needs nothing but its path. @module */
import * as z from 'zod'

export const NoMembers = z
  .object({})
  .meta({ id: 'NoMembers', description: 'An object without members.', examples: [{}] })
