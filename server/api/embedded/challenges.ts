/** Challenges: Lock and auth0.js ask before each form whether to show a captcha. @module */
import * as z from 'zod'
import { CHALLENGE_FIELDS } from '../fields/requests.ts'
import { defineRoute } from '../route/route.ts'
import type { Route } from '../route/spec.ts'

const NONE = { required: false }

function challenge(path: string, name: string, summary: string): Route {
  return defineRoute({
    method: 'post',
    path,
    name,
    tag: 'Accounts',
    summary,
    description:
      'Auth0’s libraries ask this before they show the form. Ferry has no captchas, so the answer is always the same.',
    body: z
      .object({})
      .meta({ id: 'Challenge', description: 'What libraries send is ignored.', examples: [{}] }),
    fields: CHALLENGE_FIELDS,
    result: z
      .object({ required: z.boolean().describe('Always false.') })
      .meta({ id: 'NoChallenge', description: 'There is nothing to solve.', examples: [NONE] }),
    is_constant: true,
    cors: 'public',
    handle: async () => NONE,
  })
}

/** No part of the API's description: nobody asks but libraries, and there is one answer. */
export const CHALLENGES: readonly Route[] = [
  challenge(
    '/usernamepassword/challenge',
    'getSignInChallenge',
    'Ask whether the sign-in form needs a captcha',
  ),
  challenge(
    '/dbconnections/signup/challenge',
    'getSignUpChallenge',
    'Ask whether the sign-up form needs a captcha',
  ),
  challenge(
    '/dbconnections/change_password/challenge',
    'getPasswordResetChallenge',
    'Ask whether the form for a new password needs a captcha',
  ),
]
