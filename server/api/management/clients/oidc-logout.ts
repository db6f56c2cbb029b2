/** How a client is told that a session has ended: `oidc_logout`. @module */
import * as z from 'zod'
import { SESSION_END_CAUSES } from '../../../store/contract.ts'
import { parseAddress } from '../../shapes/addresses.ts'
import { isStorableText, SentJson, UNSTORABLE } from '../../shapes/storable.ts'

/** Ends that Auth0 knows and Ferry never has. */
const FOREIGN_CAUSES = ['idp-logout', 'email-identifier-changed', 'mfa-phone-unenrolled'] as const

const LogoutUrl = z
  .string()
  .max(2_000)
  .refine(isStorableText, UNSTORABLE)
  .refine(
    isWebAddress,
    'must be an http or https URL without fragment and credentials, such as https://app.example.com/backchannel-logout',
  )

function isWebAddress(address: string): boolean {
  const url = parseAddress(address)
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') return false
  return !address.includes('#') && url.username === '' && url.password === ''
}

/** @see OpenID Connect Back-Channel Logout 1.0, section 2.2 */
export const OidcLogout = z
  .object({
    backchannel_logout_urls: z
      .array(LogoutUrl)
      .max(1)
      .optional()
      .describe(
        'The address that gets a `logout_token` when a session ends that the application has used. The rules for what scripts may reach count for it, too.',
      ),
    backchannel_logout_initiators: z
      .object({
        mode: z
          .enum(['all', 'custom'])
          .optional()
          .describe(
            '`custom`: only the ends in `selected_initiators`. `all`: every end. Default: every end but `session-expired`.',
          ),
        selected_initiators: z
          .array(z.enum([...SESSION_END_CAUSES, ...FOREIGN_CAUSES]))
          .max(20)
          .optional()
          .describe(
            `The ends that the application is told of. Sessions of Ferry end by ${SESSION_END_CAUSES.join(', ')}.`,
          ),
      })
      .catchall(SentJson)
      .optional()
      .describe('Which ends of sessions the application is told of.'),
  })
  .catchall(SentJson)
