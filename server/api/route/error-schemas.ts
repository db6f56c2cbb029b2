/** The shapes of errors, one for each family of endpoints. @module */
import * as z from 'zod'
import type { Family } from '../http/family.ts'

const LogId = z
  .string()
  .optional()
  .describe('Names the record that has the details: a run of a script, or an entry of the server’s log.')

const ManagementError = z
  .looseObject({
    statusCode: z.int().describe('The HTTP status.'),
    error: z.string().describe('The name of the HTTP status.'),
    message: z.string().describe('What is wrong, and what to change. For people.'),
    errorCode: z.string().describe('Names the error. For programs.'),
    log_id: LogId,
  })
  .meta({
    id: 'ManagementError',
    description: 'An error of the Management API. Some errors have further members.',
    examples: [
      {
        statusCode: 404,
        error: 'Not Found',
        message: 'The user does not exist.',
        errorCode: 'inexistent_user',
      },
    ],
  })

const AuthenticationError = z
  .looseObject({
    error: z.string().describe('Names the error. For programs.'),
    error_description: z.string().describe('What is wrong. For people.'),
    log_id: LogId,
  })
  .meta({
    id: 'AuthenticationError',
    description: 'An error of the endpoints for tokens, in the form of RFC 6749, section 5.2.',
    examples: [{ error: 'invalid_grant', error_description: 'Wrong email or password.' }],
  })

const AccountError = z
  .looseObject({
    name: z.string().describe('The class of the error, as Auth0’s libraries know it.'),
    code: z.string().describe('Names the error. For programs.'),
    description: z
      .union([z.string(), z.looseObject({}).describe('The rules that a new password breaks.')])
      .describe('What is wrong. For people; an object when a new password is too weak.'),
    statusCode: z.int().describe('The HTTP status.'),
    log_id: LogId,
  })
  .meta({
    id: 'AccountError',
    description: 'An error of sign-up, or of asking for a new password.',
    examples: [
      {
        name: 'BadRequestError',
        code: 'user_exists',
        description: 'The user already exists.',
        statusCode: 400,
      },
    ],
  })

/** The error of each family. */
export const ERROR_SCHEMAS: { readonly [family in Family]: z.ZodType } = {
  management: ManagementError,
  authentication: AuthenticationError,
  database: AccountError,
  registration: AuthenticationError,
}
