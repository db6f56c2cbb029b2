/** An error inside an answer, such as that of a tried script. @module */
import * as z from 'zod'

/** Members of every such error. */
export const TOLD_ERROR = {
  code: z.string().describe('Names the error. For programs.'),
  message: z.string().describe('What went wrong. For people.'),
} as const
