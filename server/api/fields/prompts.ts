/** Fields of the sign-in pages. @module */
import type { FieldTable } from './row.ts'
import { kept, obeyed } from './row.ts'

/** Members of PATCH for the prompts. */
export const PROMPTS_FIELDS: FieldTable = {
  rows: {
    ...obeyed('identifier_first'),
    ...kept('Ferry has one kind of sign-in pages.', 'universal_login_experience'),
    ...kept('People sign in with a password; Ferry has no passkeys.', 'webauthn_platform_first_factor'),
  },
}
