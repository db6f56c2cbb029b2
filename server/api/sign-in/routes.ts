/** The front: where applications send people to sign in and out. These pages are no part of the API's description. @module */
import type { Route } from '../route/spec.ts'
import { answerActivate, showActivate, submitActivate } from './activate.ts'
import { getAuthorize, postAuthorize } from './authorize.ts'
import { showConsent, submitConsent } from './consent-page.ts'
import { getV2Logout } from './get-v2-logout.ts'
import { getOidcLogout, postOidcLogout, submitLogout } from './oidc-logout.ts'
import { showSignIn, submitSignIn } from './sign-in-page.ts'

/** Pages of the sign-in flow. */
export const SIGN_IN_PAGES: readonly Route[] = [
  getAuthorize,
  postAuthorize,
  showSignIn,
  submitSignIn,
  showConsent,
  submitConsent,
  getV2Logout,
  getOidcLogout,
  postOidcLogout,
  submitLogout,
  showActivate,
  submitActivate,
  answerActivate,
]
