/** The sign-in page that a tenant wrote itself, as at Auth0 before its universal login. @module */
import type { Route } from '../route/spec.ts'
import { getLogin } from './get-login.ts'
import { postLoginCallback } from './post-login-callback.ts'
import { postUsernamePasswordLogin } from './post-username-password-login.ts'

/** In the order of the API's description. */
export const CLASSIC_ROUTES: readonly Route[] = [postUsernamePasswordLogin]

/** Pages, which are no part of it. */
export const CLASSIC_PAGES: readonly Route[] = [getLogin, postLoginCallback]
