/** Hosted pages: every page, in order; they are no part of the API's description. @module */
import type { Route } from '../route/spec.ts'
import { showEmailVerification, submitEmailVerification } from './email-verification.ts'
import { showResetPassword, submitResetPassword } from './reset-password.ts'
import { showUnblock, submitUnblock } from './unblock.ts'

/** Pages for people. */
export const PAGES: readonly Route[] = [
  showResetPassword,
  submitResetPassword,
  showEmailVerification,
  submitEmailVerification,
  showUnblock,
  submitUnblock,
]
