/** The front: where applications send people to sign in and out. These pages are no part of the API's description. @module */
import type { Route } from '../route/spec.ts'
import { getAuthorize, postAuthorize } from './authorize.ts'
import { showConsent, submitConsent } from './consent-page.ts'
import { showEmailVerification, submitEmailVerification } from './email-verification.ts'
import { getV2Logout } from './get-v2-logout.ts'
import { showIdentifier, showPassword, submitIdentifier, submitPassword } from './identifier-pages.ts'
import { getOidcLogout, postOidcLogout, submitLogout } from './oidc-logout.ts'
import { showResetPassword, submitResetPassword } from './reset-password.ts'
import { showResetRequest, submitResetRequest } from './reset-request-page.ts'
import { showSignIn, submitSignIn } from './sign-in-page.ts'
import { showSignUp, submitSignUp } from './sign-up-page.ts'

/** Pages of the sign-in flow. */
export const SIGN_IN_PAGES: readonly Route[] = [
  getAuthorize,
  postAuthorize,
  showSignIn,
  submitSignIn,
  showConsent,
  submitConsent,
  showIdentifier,
  submitIdentifier,
  showPassword,
  submitPassword,
  showSignUp,
  submitSignUp,
  showResetRequest,
  submitResetRequest,
  showResetPassword,
  submitResetPassword,
  showEmailVerification,
  submitEmailVerification,
  getV2Logout,
  getOidcLogout,
  postOidcLogout,
  submitLogout,
]
