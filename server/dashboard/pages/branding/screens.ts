/** Which texts each previewed page has. A test compares the list with the server's. @module */
import type { brandingText } from './text.ts'

/** `prompt/screen` of the texts; undefined for a page whose texts cannot be replaced. */
export const SCREENS: { readonly [page in keyof typeof brandingText.preview.pages]: string | undefined } = {
  sign_in: 'login/login',
  wrong_password: 'login/login',
  identifier: 'login-id/login-id',
  password: 'login-password/login-password',
  sign_up: 'signup/signup',
  consent: 'consent/consent',
  reset_request: 'reset-password/reset-password-request',
  reset_sent: 'reset-password/reset-password-email',
  reset: 'reset-password/reset-password',
  reset_refused: 'reset-password/reset-password',
  reset_done: 'reset-password/reset-password-success',
  verified: 'email-verification/email-verification-result',
  unblock: 'brute-force-protection/brute-force-protection-unblock',
  sign_out: 'logout/logout',
  signed_out: 'logout/logout-complete',
  problem: undefined,
}
